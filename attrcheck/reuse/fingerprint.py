"""What recognises a work without holding its text: hashes of its word 3-grams, in order.

Three words in a row are the measured best seed for partial reuse: containment of 3-grams finds a passage of 12 words in a page about
something else with an AUC above .997 at every edit rate tried. The hashes are one-way, but short: somebody with patience and a language
model could guess parts of the text back, so a fingerprint protects against copying, not against a determined reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b

import msgspec

from attrcheck.errors import WorkError
from attrcheck.model import Value, Work
from attrcheck.reuse.cues import cues
from attrcheck.text import Token, find_words, tokens, unmask, words
from attrcheck.urls import platform_name

SCHEMA = "attrcheck-fingerprint/1"
GRAM = 3
# A work of fewer words has too few 3-grams to tell a copy from a coincidence: 12 words in a row are the least sign of reuse.
MIN_WORDS = 40
# Text between double quotation marks of any style, at most 600 characters so that a mark that is never closed swallows no page.
QUOTED = re.compile('[“„«"]([^“”„«»"]{1,600})[”“»"]')


_NOTHING_HASHED = blake2b(digest_size=4, person=b"attrcheck")


# What a credit line may write between name, job title and accounts: "Function: …", "Twitter (@…) or Instagram (@…)".
_LABELS = frozenset({"name", "function", "job", "title", "and", "or", "on"})


class Span(Value, frozen=True, kw_only=True):
    """A piece of the work between two phrases, both included. Phrases are compared as words, punctuation and case aside."""

    starts: str
    ends: str


class Parts(Value, frozen=True, kw_only=True):
    """What in a work's text is not the author's own running text."""

    terms_block: Span | None = None
    public: tuple[Span, ...] = ()


class Fingerprint(Value, frozen=True, kw_only=True):
    """Hashed 3-grams of a work.

    `grams[i]` is the hash of the work's words i to i+2. `public` and `quoted` are ranges of word positions that prove nothing alone:
    text that anybody may quote, and words of other people. `terms` are grams of the terms block; a 0 in it marks grams of the author's
    name, job title and handles, which a correct credit holds as well.
    `cues` are hashed names and numbers that survive translation.
    """

    schema: str = SCHEMA
    grams: tuple[int, ...]
    public: tuple[tuple[int, int], ...] = ()
    quoted: tuple[tuple[int, int], ...] = ()
    terms: tuple[int, ...] = ()
    cues: tuple[int, ...] = ()

    @property
    def word_count(self) -> int:
        """How many words the work's own text has."""
        return len(self.grams) + GRAM - 1


@lru_cache(maxsize=131_072)
def gram_hash(first: str, second: str, third: str) -> int:
    """Return the 32-bit hash of three folded words; never 0. Chance hits: work length / 4.3 billion for each 3-gram of a page."""
    return joined_hash(unmask(f"{first} {second} {third}"))


def joined_hash(gram: str) -> int:
    """Return the hash of three unmasked words with a space between them."""
    hashing = _NOTHING_HASHED.copy()  # at two thirds of the cost of a new one
    hashing.update(gram.encode())
    return int.from_bytes(hashing.digest()) or 1


def gram_hashes(text_words: Sequence[str]) -> list[int]:
    """Return the hash of every three words in a row.

    >>> len(gram_hashes(["a", "b", "c", "d"]))
    2
    """
    return list(map(gram_hash, text_words, text_words[1:], text_words[2:]))


def fingerprint(text: str, work: Work, parts: Parts) -> Fingerprint:
    """Return the fingerprint of a work's text.

    Raises WorkError when a phrase of `parts` is not in the text, or when the text is too short to recognise.
    """
    body, terms_block = _body(tokens(text), work, parts)
    if len(body) < MIN_WORDS:
        raise WorkError(f"the work has only {len(body)} words; at least {MIN_WORDS} are needed to tell a copy from a coincidence")
    own_text = text[: body[-1].end]
    return Fingerprint(
        grams=tuple(gram_hashes([token.word for token in body])),
        public=tuple(_span_of(body, span) for span in parts.public),
        quoted=tuple(_word_ranges(body, ((m.start(), m.end()) for m in QUOTED.finditer(own_text)))),
        terms=_terms_grams([token.word for token in terms_block], work),
        cues=cues(own_text[body[0].start :]),
    )


