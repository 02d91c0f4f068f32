"""Recognise the work in a page: fingerprint, alignment, class of reuse, and the origin of every passage."""

from attrcheck.reuse.compare import compare
from attrcheck.reuse.find import Found, WorkIndex, copied_parts, find_reuse
from attrcheck.reuse.fingerprint import Fingerprint, Parts, Span, body_text, fingerprint, load_fingerprint
from attrcheck.reuse.first_look import FirstLook, Glimpse

__all__ = [
    "Fingerprint",
    "FirstLook",
    "Found",
    "Glimpse",
    "Parts",
    "Span",
    "WorkIndex",
    "body_text",
    "compare",
    "copied_parts",
    "find_reuse",
    "fingerprint",
    "load_fingerprint",
]
