"""Runs: what every scan leaves on the disk, so that it can be gone on with, shown, compared and proved."""

from attrcheck.runs.keeping import EarlyWitness, keeping, previous_captures
from attrcheck.runs.manifest import changes
from attrcheck.runs.record import MANIFEST, RunRecord
from attrcheck.runs.run import Run, RunReport, archives_of, read_record, read_reports, sources_of
from attrcheck.runs.store import DEFAULT_STORE, LAST, find_run, new_id, new_run, prepare

__all__ = [
    "DEFAULT_STORE",
    "LAST",
    "MANIFEST",
    "EarlyWitness",
    "Run",
    "RunRecord",
    "RunReport",
    "archives_of",
    "changes",
    "find_run",
    "keeping",
    "new_id",
    "new_run",
    "prepare",
    "previous_captures",
    "read_record",
    "read_reports",
    "sources_of",
]
