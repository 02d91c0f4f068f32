"""What robots.txt permits, as a table: RFC 9309 (2.2 and 5), the published tests of Google's parser told anew, and files as sites have them.

`agent` is the name in the file that stands for attrcheck: it is put in its place, in the same upper and lower case where that is the point.
"""

from __future__ import annotations

from typing import NamedTuple

ALLOWED, FORBIDDEN = True, False


class Case(NamedTuple):
    """One question to one file."""

    name: str
    robots: str | bytes
    agent: str
    path: str
    allowed: bool
    why: str


RFC_SIMPLE = """\
User-Agent: *
Disallow: *.gif$
Disallow: /example/
Allow: /publications/

User-Agent: foobot
Disallow:/
Allow:/example/page.html
Allow:/example/allowed.gif

User-Agent: barbot
User-Agent: bazbot
Disallow: /example/page.html

User-Agent: quxbot
"""
RFC_LONGEST = "User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n"
RFC_MERGED = "user-agent: ExampleBot\ndisallow: /foo\ndisallow: /bar\n\nuser-agent: ExampleBot\ndisallow: /baz\n"
RFC_STAR = "user-agent: *\ndisallow: /foo\ndisallow: /bar\n\nuser-agent: BazBot\ndisallow: /baz\n"
GROUPS = """\
allow: /foo/bar/

user-agent: FooBot
disallow: /
allow: /x/
user-agent: BarBot
disallow: /
allow: /y/


allow: /w/
user-agent: BazBot

user-agent: FooBot
allow: /z/
disallow: /
"""


def only(pattern: str, agent: str = "FooBot") -> str:
    """A file that permits this pattern and nothing else."""
    return f"user-agent: {agent}\ndisallow: /\nallow: {pattern}\n"


def but(pattern: str | bytes, agent: str = "FooBot") -> bytes:
    """A file that permits everything but this pattern."""
    return b"user-agent: " + agent.encode() + b"\ndisallow: " + (pattern if isinstance(pattern, bytes) else pattern.encode()) + b"\n"


