"""Messages as a user meets them: sent after a scan and of a run, shown without sending, and what a failure to send does and does not."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from attrcheck.demo import TERMS
from attrcheck.errors import ExitCode
from tests.acceptance.conftest import Run
from tests.reporters.rich import RICH
from tests.senders.conftest import Office, open_office
from tests.senders.test_webhook import Receiver

Saved = Callable[..., Path]
SECRET = "whsec_" + base64.b64encode(b"secret-key-of-32-bytes-0123456789"[:32]).decode()


@pytest.fixture
def office() -> Office:
    """A post office that takes everything."""
    return Office()


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has its own last run, and no answer of the shell is one of the user."""
    monkeypatch.setenv("ATTRCHECK_STORE", str(tmp_path / "store"))


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A report that was written as .json."""
    path = tmp_path / "report.json"
    path.write_bytes(msgspec.json.encode(RICH))
    return path


def addresses(port: int) -> tuple[str, ...]:
    """The options of a scan that sends mail over this port."""
    return ("--mail-to", "anna@news.example", "--mail-from", "checks@news.example", "--smtp", f"smtp://127.0.0.1:{port}")


def test_a_scan_mails_what_it_found_and_keeps_its_exit_code(run: Run, saved: Saved, office: Office) -> None:
    """After the reports are written: the mail says where they lie."""
    with open_office(office) as port:
        done = run("scan", saved("no-credit"), "--terms", TERMS, "--output", "report.json", *addresses(port))
    (delivered,) = office.delivered
    body = delivered.mail.get_body(("plain",))

    assert done.returncode == ExitCode.FINDINGS
    assert b"attrcheck: sent: mail to anna@news.example" in done.stderr
    assert delivered.mail["Subject"].strip().startswith("attrcheck: 1 violation, 1 new, of 1 page: ")
    assert body is not None
    assert "- report.json" in body.get_content()
    assert "No earlier run is known, so all that failed counts as a change." in body.get_content()


def test_where_nothing_failed_nothing_is_sent(run: Run, saved: Saved, office: Office) -> None:
    """Unless every scan is to be told."""
    page = saved("full-credit")
    with open_office(office) as port:
        silent = run("scan", page, "--terms", TERMS, *addresses(port))
        told = run("scan", page, "--terms", TERMS, *addresses(port), "--mail-when", "always")

    assert (silent.returncode, told.returncode) == (ExitCode.OK, ExitCode.OK)
    assert b"no message: there was no occasion (change)" in silent.stderr
    assert [one.mail["Subject"][:38] for one in office.delivered] == ["attrcheck: no violation of 1 page: Ter"]


@pytest.mark.parametrize(("page", "code"), [("full-credit", ExitCode.INCOMPLETE), ("no-credit", ExitCode.FINDINGS)])
def test_a_mail_that_fails_loses_no_report(run: Run, saved: Saved, office: Office, page: str, code: ExitCode) -> None:
    """It is said; the exit code of a scan that went well is that of an incomplete one, and another one stays."""
    office.for_receivers["anna@news.example"] = ["550 no such user"]
    with open_office(office) as port:
        done = run("scan", saved(page), "--terms", TERMS, "--output", "report.json", *addresses(port), "--mail-when", "always")

    assert done.returncode == code
    assert b"attrcheck: not sent: mail to anna@news.example was refused: 550 no such user. The report is not lost" in done.stderr
    assert run("report", "report.json").stdout.startswith(b"Terms of the demonstration article")


def test_a_mistake_is_told_before_anything_is_fetched(run: Run, saved: Saved, tmp_path: Path) -> None:
    """No scan of an hour ends with a slip of the pen."""
    done = run(
        "scan", saved("no-credit"), "--terms", TERMS, "--mail-to", "anna", "--smtp", "smtps://mail.example", "--output", "report.json"
    )

    assert done.returncode == ExitCode.USAGE
    assert b"mail needs the address that it comes from" in done.stderr
    assert not (tmp_path / "report.json").exists()


def test_a_run_is_mailed_later(run: Run, saved: Saved, office: Office) -> None:
    """The one that the mail server did not take, say; it has the id that its first mail had."""
    run("scan", saved("no-credit"), "--terms", TERMS)
    with open_office(office) as port:
        options = ("--to", "anna@news.example", "--from", "checks@news.example", "--smtp", f"smtp://127.0.0.1:{port}")
        first, again = run("mail", "last", *options), run("mail", "last", *options, "--max-bytes", 0)

    assert (first.returncode, again.returncode) == (ExitCode.OK, ExitCode.OK)
    assert office.delivered[0].mail["Message-ID"] == office.delivered[1].mail["Message-ID"]
    assert [len(list(one.mail.iter_attachments())) for one in office.delivered] == [2, 0]


def test_a_mail_that_fails_is_exit_code_3(run: Run, written: Path, office: Office) -> None:
    """The one thing that was asked for was not done."""
    office.for_senders = ["550 not you"]
    with open_office(office) as port:
        done = run("mail", written, "--to", "anna@news.example", "--from", "a@news.example", "--smtp", f"smtp://127.0.0.1:{port}")

    assert done.returncode == ExitCode.INCOMPLETE
    assert b"550 not you" in done.stderr


def test_a_message_is_shown_without_being_sent(run: Run, written: Path) -> None:
    """And whether it would be."""
    done = run("mail", written, "--dry-run", "--when", "failure", "--fail-on", "never", "--max-undetermined", 1)

    assert done.returncode == ExitCode.OK
    assert done.stdout.startswith(b"Subject: attrcheck: 1 violation, 1 new, 1 undetermined, of 4 pages: ")
    assert b"Attached: attrcheck-report.html, " in done.stdout
    assert b"nothing was sent, and nothing would be: there is no occasion (failure)" in done.stderr


def test_somebody_must_be_named(run: Run, written: Path) -> None:
    """A mail to nobody is no success."""
    done = run("mail", written)

    assert done.returncode == ExitCode.USAGE
    assert b"name who gets the message" in done.stderr


def test_a_webhook_is_told_and_its_address_is_kept_nowhere(run: Run, saved: Saved, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not in the run, not on the terminal: whoever knows it can write there."""
    receiver = Receiver()
    monkeypatch.setenv("ATTRCHECK_WEBHOOK_SECRET", SECRET)
    with receiver.open() as url:
        done = run("scan", saved("no-credit"), "--terms", TERMS, "--webhook", url)
    kept = b"".join(file.read_bytes() for file in (tmp_path / "store").rglob("*") if file.is_file())

    assert len(receiver.posted) == 1
    assert b"attrcheck: sent: webhook at 127.0.0.1:" in done.stderr
    assert b"secret-path" not in done.stdout + done.stderr + kept
    assert SECRET.encode() not in done.stdout + done.stderr + kept


