"""The layers and house numbers of the package, read from its source: what the documents promise and nobody may break by accident."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import attrcheck

PACKAGE = Path(attrcheck.__file__).parent

# From low to high; a room may import rooms of lower rows and itself. The rooms of one row know nothing of each other.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("errors", "model"),
    ("processes", "rules_folder", "schedule", "text", "toml_files"),
    ("reading", "urls"),
    ("reuse", "kinds"),
    ("identity", "own_page", "terms"),
    ("evaluate", "remedies", "waivers"),
    ("demo", "fetch", "reporters", "shares"),
    ("archive", "letters", "messages", "networks", "same_pages", "saved_shares"),
    ("rendering", "runs", "senders", "targets", "work"),
    ("history", "scan"),
    ("agreed", "cases", "quick_check"),
    ("explaining", "fixing", "term_tests"),
    ("",),  # the package itself: what the library offers
    ("cli",),
    ("__main__",),
)

# Packages that one part of the program deals with, so that they can be replaced there: package -> modules that may import it.
ONE_PLACE: dict[str, tuple[str, ...]] = {
    "apprise": ("senders",),
    "bs4": ("fixing", "reading"),
    "click": ("cli",),
    # Dates of headers and feeds besides.
    "email": ("fetch.hosts", "fetch.mhtml", "senders", "shares.feeds.syndicated"),
    "jinja2": ("letters", "messages", "reporters.html"),
    "lxml": ("shares.feeds.syndicated", "targets.markup"),
    "markupsafe": ("letters", "reporters.html"),
    "playwright": ("fetch.browser",),
    "protego": ("fetch.robots",),
    "requests": ("fetch",),
    "rich": ("cli", "reporters.terminal"),
    "smtplib": ("senders",),
    "sqlalchemy": ("cases.store", "history"),
    "tomllib": ("demo", "kinds.pixel", "letters", "reading.roles", "terms.cues", "toml_files", "urls.tables"),
    "urllib3": ("fetch",),
    "warcio": ("archive",),
}

PURE = ("evaluate", "kinds", "model", "reading", "remedies", "reuse", "shares", "text", "urls")
# What a pure room has no use for: modules that reach sockets, files, clocks, processes or chance.
IMPURE_MODULES = frozenset(
    "asyncio concurrent ctypes ftplib glob http io multiprocessing os pathlib pickle random secrets shelve shutil signal smtplib "
    "socket socketserver sqlite3 ssl subprocess sys tempfile threading time urllib.request uuid".split()
)
IMPURE_CALLS = frozenset(
    {"eval", "exec", "input", "open", "now", "print", "read_bytes", "read_text", "today", "utcnow", "write_bytes", "write_text"}
)
# Tables of words and of platforms are read once, when they are first asked for: they are part of the program.
IMPURE_EXCEPTIONS = {name: frozenset({"open", "read_bytes", "read_text"}) for name in ("kinds.pixel", "reading.roles", "urls.tables")}

MAX_MODULE_LINES, MAX_FUNCTION_LINES, MAX_PARAMETERS = 300, 40, 5
# Each with its reason; a longer table means that the numbers are not kept.
TOO_LONG_ON_PURPOSE: dict[str, str] = {}


class Module(NamedTuple):
    """A module of the package by its name without the package's, and its source."""

    name: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The part of the name that LAYERS speaks of."""
        return self.name.partition(".")[0]


class Import(NamedTuple):
    """A module that is imported, by its full name, and where."""

    name: str
    line: int


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the package."""
    found = []
    for file in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(file.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").rstrip(".")
        text = file.read_text(encoding="utf-8")
        found.append(Module(name, text, ast.parse(text)))
    return tuple(found)


def imports(tree: ast.AST) -> Iterator[Import]:
    """Every import, inside functions too. `from a import b` is taken as a.b, which may be a module or a name in one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports are absolute"
            yield from (Import(f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def own_rooms(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """The rooms of our own that a module imports; a name of the package itself is the room ""."""
    rooms = {room for row in LAYERS for room in row} | {module.room for module in modules()}
    for found in imports(tree):
        package, _, rest = found.name.partition(".")
        if package == "attrcheck":
            first = rest.partition(".")[0]
            yield (first if first in rooms else ""), found.line


def is_in(name: str, places: tuple[str, ...]) -> bool:
    """Tell whether a module is one of these modules or inside one of them."""
    return any(name == place or name.startswith(f"{place}.") for place in places)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def is_click_command(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Tell whether a function's parameters are the options of a command."""
    return any(
        "click.command" in ast.unparse(decorator) or "click.group" in ast.unparse(decorator) for decorator in function.decorator_list
    )


@pytest.fixture(params=modules(), ids=lambda module: module.name or "attrcheck")
def module(request: pytest.FixtureRequest) -> Module:
    """Each module in turn."""
    return request.param


def test_every_room_has_a_layer() -> None:
    """A new room is put in its place before it is used, and a room that is gone leaves the table."""
    assert {module.room for module in modules()} == {room for row in LAYERS for room in row}


def test_imports_point_down(module: Module) -> None:
    """A low room that knows a high one cannot be understood, tested or replaced without it."""
    height = {room: row for row, rooms in enumerate(LAYERS) for room in rooms}
    upward = [(room, line) for room, line in own_rooms(module.tree) if room != module.room and height[room] >= height[module.room]]

    assert upward == []


@pytest.mark.parametrize(("package", "places"), ONE_PLACE.items())
def test_packages_stay_in_their_place(package: str, places: tuple[str, ...]) -> None:
    """What is imported in one place can be exchanged in one place."""
    elsewhere = [
        f"{module.name}:{found.line}"
        for module in modules()
        for found in imports(module.tree)
        if found.name.partition(".")[0] == package and not is_in(module.name, places)
    ]

    assert elsewhere == []


@pytest.mark.parametrize("module", [module for module in modules() if module.room in PURE], ids=lambda module: module.name)
def test_pure_rooms_touch_nothing(module: Module) -> None:
    """The same page gives the same findings, today and tomorrow: no socket, no file, no clock."""
    allowed = IMPURE_EXCEPTIONS.get(module.name, frozenset())
    reached = {name for found in imports(module.tree) for name in IMPURE_MODULES if is_in(found.name, (name,))}
    called = {ast.unparse(node.func).rpartition(".")[2] for node in ast.walk(module.tree) if isinstance(node, ast.Call)}

    assert reached | (called & IMPURE_CALLS) <= allowed


@pytest.mark.parametrize(
    "module", [module for module in modules() if module.name not in TOO_LONG_ON_PURPOSE], ids=lambda module: module.name
)
def test_modules_are_short(module: Module) -> None:
    """A module is read in one sitting."""

    assert len(module.text.splitlines()) <= MAX_MODULE_LINES


def test_functions_are_short(module: Module) -> None:
    """A function does one thing; a command's decorators and docstring are its options and its help."""
    long = []
    for function in functions(module.tree):
        body = function.body[1:] if ast.get_docstring(function) and len(function.body) > 1 else function.body
        lines = (function.end_lineno or 0) - body[0].lineno + 1
        if lines > MAX_FUNCTION_LINES:
            long.append((function.name, lines))

    assert long == []


def test_functions_have_few_parameters(module: Module) -> None:
    """More than five parameters are a value that nobody has named; a command has one for each option."""
    many = []
    for function in functions(module.tree):
        arguments = [
            a.arg for a in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs) if a.arg not in ("self", "cls")
        ]
        if len(arguments) > MAX_PARAMETERS and not is_click_command(function):
            many.append((function.name, len(arguments)))

    assert many == []


def test_public_names_have_docstrings(module: Module) -> None:
    """A public name says what it means; a module that holds code says what it is for."""
    scopes = [module.tree, *(node for node in module.tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_"))]
    members = [node for scope in scopes for node in scope.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)]
    silent = [node.name for node in members if not node.name.startswith("_") and not ast.get_docstring(node)]
    has_docstring = bool(ast.get_docstring(module.tree)) or not module.text.strip()

    assert silent == []
    assert has_docstring


def test_exports_are_what_they_say() -> None:
    """`__all__` is the library: sorted, and everything public in the package that is no module."""
    public = {name for name, value in vars(attrcheck).items() if not name.startswith("_") and type(value).__name__ != "module"}

    assert list(attrcheck.__all__) == sorted(attrcheck.__all__)
    assert set(attrcheck.__all__) == public


def test_the_exceptions_are_needed() -> None:
    """An exception that no module needs any more would hide the next one."""
    lines = {module.name: len(module.text.splitlines()) for module in modules()}

    assert all(lines[name] > MAX_MODULE_LINES for name in TOO_LONG_ON_PURPOSE)
