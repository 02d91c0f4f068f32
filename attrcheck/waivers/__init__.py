"""Waivers: which failures are accepted, why, by whom and until when; and outlets that have terms of their own."""

from attrcheck.waivers.domains import domain_of, domains_over, host_of, host_of_page
from attrcheck.waivers.language import OutletTerms, WaiverEntry, WaiversFile
from attrcheck.waivers.load import load_waivers, mistakes, read_waivers
from attrcheck.waivers.waivers import NO_WAIVERS, Waivers, is_acceptable
from attrcheck.waivers.weighing import WaivedTargets, remarks
from attrcheck.waivers.writing import entry_text

__all__ = [
    "NO_WAIVERS",
    "OutletTerms",
    "WaivedTargets",
    "WaiverEntry",
    "Waivers",
    "WaiversFile",
    "domain_of",
    "domains_over",
    "entry_text",
    "host_of",
    "host_of_page",
    "is_acceptable",
    "load_waivers",
    "mistakes",
    "read_waivers",
    "remarks",
]
