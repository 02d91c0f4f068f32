"""The language of terms: load, check, describe, draft and export files of rules."""

from attrcheck.terms.check import check_work
from attrcheck.terms.describe import described
from attrcheck.terms.draft import draft
from attrcheck.terms.language import Terms, TermsFile, TestEntry, WorkEntry
from attrcheck.terms.load import find_terms, load_terms, presets
from attrcheck.terms.odrl import odrl
from attrcheck.terms.schema import terms_schema

__all__ = [
    "Terms",
    "TermsFile",
    "TestEntry",
    "WorkEntry",
    "check_work",
    "described",
    "draft",
    "find_terms",
    "load_terms",
    "odrl",
    "presets",
    "terms_schema",
]
