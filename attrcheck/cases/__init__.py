"""Cases: an outlet and a work, from the first violation until it is fixed, waived or gone; who asked when, and the proof."""

from attrcheck.cases.case import OPEN, Case, CaseState, Entry, EntrySort, Pickup, Point, PointState, Proof
from attrcheck.cases.follow import accuses, followed, moved
from attrcheck.cases.sheet import MAX_BYTES, place_of, rows_of, sheet, with_row
from attrcheck.cases.store import all_cases, case_about, case_of, follow, keep

__all__ = [
    "MAX_BYTES",
    "OPEN",
    "Case",
    "CaseState",
    "Entry",
    "EntrySort",
    "Pickup",
    "Point",
    "PointState",
    "Proof",
    "accuses",
    "all_cases",
    "case_about",
    "case_of",
    "follow",
    "followed",
    "keep",
    "moved",
    "place_of",
    "rows_of",
    "sheet",
    "with_row",
]
