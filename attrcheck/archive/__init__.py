"""Evidence: exchanges kept as WARC, looked up, replayed and verified."""

from attrcheck.archive.capture import capture_of
from attrcheck.archive.members import whole_bytes
from attrcheck.archive.reading import Record, record_at, records
from attrcheck.archive.rendering import rendered
from attrcheck.archive.replay import ArchiveFetcher
from attrcheck.archive.verify import Verified, verify
from attrcheck.archive.writer import ArchiveWriter

__all__ = [
    "ArchiveFetcher",
    "ArchiveWriter",
    "Record",
    "Verified",
    "capture_of",
    "record_at",
    "records",
    "rendered",
    "verify",
    "whole_bytes",
]