def body_text(text: str, work: Work, parts: Parts) -> str:
    """Return the author's own running text: without the title that it may begin with, and without the terms block and what follows it.

    No text has none. Raises WorkError when a phrase of `parts` is not in the text.
    """
    if not text:
        return ""
    found = tokens(text)
    body, _ = _body(found, work, parts)
    if not body:
        return ""
    before = max((token.end for token in found if token.end <= body[0].start), default=0)
    after = min((token.start for token in found if token.start >= body[-1].end), default=len(text))
    # Between two words a line break decides: an opening quotation mark behind it is the text's, an opening bracket the terms block's.
    start, end = text.rfind("\n", before, body[0].start), text.find("\n", body[-1].end, after)
    return text[max(before, start) : after if end < 0 else end].strip()


def load_fingerprint(data: bytes, name: str) -> Fingerprint:
    """Return the fingerprint in a file's bytes; raises WorkError, which names the file, when it is damaged or of another version."""
    try:
        found = msgspec.json.decode(data, type=Fingerprint)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise WorkError(f"{name}: not a fingerprint of a work: {error}") from error
    if found.schema != SCHEMA:
        raise WorkError(f"{name}: is {found.schema!r}, this program reads {SCHEMA!r}")
    if found.word_count < MIN_WORDS:
        raise WorkError(f"{name}: holds only {found.word_count} words of the work; at least {MIN_WORDS} are needed")
    if any(not 0 <= start <= end <= found.word_count for start, end in found.public + found.quoted):
        raise WorkError(f"{name}: marks words that the work does not have")
    return found


def _body(found: list[Token], work: Work, parts: Parts) -> tuple[list[Token], list[Token]]:
    """Return the words of the author's own running text, and those of the terms block."""
    body, terms_block = _cut_terms(found, parts.terms_block)
    title = words(work.title)
    if tuple(token.word for token in body[: len(title)]) == title:
        body = body[len(title) :]
    return body, terms_block


def _cut_terms(found: list[Token], block: Span | None) -> tuple[list[Token], list[Token]]:
    """Split into the work's own words and those of the terms block; what follows the block is page furniture and dropped."""
    if block is None:
        return found, []
    start, end = _span_of(found, block)
    return found[:start], found[start:end]


def _span_of(found: list[Token], span: Span) -> tuple[int, int]:
    start = find_words(found, words(span.starts))
    if start < 0:
        raise WorkError(f"the work's text does not hold the phrase {span.starts!r}")
    last = words(span.ends)
    end = find_words(found, last, start)
    if end < 0:
        raise WorkError(f"the work's text does not hold the phrase {span.ends!r} after {span.starts!r}")
    return start, end + len(last)


def _word_ranges(body: list[Token], spans: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    for start, end in spans:
        inside = [i for i, token in enumerate(body) if start <= token.start and token.end <= end]
        if inside:
            yield inside[0], inside[-1] + 1


def _terms_grams(block: list[str], work: Work) -> tuple[int, ...]:
    """Hash the terms block, with 0 wherever all three words belong to what a correct credit says too, or label it."""
    author = work.author
    networks = {word for profile in author.profiles for word in words(platform_name(profile.platform))}
    credit = [author.name, *author.aliases, author.job_title or "", *(profile.handle or "" for profile in author.profiles)]
    is_credit = [word in _LABELS or word in networks for word in block]
    for phrase in map(words, credit):
        for i in range(len(block) - len(phrase) + 1):
            if phrase and tuple(block[i : i + len(phrase)]) == phrase:
                is_credit[i : i + len(phrase)] = [True] * len(phrase)
    hashes = gram_hashes(block)
    return tuple(0 if all(is_credit[i : i + GRAM]) else value for i, value in enumerate(hashes))
