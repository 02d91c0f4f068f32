"""Tables of spreadsheets: CSV with commas, semicolons or bars, and tabs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from attrcheck.errors import TargetsError
from attrcheck.targets.document import Document, Entries, Entry, text_of
from attrcheck.targets.lists import ACCOUNT_NAMES, NOTE_NAMES, PAGE_NAMES, shares_in

# Heads of columns of shares; a table may have several: "share 1", "share 2".
_SHARES = re.compile(r"(?:shares?|posts?)[ _]?\d{0,2}", re.ASCII)
# A line that spreadsheets write to say what stands between cells.
_SAYS_DELIMITER = re.compile(r"sep=([^\r\n])\r?\n", re.IGNORECASE)
# What stands between cells, those first that addresses hold least often. Spreadsheets of half of Europe write semicolons into .csv.
_DELIMITERS = ("\t", "|", ";", ",")
# Rows that are looked at to learn what stands between cells.
_SAMPLE = 10


class _Columns(NamedTuple):
    page: int
    shares: tuple[int, ...] = ()
    note: int | None = None
    accounts: int | None = None


def read_table(document: Document) -> Entries:
    """Yield the entries of a table: the columns whose heads say so, without a head the first column that holds an address.

    Cells in an old encoding are read as far as they are ASCII; an address that is not is a broken one. Raises TargetsError.
    """
    text = text_of(document, errors="replace")
    said = _SAYS_DELIMITER.match(text)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=said[1] if said else _delimiter(text))
    columns: _Columns | None = None
    try:
        if said:
            next(rows)
        for row in rows:
            if columns is None:
                columns = _headed(row)
                if columns is not None:
                    continue
                columns = _Columns(next((i for i, cell in enumerate(row) if _is_address(cell)), 0))
            if any(cell.strip() for cell in row):
                shares = " ".join(_cell(row, i) for i in columns.shares)
                accounts = shares_in(_cell(row, columns.accounts))
                yield Entry(rows.line_num, _cell(row, columns.page), shares_in(shares), _cell(row, columns.note), accounts=accounts)
    except csv.Error as error:
        raise TargetsError(f"{document.name}: is not CSV: {error}") from error


def _delimiter(text: str) -> str:
    """Return what stands between cells: what gives a head with a known name, else what cuts an address out of every row alike."""
    for head in (True, False):
        for delimiter in _DELIMITERS:
            rows = _sample(text, delimiter)
            if rows and (_headed(rows[0]) if head else _is_regular(rows)) and len(rows[0]) > 1:
                return delimiter
    return ","


def _sample(text: str, delimiter: str) -> list[list[str]]:
    try:
        return [row for row in islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _SAMPLE) if row]
    except csv.Error:
        return []


def _is_regular(rows: Sequence[list[str]]) -> bool:
    return all(len(row) == len(rows[0]) and any(map(_is_address, row)) for row in rows)


def _headed(row: Sequence[str]) -> _Columns | None:
    """Return the columns that a head names, None for a row that is no head."""
    heads = [cell.strip().lower() for cell in row]
    page = next((heads.index(name) for name in PAGE_NAMES if name in heads), None)
    if page is None:
        return None
    note, accounts = (next((heads.index(name) for name in names if name in heads), None) for names in (NOTE_NAMES, ACCOUNT_NAMES))
    return _Columns(page, tuple(i for i, head in enumerate(heads) if _SHARES.fullmatch(head)), note, accounts)


def _is_address(cell: str) -> bool:
    return cell.strip().lower().startswith(("http://", "https://", "file:"))


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""
