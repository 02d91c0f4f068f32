"""A file of terms proposed from what an article's own page says: its sentences and its markup.

Whatever stands on the page is hostile: it reaches the file as an escaped string, or as one line of a comment without control characters.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from msgspec.structs import replace

from attrcheck.model import Article, Author, Level, Work
from attrcheck.reuse.fingerprint import MIN_WORDS
from attrcheck.terms.cues import Sentence
from attrcheck.terms.duties import Credited
from attrcheck.terms.language import Terms
from attrcheck.terms.load import load_terms, presets
from attrcheck.terms.marked import Licence, licence, remarks
from attrcheck.terms.propose import USUAL_NOTES, Entry, Person, entries, person, tried
from attrcheck.terms.stated import Asked, asked, blocks
from attrcheck.text import Token, find_words, squeeze, tokens, words

# For a page that does not say its address: a host that can never exist (RFC 2606).
_NO_ADDRESS = "https://address-not-known.invalid/"
# Letters of a sentence in a comment, and of any other text of the page in the file.
_MAX_COMMENT, _MAX_STRING = 400, 2_000
# Words of the longest name that the terms get from a title.
_MAX_ID_WORDS = 8
# Words with which a block of terms begins and ends: the fewest, and the most when fewer stand elsewhere in the text too.
_FEWEST_FIRST, _FEWEST_LAST, _MOST = 2, 4, 30
# Shorter sentences are greetings; of the others so many are listed.
_LEAST_WORDS, _MAX_LEFT = 4, 30
_LEVELS = list(map(str, Level))
_READINGS = {
    "strict": "everything that is asked for in a sentence with both places is due in the article and in every share",
    "narrow": "the article owes all of it; a share owes only what the sentence asks for last",
}


class _Page(NamedTuple):
    """What the page says, all of it."""

    work: Work
    person: Person
    entries: tuple[Entry, ...]
    licence: Licence | None
    preset: Terms | None
    block: tuple[str, str] | None
    is_terms_only: bool
    remarks: tuple[str, ...]
    not_understood: tuple[str, ...]
    text: str


def draft(article: Article, work: Work, text: str = "") -> str:
    """Return a terms file for the work that a page is, as TOML that loads; `text` is a file that holds it, as the terms are to name it.

    Every proposal stands below the sentence that it came from. What the page does not say is marked with ``?`` in a comment, and a
    requirement that needs it is commented out.
    """
    page = _read(article, work, text)
    lines = [*_head(page), *_tables(page), *(line for entry in page.entries for line in _requirement(entry, page)), *_left(page)]
    return "\n".join(lines) + "\n"


def _read(article: Article, work: Work, text: str) -> _Page:
    outlet = work.outlet.name if work.outlet and words(work.outlet.name) != words(work.author.name) else ""
    credited = Credited(work.author.name, outlet)
    found = blocks(article, credited)
    said: list[Asked] = [each for block in found for each in asked(block, credited)]
    spoken = [sentence for block in found for sentence in block]
    who = person(said, article, work)
    address = work.url if work.url.startswith(("http://", "https://")) else ""
    own = tokens(work.text)
    spans = [span for block in found if (span := _span(own, block, article))]
    is_terms_only = bool(found) and len(own) - sum(end - start for start, end in spans) < MIN_WORDS
    # A site that bears its author's name is no outlet beside the author.
    is_own_site = work.outlet is not None and words(work.outlet.name) == words(who.author.name)
    known = replace(work, author=who.author, url=address, outlet=None if is_own_site else work.outlet)
    # What terms of a whole site do not say of an article, its own page will.
    supposed = replace(known, author=_somebody(who.author), published="2000-01-01") if is_terms_only else known
    licensed = licence(article, spoken)
    preset = load_terms(licensed.preset) if licensed and licensed.preset in presets() else None
    proposed = list(entries(said, spoken, supposed))
    if licensed and not preset:
        proposed.append(_link_to(licensed, supposed))
    is_built_on = preset is not None and any(not r.lacks(supposed) for r in preset.requirements)
    if not proposed and not preset:
        proposed.append(_nothing_stated(supposed))
    elif not is_built_on and not any(entry.is_complete for entry in proposed):
        proposed.append(_nothing_complete(supposed))
    block = None if is_terms_only or not spans else _phrases(work.text, own, *max(spans, key=lambda span: span[1] - span[0]))
    understood = {id(each.sentence) for each in said}
    left = tuple(s.text for s in spoken if id(s) not in understood and s.word_count >= _LEAST_WORDS and not s.has("topic", "notice"))
    return _Page(known, who, tuple(proposed), licensed, preset, block, is_terms_only, tuple(remarks(article)), left, text)


def _somebody(author: Author) -> Author:
    return author if author.name else replace(author, name="somebody")


def _link_to(licensed: Licence, work: Work) -> Entry:
    fields = {"id": "licence", "kind": "licence.link", "places": {"article": "should"}, "urls": [licensed.url[:_MAX_STRING]]}
    return tried(Entry(fields, (licensed.said,), ("The page names its licence; what that asks for, only the licence itself says.",)), work)


def _nothing_stated(work: Work) -> Entry:
    question = "The page states no terms that attrcheck recognises. This is a courtesy to ask for; put your own terms in its place."
    return _courtesy(work, question)


def _nothing_complete(work: Work) -> Entry:
    return _courtesy(work, "Nothing above is complete, and a file needs one requirement. Drop this one when you have completed another.")


def _courtesy(work: Work, question: str) -> Entry:
    kind = "credit.name" if work.authors else "link.source"
    fields = {"id": "name" if work.authors else "link-source", "kind": kind, "places": {"article": "may"}}
    return tried(Entry(fields, (), (question,)), work)


def _head(page: _Page) -> Iterator[str]:
    source = page.work.url or _NO_ADDRESS
    yield "# A proposal from what the page says, in its words and its markup; only its author can say what was meant."
    yield "# Every requirement stands below the sentence that it came from. Look for ? and decide."
    if any(entry.said and set(entry.fields["places"].values()) == {str(Level.SHOULD)} for entry in page.entries):
        yield "# ? What is asked for politely has the level should: a page without it is no violation. Write must where it is a condition."
    yield from map(_comment, page.remarks)
    yield ""
    yield f"id = {_toml(_id(page.work))}"
    yield 'version = "1"'
    title = page.work.title or page.work.url
    yield f"title = {_toml(f'Reuse of “{_plain(title, 200)}”')}"
    if not page.work.url:
        yield "# ? The page does not say its address."
    yield f"source = {_toml(source)}"
    yield "# ? read_on: the day on which you read the terms, like 2026-11-22. Terms on the web change."
    if page.preset and page.licence:
        yield _comment(page.licence.said)
        yield f"extends = {_toml(page.licence.preset)}"
        lacking = [(r.id, why) for r in page.preset.requirements if (why := r.lacks(page.work)) and not page.is_terms_only]
        if lacking:
            yield from (_comment(f"? {name} {why}") for name, why in lacking)
            yield f"drop = {_toml([name for name, _ in lacking])}"
    if any("readings" in entry.fields and entry.is_complete for entry in page.entries):
        yield "# The sentence names its places at the end: it can be read in two ways."
        yield 'reading = "strict"'
        yield from ("", "[readings]", *(f"{name} = {_toml(means)}" for name, means in _READINGS.items()))


def _tables(page: _Page) -> Iterator[str]:
    work, author = page.work, page.person.author
    if page.is_terms_only:
        home = urlsplit(work.url or _NO_ADDRESS)
        yield from ("", "# The page holds terms and no article, so they are taken to be those of all articles of the site.")
        yield from ("[site]", f"under = {_toml([f'{home.scheme}://{home.netloc}/'])}")
    else:
        yield ""
        yield from _table(
            "work", {"title": work.title or "?", "url": work.url or _NO_ADDRESS, "published": work.published, "language": work.language}
        )
        if page.text:
            yield f"text = {_toml(page.text)}"
        elif not work.url:
            yield "# ? The page does not say its address. Give it as url; or give the text as a file beside this one:"
            yield '# text = "work.txt"'
        if page.block:
            yield f"terms_block = {{ starts = {_toml(page.block[0])}, ends = {_toml(page.block[1])} }}"
    if author.name:
        yield ""
        yield from map(_comment, page.person.said)
        yield from (_comment(f"? {question}") for question in page.person.questions)
        yield from _table("author", {"name": author.name, "job_title": author.job_title, "profiles": [*map(str, author.profiles)]})
    elif not page.is_terms_only:
        yield from ("", "# ? The page does not say who its author is.")
    for other in work.coauthors:
        yield ""
        yield from _table("[coauthors]", {"name": other.name})
    if work.outlet and urlsplit(work.outlet.url).scheme in ("http", "https"):
        yield ""
        yield from _table("outlet", {"name": work.outlet.name, "url": work.outlet.url})


def _table(name: str, fields: dict[str, Any]) -> Iterator[str]:
    yield f"[{name}]"
    yield from (f"{key} = {_toml(value)}" for key, value in fields.items() if value)


def _requirement(entry: Entry, page: _Page) -> Iterator[str]:
    yield ""
    yield from map(_comment, entry.said)
    yield from (_comment(f"? {question}") for question in entry.questions)
    fields = _fitted(entry, page)
    narrow = fields.pop("readings", {}).get("narrow")
    lines = ["[[requirements]]", *(f"{key} = {_toml(value)}" for key, value in fields.items())]
    lines += [f"readings.narrow = {_toml(narrow)}"] if narrow else []
    yield from lines if entry.is_complete else (f"# {line}" for line in lines)


def _left(page: _Page) -> Iterator[str]:
    """Yield the sentences of the terms that became no requirement: what is dropped in silence is never asked for."""
    if page.not_understood:
        yield ""
        yield "# ? These sentences stand among the terms; attrcheck has made no requirement of them:"
        yield from (_comment(f"- {sentence}") for sentence in page.not_understood[:_MAX_LEFT])


def _fitted(entry: Entry, page: _Page) -> dict[str, Any]:
    """Return the fields of a requirement; one that the licence has too takes its name, and the stronger of both levels."""
    fields = dict(entry.fields)
    twin = next((r for r in page.preset.requirements if r.kind == entry.kind), None) if page.preset else None
    if twin:
        theirs = {str(place): str(level) for place, level in twin.places.items()}
        strongest = {place: min(level, theirs.get(place, level), key=_LEVELS.index) for place, level in fields["places"].items()}
        fields |= {"id": twin.id, "places": theirs | strongest}
        if USUAL_NOTES in entry.questions:
            del fields["texts"]
    where = {"asked_at": page.work.url} if page.work.url else {}
    return {key: fields[key] for key in ("id", "kind", "asks")} | where | fields


def _id(work: Work) -> str:
    address = urlsplit(work.url)
    last = unquote(address.path).rstrip("/").rpartition("/")[2].rpartition(".")
    host = (address.hostname or "").removeprefix("www.").partition(".")[0]
    said = [word for word in words(f"{host} {last[0] or last[2]}" if work.url else work.title) if word.isascii()]
    return "-".join(said[:_MAX_ID_WORDS])[:80] or "draft"


def _span(own: list[Token], block: Sequence[Sentence], article: Article) -> tuple[int, int] | None:
    """Return which words of the work's text are a block of terms, from its first sentence to the end of its last passage."""
    first, last = block[0], block[-1]
    start = find_words(own, words(first.text))
    ending = words(article.passages[last.passage].text[last.start :])
    end = find_words(own, ending, start) if start >= 0 else -1
    return (start, end + len(ending)) if end >= 0 else None


