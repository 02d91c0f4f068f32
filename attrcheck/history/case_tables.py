"""The tables of cases: what outlets owe, who asked when, and the captures before and after."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from attrcheck.history.tables import METADATA

cases = Table(
    "cases",
    METADATA,
    Column("id", Integer, primary_key=True),
    # The host of its pages, or a name where there is no page: a printed or spoken copy.
    Column("outlet", Text, nullable=False),
    # The work's address in comparison form.
    Column("work", Text, nullable=False),
    Column("state", String(20), nullable=False, index=True),
    UniqueConstraint("outlet", "work", name="one_case_of_outlet_and_work"),
)

case_points = Table(
    "case_points",
    METADATA,
    # In the order in which they were found.
    Column("id", Integer, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("identity", String(20), nullable=False),
    Column("page", Text, nullable=False, index=True),
    # As JSON of `attrcheck.cases.Point`.
    Column("point", Text, nullable=False),
    UniqueConstraint("case_id", "identity", name="one_point_of_a_case"),
)
"""The findings of a case, with the captures before and after."""

case_entries = Table(
    "case_entries",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    # As JSON of `attrcheck.cases.Entry`.
    Column("entry", Text, nullable=False),
)
"""What happened in a case, in the order in which it was written down."""

case_pickups = Table(
    "case_pickups",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("page", Text, nullable=False),
    # As JSON of `attrcheck.cases.Pickup`.
    Column("pickup", Text, nullable=False),
    UniqueConstraint("case_id", "page", name="one_pickup_of_a_case"),
)
"""Where an outlet has the work: its pages, and copies without a page."""