def test_passwords_come_from_a_file_or_the_environment_and_go_nowhere(
    run: Run, saved: Saved, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A login over a connection in the clear is refused, and neither that sentence nor the run repeats the password."""
    (tmp_path / "password").write_text("secret-of-the-file\n", encoding="utf-8")
    monkeypatch.setenv("ATTRCHECK_SMTP_USER", "anna@news.example")
    monkeypatch.setenv("ATTRCHECK_SMTP_PASSWORD", "secret-of-the-shell")
    options = ("--mail-to", "anna@news.example", "--smtp", "smtp://127.0.0.1:9")
    shell, file = (
        run("scan", saved("no-credit"), "--terms", TERMS, *options),
        run("scan", saved("no-credit"), "--terms", TERMS, *options, "--smtp-password-file", "password"),
    )

    assert (shell.returncode, file.returncode) == (ExitCode.USAGE, ExitCode.USAGE)
    assert b"never sent in the clear" in shell.stderr
    assert b"secret-of" not in shell.stderr + shell.stdout + file.stderr + file.stdout


def test_a_run_that_goes_on_mails_as_it_was_asked_to(run: Run, saved: Saved, office: Office) -> None:
    """Addresses of mail are no secret and are kept with the run; when it is complete, its mail is another one."""
    saved("no-credit")
    page = saved("full-credit")
    with open_office(office) as port:
        first = run("scan", page.parent, "--terms", TERMS, "--max-pages", 1, *addresses(port))
        run("scan", "--resume", "--max-pages", 9)

    assert first.returncode in (ExitCode.INCOMPLETE, ExitCode.FINDINGS)
    assert len(office.delivered) == 2
    assert office.delivered[0].mail["Subject"].startswith("attrcheck: incomplete: ")
    assert "incomplete" not in office.delivered[1].mail["Subject"]
    assert len({one.mail["Message-ID"] for one in office.delivered}) == 2
