"""attrcheck check, preflight, fix and letter as a user meets them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from attrcheck.demo import TERMS
from attrcheck.errors import ExitCode
from tests.acceptance.conftest import Run

Saved = Callable[..., Path]
LINE = "River Historian documenting Ferry Crossings"


def test_fix_cures_and_shows_it(run: Run, saved: Saved, tmp_path: Path) -> None:
    """The copy passes a scan of its own, and the page is as it was."""
    page = saved("no-credit")
    before = page.read_bytes()
    done = run("fix", page, "--terms", TERMS, "--url", "https://copy.example/no-credit", "--output", "cured.html")
    said = done.stdout.decode()

    assert done.returncode == ExitCode.OK, done.stderr
    assert "name in article: failed -> passed" in said
    assert "violation -> compliant" in said
    assert run("scan", "cured.html", "--terms", TERMS, "--no-store").returncode == ExitCode.OK
    assert page.read_bytes() == before
    assert (tmp_path / "cured.html").stat().st_size > len(before)


def test_fix_never_writes_over_the_page(run: Run, saved: Saved) -> None:
    """The page may be the only copy that its owner has."""
    page = saved("no-credit")
    before = page.read_bytes()
    done = run("fix", page, "--terms", TERMS, "--output", page)

    assert done.returncode == ExitCode.USAGE
    assert page.read_bytes() == before


def test_fix_says_what_is_out_of_reach(run: Run, saved: Saved) -> None:
    """A post is not on the page."""
    done = run("fix", saved("outlet-post-without-credit"), "--terms", TERMS, "--url", "https://copy.example/outlet-post-without-credit")

    assert done.returncode == ExitCode.FINDINGS
    assert b"still failed: a post is changed where it was posted" in done.stdout


def test_check_explains_passages_and_outcomes(run: Run, saved: Saved) -> None:
    """Why: the question after every verdict."""
    done = run("check", saved("no-credit"), "--terms", TERMS)
    said = done.stdout.decode()

    assert done.returncode == ExitCode.FINDINGS
    assert "copied: these words stand in the work in this order" in said
    assert "FAILED  name in article (must)" in said
    assert "because: the author's name was not found" in said
    assert "asked: Name the author clearly." in said


def test_preflight_begins_with_what_to_paste(run: Run, saved: Saved) -> None:
    """A reuser wants the line, then the reasons."""
    done = run("preflight", saved("no-credit"), "--terms", TERMS)
    said = done.stdout.decode()

    assert done.returncode == ExitCode.FINDINGS
    assert said.startswith("What to paste")
    assert said.index(LINE) < said.index("FAILED")


def test_preflight_shows_the_address_of_a_button_bare(run: Run, saved: Saved) -> None:
    """An address in markup has its ampersands escaped, and would be wrong in the field of a share plug-in."""
    lines = run("preflight", saved("wordpress-widgets"), "--terms", TERMS).stdout.decode().splitlines()
    at = next(i for i, line in enumerate(lines) if "as the address of the share button for X" in line)

    assert lines[at + 1].strip().startswith("https://x.com/intent/post?text=")
    assert "&amp;" not in lines[at + 1]


def test_preflight_of_a_good_page(run: Run, saved: Saved) -> None:
    """Nothing to paste is an answer too."""
    done = run("preflight", saved("full-credit"), "--terms", TERMS)

    assert done.returncode == ExitCode.OK
    assert done.stdout.startswith(b"Nothing to paste")


def test_a_page_that_is_not_there(run: Run) -> None:
    """A name that is misspelt is the user's mistake, not a verdict."""
    for command in ("check", "preflight", "fix"):
        assert run(command, "missing.html", "--terms", TERMS).returncode == ExitCode.USAGE


def test_letter_from_a_report(run: Run, saved: Saved, tmp_path: Path) -> None:
    """What a scan found last month can be written about today."""
    run("scan", saved("no-credit"), "--terms", TERMS, "--no-store", "--quiet", "--output", "report.json")
    shown = run("letter", "report.json", "--target", "no-credit.html", "--language", "fr").stdout.decode()
    written = run("letter", "report.json", "--target", "no-credit.html", "--tone", "formal", "--output", "letter.html")

    other = run("letter", "report.json", "--target", "https://other.example/")

    assert other.returncode == ExitCode.USAGE
    assert b"something failed on" in other.stderr
    assert b"no-credit.html" in other.stderr
    assert shown.startswith("Subject: Un petit ajout")
    assert LINE in shown
    assert written.returncode == ExitCode.OK
    assert LINE in (tmp_path / "letter.html").read_text(encoding="utf-8")


def test_letter_from_a_run(run: Run, saved: Saved) -> None:
    """The last run needs no name."""
    run("scan", saved("no-credit"), "--terms", TERMS, "--quiet")

    assert run("letter", "last", "--target", "no-credit.html").stdout.startswith(b"Subject: ")


def test_no_letter_without_reason(run: Run, saved: Saved) -> None:
    """A page that is right, and a page that nobody looked at, get no letter."""
    run("scan", saved("full-credit"), "--terms", TERMS, "--no-store", "--quiet", "--output", "report.json")

    for target in ("full-credit.html", "https://other.example/"):
        assert run("letter", "report.json", "--target", target).returncode == ExitCode.USAGE
