"""The tables of a history, as they are now. How a file of an earlier version comes to have them is in `migrations`."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

METADATA = MetaData()

schema_version = Table("schema_version", METADATA, Column("version", Integer, nullable=False))
"""One row: the number of the last migration that this history has gone through."""

runs = Table(
    "runs",
    METADATA,
    Column("id", Integer, primary_key=True),
    # Ids of runs begin with their time, so that their order is the order of time.
    Column("run", String(64), nullable=False, unique=True),
    # What was asked: runs of one series are compared with each other, and with no others.
    Column("series", String(20), nullable=False),
    Column("started", String(40), nullable=False),
    Column("finished", String(40), nullable=False),
    Column("generator", String(64), nullable=False),
    Column("terms", Text, nullable=False),
    Column("terms_version", Text, nullable=False),
    # Digest and reading: two runs that agree in it asked the same.
    Column("terms_digest", Text, nullable=False),
    Column("works", Text, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    # How many changes of each sort there were since the run before, as JSON; empty where there was none before.
    Column("changes", Text, nullable=False),
    # Whether every target of the list was reached.
    Column("is_complete", Boolean, nullable=False),
    # Whether all rows of the run are there: what a killed scan leaves behind counts for nothing.
    Column("is_whole", Boolean, nullable=False),
    Index("runs_of_a_series", "series", "run"),
)

pages = Table(
    "pages",
    METADATA,
    Column("id", Integer, primary_key=True),
    # In its comparison form (attrcheck.urls.canonical).
    Column("url", Text, nullable=False, unique=True),
    # The host: whom the page belongs to.
    Column("outlet", Text, nullable=False, index=True),
)

works = Table("works", METADATA, Column("id", Integer, primary_key=True), Column("url", Text, nullable=False, unique=True))
"""Works by address in comparison form; that of pages where no work was found, or which were not read, is empty."""

sightings = Table(
    "sightings",
    METADATA,
    Column("run_id", ForeignKey("runs.id"), primary_key=True),
    Column("page_id", ForeignKey("pages.id"), primary_key=True),
    Column("work_id", ForeignKey("works.id"), primary_key=True),
    # As it was listed.
    Column("url", Text, nullable=False),
    Column("verdict", String(20), nullable=False),
    Column("failure", String(30), nullable=False),
    Column("failed", Integer, nullable=False),
    # Of the bytes that came, and of what was copied, as far as readers see it.
    Column("digest", String(100), nullable=False),
    Column("copied", String(20), nullable=False),
    # Whether it is one more address of a page, which has the findings.
    Column("is_entry", Boolean, nullable=False),
    # The last run in which the page could be read, this one included; none if it never could.
    Column("read_run_id", Integer, nullable=True),
    # Since when and how often in a row it could not be read, and whether that has been told.
    Column("unread_since", String(40), nullable=False),
    Column("unread_looks", Integer, nullable=False),
    Column("is_told", Boolean, nullable=False),
    # Digest and reading of the terms of its outlet; empty where the page was checked against those of the run.
    Column("own_terms", Text, nullable=False, server_default=""),
    Index("sightings_of_a_page", "page_id", "run_id"),
)
"""How a page stood in a run: one row for each work that it reuses, one without a work where it reuses none or could not be read."""

findings = Table(
    "findings",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("identity", String(20), nullable=False, unique=True),
    Column("page_id", ForeignKey("pages.id"), nullable=False, index=True),
    Column("work_id", ForeignKey("works.id"), nullable=False),
    Column("requirement", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("place", String(20), nullable=False),
    Column("subject", Text, nullable=False),
)
"""What never changes about a finding."""

outcomes = Table(
    "outcomes",
    METADATA,
    Column("run_id", ForeignKey("runs.id"), primary_key=True),
    Column("finding_id", ForeignKey("findings.id"), primary_key=True),
    Column("level", String(10), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    # Whether somebody else is credited.
    Column("is_wrong", Boolean, nullable=False),
    Column("state", String(10), nullable=False),
    # Since when the outcome is what it is.
    Column("since", String(40), nullable=False),
    # Since when and how often it was seen to fail without having passed in between; empty and 0 where it passed last.
    Column("failed_since", String(40), nullable=False),
    Column("looks", Integer, nullable=False),
    # The outcome before it failed, or "terms-changed"; empty where it was not there.
    Column("was", String(20), nullable=False),
    Column("counts", Boolean, nullable=False),
    UniqueConstraint("finding_id", "run_id", name="outcomes_of_a_finding"),
)
"""What a run says of a finding of a page that could be read; what was inapplicable is not kept."""

events = Table(
    "events",
    METADATA,
    Column("run_id", ForeignKey("runs.id"), primary_key=True),
    # From 0, the worst first.
    Column("number", Integer, primary_key=True),
    Column("sort", String(20), nullable=False),
    # As JSON of `attrcheck.model.Event`.
    Column("event", Text, nullable=False),
)
"""What had changed in a run since the one before."""
