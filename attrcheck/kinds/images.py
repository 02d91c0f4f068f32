"""Whether two addresses are one image: copies get new sizes, formats and servers, and mostly keep the name of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from attrcheck.model import Work
from attrcheck.text import words
from attrcheck.urls import canonical

_FORMAT = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|tiff?|bmp)$")
# What systems append to the name of a file: -300x200 and -scaled (WordPress), -e1566489600123 (its editor), @2x, and widths in use; a
# number that is no usual width is part of the name.
_WIDTH = (
    "150|180|300|320|340|400|480|500|600|640|700|720|750|768|800|900|960|1000|1024|1080|1200|1280|1400|1500|1536|1600|1920|2000|2048|2560"
)
_SIZE = "scaled|rotated|large|medium|small|thumb|thumbnail|full|original"
_SUFFIX = re.compile(rf"(?:[-_]\d{{2,4}}x\d{{2,4}}|[-_](?:{_WIDTH})(?:w|px)?|@[1-4]x|[-_](?:{_SIZE})|-e\d{{10,13}})$")
_MAX_SUFFIXES = 4
# The longest name of a file that servers keep; parameters of an address that are looked at.
_MAX_NAME, _MAX_FIELDS = 255, 30
# Words that cameras, phones and systems give to any picture.
_ANY = frozenset(
    "image images img photo photos foto picture pic pict bild file default featured feature hero header cover main dsc dscn dscf pxl mvi "
    "screenshot screen shot untitled unnamed download whatsapp signal article story post news banner thumb thumbnail attachment media "
    "upload copy new final edit edited crop cropped resized social share og card at".split()
)
# A name of eight letters and digits is no coincidence when it is made of a word and something else; dates and camera counters are.
_MIN_TELLING, _MIN_LETTERS, _MIN_DIGITS = 8, 4, 12
# Pictures of the site, not of an article: words of their addresses (88x31 is the badge of a licence), whole names of files that show
# nothing, and first labels of hosts.
_FURNITURE = frozenset("logo logos icon icons favicon avatar avatars gravatar emoji smiley sprite sprites 88x31 80x15 1x1".split())
_NOTHING = frozenset("badge blank count loader loading pixel placeholder spacer spinner tracker transparent".split())
_HOSTS = frozenset("badge badges counter gravatar pixel stats".split())
# Words divide at these in names of files.
_DIVIDERS = str.maketrans("_.", "  ")
_HEXADECIMAL = frozenset("0123456789abcdef")


class Likeness(IntEnum):
    """Whether an image is one of the work's; higher is more alike."""

    OTHER = 0
    UNSURE = 1
    SAME = 2


class Images:
    """The images of a work, to look others up in."""

    def __init__(self, work: Work) -> None:
        own = [url for url in work.images if not is_furniture(url) and not _is_portrait(url, work)]
        self.are_known = bool(own)
        self._addresses = {address: url for url in own for address in _addresses(url, work.url)}
        self._names = {file_name(address): url for address, url in self._addresses.items()}

    def find(self, url: str, page: str) -> tuple[Likeness, str]:
        """Return how sure it is that an image on a page is one of the work's, and which."""
        addresses = list(_addresses(url, page))
        for address in addresses:
            if found := self._addresses.get(address):
                return Likeness.SAME, found
        for address in addresses:
            name = file_name(address)
            if name and (found := self._names.get(name)):
                return (Likeness.SAME if is_telling(name) else Likeness.UNSURE), found
        return (Likeness.UNSURE if _is_hash(file_name(url)) else Likeness.OTHER), ""


def file_name(url: str) -> str:
    """Return the name of an image's file without its size and format.

    >>> file_name("https://a.example/2019/Ferry-at-Night-1024x683.jpg?w=640"), file_name("/x/ferry-at-night_640@2x.jpg.webp")
    ('ferry-at-night', 'ferry-at-night')
    """
    try:
        name = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2].lower()[-_MAX_NAME:]
    except ValueError:
        return ""
    for pattern in (_FORMAT, _SUFFIX):
        for _ in range(_MAX_SUFFIXES):
            name = pattern.sub("", name)
    return name


@lru_cache(maxsize=4_096)
def is_telling(name: str) -> bool:
    """Tell whether two files of this name are the same picture.

    >>> is_telling("ferry-at-night"), is_telling("image1"), is_telling("img_1234"), is_telling("screenshot-2019-08-22")
    (True, False, False, False)
    """
    rest = [word for word in words(name.translate(_DIVIDERS)) if word not in _ANY]
    letters, digits = (sum(map(test, "".join(rest))) for test in (str.isalpha, str.isdigit))
    is_made_of_two = len(rest) > 1 or digits > 0
    return is_made_of_two and letters + digits >= _MIN_TELLING and (letters >= _MIN_LETTERS or digits >= _MIN_DIGITS)


def is_furniture(url: str) -> bool:
    """Tell whether an address is that of a site's own picture, or of no picture at all.

    >>> is_furniture("https://a.example/img/site-logo.png"), is_furniture("https://a.example/p?c1=2"), is_furniture("/x/ferry-at-night.jpg")
    (True, True, False)
    """
    try:
        address = urlsplit(url)
        host = (address.hostname or "").partition(".")[0]
    except ValueError:
        return True
    path = address.path.lower()[-_MAX_NAME:]
    name = path.rpartition("/")[2]
    # An address without a file's name may still be that of a server that makes copies: /image?url=…
    is_short = not _FORMAT.search(name) and len(name) < _MIN_TELLING and "/" not in unquote(address.query)
    is_drawn = file_name(name) in _NOTHING or (name.endswith((".svg", ".gif")) and not is_telling(file_name(name)))
    return is_short or is_drawn or host in _HOSTS or not _FURNITURE.isdisjoint(words(path.translate(_DIVIDERS)))


def _is_portrait(url: str, work: Work) -> bool:
    """Tell whether a file is named after an author and nothing else: copies that show the author's face credit him or her."""
    said = {word for word in words(file_name(url).translate(_DIVIDERS)) if word not in _ANY and not word.isdigit()}
    return any(said and said.issubset(words(name)) for author in work.authors for name in (author.name, *author.aliases))


def _addresses(url: str, page: str) -> Iterator[str]:
    """Yield the comparison forms of an image's address, and of the one that it is a copy of where a server makes copies of others."""
    try:
        whole = urljoin(page, url)
        inner = [value for _, value in parse_qsl(urlsplit(whole).query, max_num_fields=_MAX_FIELDS) if "/" in value]
    except ValueError:
        return
    yield from (canonical(address) for address in (whole, *inner))


def _is_hash(name: str) -> bool:
    """Tell whether a name is a number that a system gives to every picture, so that it cannot be told from which file it was made."""
    plain = name.replace("-", "").replace("_", "")
    return len(plain) >= _MIN_DIGITS and _HEXADECIMAL.issuperset(plain)
