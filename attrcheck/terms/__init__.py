"""The language of terms: load and check files of rules."""

from attrcheck.terms.language import Terms, TermsFile, WorkEntry
from attrcheck.terms.load import find_terms, load_terms, presets

__all__ = ["Terms", "TermsFile", "WorkEntry", "find_terms", "load_terms", "presets"]