RFC: tuple[Case, ...] = (
    Case(
        "2.2.1 header example",
        "user-agent: ExampleBot\ndisallow: /\n",
        "ExampleBot",
        "/a",
        FORBIDDEN,
        "the token is part of the User-Agent header",
    ),
    Case("2.2.1 merged, first rule", RFC_MERGED, "ExampleBot", "/foo", FORBIDDEN, "groups of one token are one group"),
    Case("2.2.1 merged, second rule", RFC_MERGED, "ExampleBot", "/bar", FORBIDDEN, "groups of one token are one group"),
    Case("2.2.1 merged, other group", RFC_MERGED, "ExampleBot", "/baz", FORBIDDEN, "groups of one token are one group"),
    Case("2.2.1 merged, no rule", RFC_MERGED, "ExampleBot", "/qux", ALLOWED, "no rule fits"),
    Case("2.2.1 star for others, first", RFC_STAR, "ExampleBot", "/foo", FORBIDDEN, "nobody names us, so the star's group is ours"),
    Case("2.2.1 star for others, second", RFC_STAR, "ExampleBot", "/bar", FORBIDDEN, "nobody names us, so the star's group is ours"),
    Case("2.2.1 star for others, other's rule", RFC_STAR, "ExampleBot", "/baz", ALLOWED, "rules of another robot"),
    Case("2.2.1 no group at all", "user-agent: BazBot\ndisallow: /\n", "ExampleBot", "/", ALLOWED, "no group is ours"),
    Case("2.2.2 query", only("/foo/bar?baz=quz"), "FooBot", "/foo/bar?baz=quz", ALLOWED, "row 1 of the examples"),
    Case(
        "2.2.2 address in a query",
        only("/foo/bar?baz=https://foo.bar"),
        "FooBot",
        "/foo/bar?baz=https://foo.bar",
        ALLOWED,
        "row 2, both as written",
    ),
    Case(
        "2.2.2 address in a query, escaped",
        only("/foo/bar?baz=https%3A%2F%2Ffoo.bar"),
        "FooBot",
        "/foo/bar?baz=https%3A%2F%2Ffoo.bar",
        ALLOWED,
        "row 2, both escaped",
    ),
    Case(
        "2.2.2 raw UTF-8 in the rule",
        only("/foo/bar/ツ"),
        "FooBot",
        "/foo/bar/%E3%83%84",
        ALLOWED,
        "row 3: U+30C4 is escaped before comparing",
    ),
    Case(
        "2.2.2 raw UTF-8 in the address", only("/foo/bar/%E3%83%84"), "FooBot", "/foo/bar/ツ", ALLOWED, "row 4: the address is sent escaped"
    ),
    Case(
        "2.2.2 escaped letters in the rule",
        only("/foo/bar/%62%61%7A"),
        "FooBot",
        "/foo/bar/baz",
        ALLOWED,
        "row 5: escapes of unreserved characters mean nothing",
    ),
    Case("2.2.2 escaped letters in the address", only("/foo/bar/baz"), "FooBot", "/foo/bar/%62%61%7A", ALLOWED, "row 5, the other way"),
    Case("2.2.2 robots.txt itself", "user-agent: *\ndisallow: /\n", "FooBot", "/robots.txt", ALLOWED, "it is implicitly allowed"),
    Case("2.2.2 rule outside any group", "disallow: /\nuser-agent: FooBot\nallow: /a\n", "FooBot", "/b", ALLOWED, "ignored"),
    Case("2.2.2 equal rules", "user-agent: FooBot\ndisallow: /a\nallow: /a\n", "FooBot", "/a", ALLOWED, "allow wins"),
    Case(
        "2.2.3 comment in a line",
        "user-agent: FooBot # us\nallow: / # comment in line\n# comment on its own line\n",
        "FooBot",
        "/a",
        ALLOWED,
        "comments mean nothing",
    ),
    Case("2.2.3 end mark, exactly", only("/this/path/exactly$"), "FooBot", "/this/path/exactly", ALLOWED, "it ends there"),
    Case("2.2.3 end mark, longer", only("/this/path/exactly$"), "FooBot", "/this/path/exactly/not", FORBIDDEN, "it goes on"),
    Case("2.2.3 star", only("/this/*/exactly"), "FooBot", "/this/very/long/exactly", ALLOWED, "any characters, slashes too"),
    Case("2.2.3 star for nothing", only("/this/*/exactly"), "FooBot", "/this//exactly", ALLOWED, "none is a number of characters"),
    Case(
        "2.2.3 escaped star", but("/path/file-with-a-%2A.html"), "FooBot", "/path/file-with-a-*.html", FORBIDDEN, "it means the character"
    ),
    Case(
        "2.2.3 escaped star is no wildcard",
        but("/path/file-with-a-%2A.html"),
        "FooBot",
        "/path/file-with-a-b.html",
        ALLOWED,
        "it means the character",
    ),
    Case("2.2.3 escaped end mark", but("/path/foo-%24"), "FooBot", "/path/foo-$", FORBIDDEN, "it means the character"),
    Case("2.2.3 escaped end mark does not end", but("/path/foo-%24"), "FooBot", "/path/foo-$more", FORBIDDEN, "it means the character"),
    Case(
        "2.2.4 sitemap inside a group",
        "user-agent: FooBot\nsitemap: https://a.example/s.xml\nuser-agent: BarBot\ndisallow: /\n",
        "FooBot",
        "/a",
        FORBIDDEN,
        "other records do not end the names of a group",
    ),
    Case(
        "2.2.4 crawl-delay inside a group",
        "user-agent: FooBot\ncrawl-delay: 5\nuser-agent: BarBot\ndisallow: /\n",
        "FooBot",
        "/a",
        FORBIDDEN,
        "other records do not end the names of a group",
    ),
    Case(
        "2.2.4 unknown record between rules",
        "user-agent: FooBot\nallow: /a\nnoindex: /b\ndisallow: /\n",
        "FooBot",
        "/b",
        FORBIDDEN,
        "other records do not end a group",
    ),
    Case("5.1 star, a picture", RFC_SIMPLE, "anybot", "/a/b.gif", FORBIDDEN, "*.gif$"),
    Case("5.1 star, not the end", RFC_SIMPLE, "anybot", "/a/b.gif?size=1", ALLOWED, "the query goes on after .gif"),
    Case("5.1 star, example", RFC_SIMPLE, "anybot", "/example/a", FORBIDDEN, "/example/"),
    Case("5.1 star, publications", RFC_SIMPLE, "anybot", "/publications/a", ALLOWED, "/publications/"),
    Case("5.1 star, a picture among publications", RFC_SIMPLE, "anybot", "/publications/a.gif", ALLOWED, "the longer rule wins"),
    Case("5.1 star, anything else", RFC_SIMPLE, "anybot", "/other", ALLOWED, "no rule fits"),
    Case("5.1 foobot, page", RFC_SIMPLE, "foobot", "/example/page.html", ALLOWED, "one of two that it may"),
    Case("5.1 foobot, picture", RFC_SIMPLE, "foobot", "/example/allowed.gif", ALLOWED, "one of two that it may"),
    Case("5.1 foobot, else", RFC_SIMPLE, "foobot", "/publications/a", FORBIDDEN, "the star's group is not its own"),
    Case("5.1 barbot, page", RFC_SIMPLE, "barbot", "/example/page.html", FORBIDDEN, "the first of two names"),
    Case("5.1 bazbot, page", RFC_SIMPLE, "bazbot", "/example/page.html", FORBIDDEN, "the second of two names"),
    Case("5.1 bazbot, else", RFC_SIMPLE, "bazbot", "/example/a.gif", ALLOWED, "nothing else is restricted"),
    Case("5.1 quxbot", RFC_SIMPLE, "quxbot", "/example/a.gif", ALLOWED, "a group without rules permits everything"),
    Case("5.2 longest, the longer", RFC_LONGEST, "foobot", "/example/page/disallowed.gif", FORBIDDEN, "the longest rule decides"),
    Case("5.2 longest, the shorter", RFC_LONGEST, "foobot", "/example/page/allowed.gif", ALLOWED, "the longest rule decides"),
)

