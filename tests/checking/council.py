"""A source that drafts quote from."""

from __future__ import annotations

SOURCE = """\
“The river will rise tonight, and nobody can stop it,” said Mayor Ada Quill. “We have closed 1,200 metres of road.”

Tom Hollis, a baker, was angry. “I will not leave my shop,” he said, “whatever [the mayor] says about the old bridge.”

A spokeswoman for Millco said: “Our US plant is dry.” The bridge was built in 1890 by the millers of Tarn.
"""
