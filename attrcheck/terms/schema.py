"""The JSON Schema of terms files, for editors that complete and check TOML while it is written."""

from __future__ import annotations

from typing import Any

import msgspec

from attrcheck.terms.language import TermsFile

# What a whole requirement must say; a part of a combination says none of it.
_NEEDED = ["id", "asks", "places"]


def terms_schema() -> dict[str, Any]:
    """Return the schema (draft 2020-12) of a terms file that extends no other."""
    schema = msgspec.json.schema(TermsFile)
    requirements = schema["$defs"][TermsFile.__name__]["properties"]["requirements"]
    requirements["items"] = {"allOf": [requirements["items"], {"required": _NEEDED}]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "attrcheck terms", **schema}
