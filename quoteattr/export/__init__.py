"""Other people's formats: flat rows, brat standoff, W3C Web Annotation and schema.org.

Each writer takes an :class:`~quoteattr.types.Article` and needs the standard library only. The core never imports
this package.
"""

from quoteattr.export.brat import to_brat
from quoteattr.export.rows import ROW_COLUMNS, ROW_TYPES, Row, error_row, read_spans, to_rows
from quoteattr.export.schema_org import to_schema_org
from quoteattr.export.web_annotation import to_web_annotation
from quoteattr.metadata import METADATA_FIELDS, Metadata

__all__ = [
    "METADATA_FIELDS",
    "ROW_COLUMNS",
    "ROW_TYPES",
    "Metadata",
    "Row",
    "error_row",
    "read_spans",
    "to_brat",
    "to_rows",
    "to_schema_org",
    "to_web_annotation",
]
