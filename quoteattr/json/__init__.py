"""JSON in and out for the records: what ``to_dict``, ``to_json``, ``from_dict``, ``from_json`` and ``schema`` do.

The API is that of ``dataclasses-json``, which makes the (marshmallow) schema. Its converters are replaced here, for two
reasons: they coerce silently when reading (``"7"`` becomes 7, ``"no"`` becomes True), and they interpret the type hints
anew for every value: 300 us to write a quote with its speaker and 2,000 us to read one, against 8 us and 21 us here,
where the converters are built once per class from the same hints (``to_dict``, ``from_dict``; CPython 3.11).

This room knows no record by name: it reads off each class its fields, what is written beside them (``_computed``) and
what must hold between them (``_check``).
"""

from quoteattr.json.describing import json_schema
from quoteattr.json.reading import from_dict, from_json
from quoteattr.json.schema import schema
from quoteattr.json.writing import to_dict, to_json

__all__ = ["from_dict", "from_json", "json_schema", "schema", "to_dict", "to_json"]