GOOGLE: tuple[Case, ...] = (
    Case("empty file", "", "FooBot", "/x", ALLOWED, "no rules"),
    Case("line syntax", "user-agent: FooBot\ndisallow: /\n", "FooBot", "/x/y", FORBIDDEN, "names and values with a colon"),
    Case("line syntax, unknown names", "foo: FooBot\nbar: /\n", "FooBot", "/x/y", ALLOWED, "no rules"),
    Case("line syntax, no colon", "user-agent FooBot\ndisallow /\n", "FooBot", "/x/y", FORBIDDEN, "it is plain what is meant"),
    Case("groups, own x", GROUPS, "FooBot", "/x/b", ALLOWED, "first of its groups"),
    Case("groups, own z", GROUPS, "FooBot", "/z/d", ALLOWED, "second of its groups"),
    Case("groups, not own", GROUPS, "FooBot", "/y/c", FORBIDDEN, "a group of another robot"),
    Case("groups, bar y", GROUPS, "BarBot", "/y/c", ALLOWED, "its group"),
    Case("groups, bar w", GROUPS, "BarBot", "/w/a", ALLOWED, "empty lines end no group"),
    Case("groups, bar z", GROUPS, "BarBot", "/z/d", FORBIDDEN, "a group of another robot"),
    Case("groups, two names over an empty line", GROUPS, "BazBot", "/z/d", ALLOWED, "empty lines end no names"),
    Case("groups, rule before any", GROUPS, "FooBot", "/foo/bar/", FORBIDDEN, "rules outside groups are ignored"),
    Case("names in capitals, allowed", "USER-AGENT: FooBot\nALLOW: /x/\nDISALLOW: /\n", "FooBot", "/x/y", ALLOWED, "names in any case"),
    Case(
        "names in capitals, disallowed", "USER-AGENT: FooBot\nALLOW: /x/\nDISALLOW: /\n", "FooBot", "/a/b", FORBIDDEN, "names in any case"
    ),
    Case("names in mixed case", "uSeR-aGeNt: FooBot\nAlLoW: /x/\ndIsAlLoW: /\n", "FooBot", "/a/b", FORBIDDEN, "names in any case"),
    Case("token in capitals", "User-Agent: ATTRCHECK BAR\nAllow: /x/\nDisallow: /\n", "", "/a/b", FORBIDDEN, "tokens in any case"),
    Case("token in mixed case", "User-Agent: AttrCheck bAr\nAllow: /x/\nDisallow: /\n", "", "/x/y", ALLOWED, "tokens in any case"),
    Case(
        "token up to the blank",
        "User-Agent: *\nDisallow: /\nUser-Agent: Foo Bar\nAllow: /x/\nDisallow: /\n",
        "Foo",
        "/x/y",
        ALLOWED,
        "what follows a token is ignored",
    ),
    Case(
        "star is for others only",
        "user-agent: *\nallow: /\nuser-agent: FooBot\ndisallow: /\n",
        "FooBot",
        "/x/y",
        FORBIDDEN,
        "the own group goes first",
    ),
    Case("star is for others", "user-agent: *\nallow: /\nuser-agent: FooBot\ndisallow: /\n", "BarBot", "/x/y", ALLOWED, "the star's group"),
    Case(
        "only specific groups",
        "user-agent: FooBot\nallow: /\nuser-agent: BarBot\ndisallow: /\n",
        "QuxBot",
        "/x/y",
        ALLOWED,
        "no group is ours",
    ),
    Case("paths are case sensitive", but("/X/"), "FooBot", "/x/y", ALLOWED, "another path"),
    Case("paths in the same case", but("/x/"), "FooBot", "/x/y", FORBIDDEN, "the same path"),
    Case(
        "longest, disallow", "user-agent: FooBot\ndisallow: /x/page.html\nallow: /x/\n", "FooBot", "/x/page.html", FORBIDDEN, "longest rule"
    ),
    Case("longest, allow", "user-agent: FooBot\nallow: /x/page.html\ndisallow: /x/\n", "FooBot", "/x/page.html", ALLOWED, "longest rule"),
    Case(
        "longest, allow is not here", "user-agent: FooBot\nallow: /x/page.html\ndisallow: /x/\n", "FooBot", "/x/", FORBIDDEN, "longest rule"
    ),
    Case("empty patterns", "user-agent: FooBot\ndisallow: \nallow: \n", "FooBot", "/x/page.html", ALLOWED, "they restrict nothing"),
    Case("equal patterns", "user-agent: FooBot\ndisallow: /\nallow: /\n", "FooBot", "/x/page.html", ALLOWED, "allow wins"),
    Case("slash, without", "user-agent: FooBot\ndisallow: /x\nallow: /x/\n", "FooBot", "/x", FORBIDDEN, "only the shorter fits"),
    Case("slash, with", "user-agent: FooBot\ndisallow: /x\nallow: /x/\n", "FooBot", "/x/", ALLOWED, "the longer fits"),
    Case(
        "wildcard is longer",
        "user-agent: FooBot\nallow: /page\ndisallow: /*.html\n",
        "FooBot",
        "/page.html",
        FORBIDDEN,
        "7 octets against 5",
    ),
    Case("wildcard does not fit", "user-agent: FooBot\nallow: /page\ndisallow: /*.html\n", "FooBot", "/page", ALLOWED, "no .html"),
    Case(
        "wildcard is shorter",
        "user-agent: FooBot\nallow: /x/page.\ndisallow: /*.html\n",
        "FooBot",
        "/x/page.html",
        ALLOWED,
        "8 octets against 7",
    ),
    Case(
        "specific group has no such rule",
        "User-agent: *\nDisallow: /x/\nUser-agent: FooBot\nDisallow: /y/\n",
        "FooBot",
        "/x/page",
        ALLOWED,
        "the star's group is not ours",
    ),
    Case(
        "specific group has the rule",
        "User-agent: *\nDisallow: /x/\nUser-agent: FooBot\nDisallow: /y/\n",
        "FooBot",
        "/y/page",
        FORBIDDEN,
        "our group",
    ),
    Case(
        "address in a query",
        only("/foo/bar?qux=taz&baz=http://foo.bar?tar&par"),
        "FooBot",
        "/foo/bar?qux=taz&baz=http://foo.bar?tar&par",
        ALLOWED,
        "as written",
    ),
    Case(
        "star in the middle, nothing between",
        "User-agent: FooBot\nDisallow: /foo/bar/quz\nAllow: /foo/*/qux\n",
        "FooBot",
        "/foo/bar/quz",
        FORBIDDEN,
        "quz is not qux",
    ),
    Case(
        "star in the middle, other path",
        "User-agent: FooBot\nDisallow: /foo/bar/quz\nAllow: /foo/*/qux\n",
        "FooBot",
        "/foo/bax/quz",
        ALLOWED,
        "no rule fits",
    ),
    Case(
        "end mark, exactly",
        "User-agent: FooBot\nDisallow: /foo/bar$\nAllow: /foo/bar/qux\n",
        "FooBot",
        "/foo/bar",
        FORBIDDEN,
        "it ends there",
    ),
    Case("end mark, slash", "User-agent: FooBot\nDisallow: /foo/bar$\nAllow: /foo/bar/qux\n", "FooBot", "/foo/bar/", ALLOWED, "it goes on"),
    Case(
        "comment line",
        "User-agent: FooBot\n# Disallow: /\nDisallow: /foo/quz#qux\nAllow: /\n",
        "FooBot",
        "/foo/bar",
        ALLOWED,
        "a comment is no rule",
    ),
    Case(
        "comment after a pattern",
        "User-agent: FooBot\n# Disallow: /\nDisallow: /foo/quz#qux\nAllow: /\n",
        "FooBot",
        "/foo/quz",
        FORBIDDEN,
        "a comment is no pattern",
    ),
    Case(
        "index.html is its folder",
        only("/allowed-slash/index.html", "*"),
        "foobot",
        "/allowed-slash/",
        ALLOWED,
        "Google's own, and protego's",
    ),
    Case("index.htm is not", only("/allowed-slash/index.html", "*"), "foobot", "/allowed-slash/index.htm", FORBIDDEN, "another name"),
    Case("long line", "user-agent: FooBot\ndisallow: /x/" + "a" * 20_000 + "/qux\n", "FooBot", "/fux", ALLOWED, "a long rule is a rule"),
    Case("fish", only("/fish"), "FooBot", "/fish.html", ALLOWED, "a pattern is a beginning"),
    Case("fish, heads", only("/fish"), "FooBot", "/fishheads/yummy.html", ALLOWED, "a pattern is a beginning"),
    Case("fish, query", only("/fish"), "FooBot", "/fish.html?id=anything", ALLOWED, "a pattern is a beginning"),
    Case("fish, capital", only("/fish"), "FooBot", "/Fish.asp", FORBIDDEN, "another path"),
    Case("fish, cat", only("/fish"), "FooBot", "/catfish", FORBIDDEN, "not at the beginning"),
    Case("fish, in a query", only("/fish"), "FooBot", "/?id=fish", FORBIDDEN, "not at the beginning"),
    Case("fish with star", only("/fish*"), "FooBot", "/fish/salmon.html", ALLOWED, "a star at the end means nothing"),
    Case("fish with star, cat", only("/fish*"), "FooBot", "/catfish", FORBIDDEN, "not at the beginning"),
    Case("fish folder", only("/fish/"), "FooBot", "/fish/?id=anything", ALLOWED, "in the folder"),
    Case("fish folder, not in it", only("/fish/"), "FooBot", "/fish.html", FORBIDDEN, "not in the folder"),
    Case("php", only("/*.php"), "FooBot", "/folder/filename.php?parameters", ALLOWED, "somewhere"),
    Case("php, in a query", only("/*.php"), "FooBot", "/index?f=filename.php/", ALLOWED, "somewhere"),
    Case("php, two slashes", only("/*.php"), "FooBot", "//folder/any.php.file.html", ALLOWED, "an address may begin with two slashes"),
    Case("php, folder", only("/*.php"), "FooBot", "/php/", FORBIDDEN, "no dot"),
    Case("php, capitals", only("/*.php"), "FooBot", "/windows.PHP", FORBIDDEN, "another path"),
    Case("php at the end", only("/*.php$"), "FooBot", "/folder/filename.php", ALLOWED, "it ends there"),
    Case("php at the end, query", only("/*.php$"), "FooBot", "/filename.php?parameters", FORBIDDEN, "it goes on"),
    Case("php at the end, 5", only("/*.php$"), "FooBot", "/filename.php5", FORBIDDEN, "it goes on"),
    Case("fish and php", only("/fish*.php"), "FooBot", "/fishheads/catfish.php?parameters", ALLOWED, "both, in order"),
    Case("fish and php, capitals", only("/fish*.php"), "FooBot", "/Fish.PHP", FORBIDDEN, "another path"),
    Case("precedence, allow", "user-agent: FooBot\nallow: /p\ndisallow: /\n", "FooBot", "/page", ALLOWED, "longest rule"),
    Case("precedence, htm", "user-agent: FooBot\nallow: /page\ndisallow: /*.htm\n", "FooBot", "/page.htm", FORBIDDEN, "6 octets against 5"),
    Case("precedence, home", "user-agent: FooBot\nallow: /$\ndisallow: /\n", "FooBot", "/", ALLOWED, "the home page alone"),
    Case("precedence, not home", "user-agent: FooBot\nallow: /$\ndisallow: /\n", "FooBot", "/page.html", FORBIDDEN, "the home page alone"),
    Case(
        "line ends of DOS",
        b"User-Agent: foo\r\nAllow: /some/path\r\nUser-Agent: bar\r\n\r\n\r\nDisallow: /\r\n",
        "bar",
        "/a",
        FORBIDDEN,
        "CR LF is one line end",
    ),
    Case(
        "line ends of old Macs",
        b"User-Agent: foo\rAllow: /some/path\rUser-Agent: bar\r\r\rDisallow: /\r",
        "bar",
        "/a",
        FORBIDDEN,
        "CR is a line end",
    ),
    Case(
        "no last line end",
        b"User-Agent: foo\nAllow: /some/path\r\nUser-Agent: bar\n\r\n\nDisallow: /",
        "bar",
        "/a",
        FORBIDDEN,
        "the end of the file ends a line",
    ),
    Case("byte order mark", b"\xef\xbb\xbfUser-Agent: foo\nDisallow: /AnyValue\n", "foo", "/AnyValue", FORBIDDEN, "it is skipped"),
    Case(
        "broken byte order mark",
        b"\xef\x11\xbfUser-Agent: foo\nDisallow: /AnyValue\n",
        "foo",
        "/AnyValue",
        ALLOWED,
        "the line is garbage, and the rule is of no group",
    ),
    Case(
        "byte order mark in the middle",
        b"User-Agent: foo\n\xef\xbb\xbfDisallow: /AnyValue\n",
        "foo",
        "/AnyValue",
        ALLOWED,
        "the line is garbage",
    ),
    Case("misspelt disallow", "user-agent: FooBot\ndissalow: /\n", "FooBot", "/a", FORBIDDEN, "one of the misspellings that Google knows"),
)

