"""Where pages are read: the executor that suits a list, and processes that survive a page that kills its reader."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import pytest

from attrcheck.processes import page_readers

_LONG_LIST = 1_000


def square(number: int) -> int:
    """A page that can be read; a function of a module, because processes find it by its name."""
    return number * number


def process_id() -> int:
    """Where a page is read."""
    return os.getpid()


def die(code: int) -> None:
    """A page that kills the process that reads it, as a fault in a parser's C code does."""
    os._exit(code)


def fail(text: str) -> None:
    """A page on which the reader raises."""
    raise ValueError(text)


@pytest.fixture(scope="module")
def readers() -> Iterator[Executor]:
    """Processes for a long list."""
    with page_readers(_LONG_LIST) as executor:
        yield executor


@pytest.mark.parametrize("pages", [0, 1, 11])
def test_a_short_list_is_read_in_a_thread(pages: int) -> None:
    """Starting processes takes longer than reading a few pages."""
    with page_readers(pages) as executor:
        assert isinstance(executor, ThreadPoolExecutor)
        assert executor.submit(process_id).result() == os.getpid()


def test_a_long_list_is_read_in_other_processes(readers: Executor) -> None:
    """The threads that fetch go on while pages are read."""
    assert readers.submit(process_id).result() != os.getpid()


def test_an_error_is_the_page_s_own(readers: Executor) -> None:
    """What the reader raises comes back to who asked, and breaks nothing."""
    with pytest.raises(ValueError, match="odd page"):
        readers.submit(fail, "odd page").result()
    assert readers.submit(square, 3).result() == 9


def test_a_page_that_kills_its_reader_costs_only_itself(readers: Executor) -> None:
    """It is tried once more alone, then given up; the pages before and after it are read."""
    before, dead, after = readers.submit(square, 2), readers.submit(die, 3), readers.submit(square, 4)

    assert before.result() == 4
    assert isinstance(dead.exception(), BrokenProcessPool)
    assert after.result() == 16


def test_it_survives_again_and_again(readers: Executor) -> None:
    """A list may hold more than one such page."""
    for number in range(3):
        assert isinstance(readers.submit(die, 1).exception(), BrokenProcessPool)
        assert readers.submit(square, number).result() == number * number
