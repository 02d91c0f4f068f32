"""How a day is written in the languages of the terms and pages that were seen: rows of words, as `text.words` yields them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from attrcheck.text import words

# The months as English, German, French, Dutch, Spanish and Portuguese write them, with the abbreviations of their newspapers.
_MONTHS = (
    "january jan januar janner janvier janv januari enero ene janeiro",
    "february feb februar fevrier fev fevr februari febrero fevereiro",
    "march mar marz mars maart mrt marzo marco",
    "april apr avril avr abril abr",
    "may mai mei mayo maio",
    "june jun juni juin junio junho",
    "july jul juli juillet juil julio julho",
    "august aug aout augustus agosto ago",
    "september sep sept septembre septiembre setembro set",
    "october oct oktober okt octobre octubre outubro out",
    "november nov novembre noviembre novembro",
    "december dec dezember dez decembre diciembre dic dezembro",
)
# After the number of a day: 11th, 1er, 2e, 1º (folded to 1o).
_ORDINALS = ("st", "nd", "rd", "th", "er", "e", "o")
_DAY = 10


@lru_cache(maxsize=64)
def date_spellings(published: str) -> frozenset[tuple[str, ...]]:
    """Return every row of words that says this day (ISO 8601) with its year; none for what is no day.

    >>> spellings = date_spellings("2024-05-11")
    >>> [words(text) in spellings for text in ("May 11, 2024", "11. Mai 2024", "11 de mayo de 2024", "11/05/2024", "May 12, 2024")]
    [True, True, True, True, False]
    """
    try:
        day = date.fromisoformat(published[:_DAY])
    except ValueError:
        return frozenset()
    return frozenset(_numeric(day)) | frozenset(_worded(day))


def _numeric(day: date) -> Iterator[tuple[str, ...]]:
    """Yield 2024-05-11, 20240511 aside: numbers alone are no date to a reader. Day and month stand in either order, as countries differ."""
    year = f"{day.year:04}"
    for d in {f"{day.day}", f"{day.day:02}"}:
        for m in {f"{day.month}", f"{day.month:02}"}:
            yield (year, m, d)
            for y in (year, year[2:]):
                yield (d, m, y)
                yield (m, d, y)


def _worded(day: date) -> Iterator[tuple[str, ...]]:
    year = f"{day.year:04}"
    days = {f"{day.day}", f"{day.day:02}", *(f"{day.day}{ending}" for ending in _ORDINALS)}
    for month in words(_MONTHS[day.month - 1]):
        for d in days:
            yield (month, d, year)
            yield (d, month, year)
            yield (year, month, d)
            yield (d, "of", month, year)
            yield (d, "de", month, "de", year)
            yield (d, "de", month, year)