# What protego or its usual use would decide otherwise, and what real files hold.
OWN: tuple[Case, ...] = (
    Case(
        "token that ours begins with",
        "user-agent: attr\ndisallow: /\n",
        "",
        "/a",
        ALLOWED,
        "protego alone takes a part of the token for it",
    ),
    Case("token that begins with ours", "user-agent: attrcheck-news\ndisallow: /\n", "", "/a", ALLOWED, "another robot"),
    Case("token with a version", "user-agent: attrcheck/1.0\ndisallow: /\n", "", "/a", FORBIDDEN, "protego alone does not find it"),
    Case("token with a star", "user-agent: attrcheck*\ndisallow: /\n", "", "/a", FORBIDDEN, "what follows a token is ignored"),
    Case("star with a comment", "user-agent: * # all\ndisallow: /\n", "", "/a", FORBIDDEN, "the star's group"),
    Case("star before a name", "user-agent: *bot\ndisallow: /\n", "", "/a", ALLOWED, "no token"),
    Case(
        "own group permits, star does not",
        "user-agent: attrcheck\ndisallow:\n\nuser-agent: *\ndisallow: /\n",
        "",
        "/a",
        ALLOWED,
        "how an owner lets us in",
    ),
    Case(
        "own group without rules at the end",
        "user-agent: *\ndisallow: /\n\nuser-agent: attrcheck\n",
        "",
        "/a",
        ALLOWED,
        "how an owner lets us in",
    ),
    Case("dots in the address", "user-agent: *\ndisallow: /private/\n", "", "/public/../private/a", FORBIDDEN, "it is sent as /private/a"),
    Case(
        "escaped dots in the address",
        "user-agent: *\ndisallow: /private/\n",
        "",
        "/public/%2e%2e/private/a",
        FORBIDDEN,
        "it is sent as /private/a",
    ),
    Case("no path", "user-agent: *\ndisallow: /$\n", "", "", FORBIDDEN, "it is the home page"),
    Case("empty query", "user-agent: *\ndisallow: /*?\n", "", "/a?", ALLOWED, "requests sends no mark of an empty query"),
    Case("fragment", "user-agent: *\ndisallow: /*b$\n", "", "/a#b", ALLOWED, "fragments are not sent"),
    Case(
        "separator that is no line end",
        "user-agent: *\ndisallow: /a\u2028disallow: /b\n",
        "",
        "/b",
        ALLOWED,
        "str.splitlines would make a rule of it",
    ),
    Case("Latin-1 in the rule", but(b"/caf\xe9", "*"), "", "/caf%E9", FORBIDDEN, "its byte is escaped, whatever it means"),
    Case("NUL in the rule", but(b"/a\x00b", "*"), "", "/a", ALLOWED, "another path, and no trouble"),
    Case("lone per cent sign", but("/100%", "*"), "", "/100%25", FORBIDDEN, "no escape, so a beginning like any other"),
    Case("slash is not its escape", but("/a/b", "*"), "", "/a%2Fb", ALLOWED, "reserved characters are not the same escaped"),
    Case("HTML page", "<!DOCTYPE html>\n<html><body><p>Not found: /robots.txt</p></body></html>\n", "", "/a", ALLOWED, "no line is a rule"),
    Case("HTML page around rules", "<pre>\nuser-agent: *\ndisallow: /a\n</pre>\n", "", "/a", FORBIDDEN, "what can be read of it binds"),
    Case(
        "rule as an address",
        but("https://site.example/private", "*"),
        "",
        "/private",
        ALLOWED,
        "a pattern is a path; protego and Google ignore it too",
    ),
    Case(
        "beyond 500 KiB", b"user-agent: *\n#" + b"x" * 512_000 + b"\ndisallow: /\n", "", "/a", ALLOWED, "the rest of a huge file is ignored"
    ),
    Case("within 500 KiB", b"user-agent: *\n#" + b"x" * 500_000 + b"\ndisallow: /\n", "", "/a", FORBIDDEN, "all of a large file counts"),
    Case("many stars", but("/" + "*a" * 2_000 + "b", "*"), "", "/" + "a" * 8_000, ALLOWED, "no pattern takes long"),
)