def _phrases(text: str, own: list[Token], start: int, end: int) -> tuple[str, str] | None:
    """Return the fewest words that a block begins and ends with and that lead to it alone; None where no text would be left before it."""
    if start < MIN_WORDS:
        return None
    firsts = (own[start : start + count] for count in range(_FEWEST_FIRST, min(_MOST, end - start) + 1))
    lasts = (own[end - count : end] for count in range(_FEWEST_LAST, min(_MOST, end - start) + 1))
    first = next((each for each in firsts if find_words(own, _words(each)) == start), None)
    last = next((each for each in lasts if find_words(own, _words(each), start) == end - len(each)), None)
    return (_marked_off(text, first), _marked_off(text, last)) if first and last else None


def _words(found: list[Token]) -> tuple[str, ...]:
    return tuple(token.word for token in found)


def _marked_off(text: str, found: list[Token]) -> str:
    """Return the text of words in a row with the marks around them."""
    start, end = found[0].start, found[-1].end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[start:end]


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, str):
        return json.dumps(_plain(value, _MAX_STRING), ensure_ascii=False)
    return json.dumps(value)


def _comment(text: str) -> str:
    return f"# {_plain(text, _MAX_COMMENT)}"


def _plain(text: str, most: int) -> str:
    """Return a text of the page on one line, without control characters, and cut when it is too long."""
    shown = "".join(_shown(sign) for sign in text[: 4 * most])
    cut = squeeze(shown)
    return cut if len(cut) <= most else f"{cut[: most - 1]}…"


def _shown(sign: str) -> str:
    """Return a character as it may stand in a file: formatting that nobody sees is dropped, all other controls and blanks are a blank."""
    category = unicodedata.category(sign)
    return "" if category == "Cf" else " " if category[0] in "CZ" else sign
