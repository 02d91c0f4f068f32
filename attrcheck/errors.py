"""Trouble in the user's own files and options, as one tree, and the exit codes of the program.

    AttrcheckError                exit 2
    +-- FileError                 a file that the user wrote is wrong: file, key path, sentence
    |   +-- TermsError            a terms file
    |   +-- ConfigError           attrcheck.toml
    |   +-- WaiversError          a file of waivers
    +-- CasesError                a sheet of cases cannot be read, or a case cannot be moved so
    +-- TargetsError              the list of targets is wrong or empty
    +-- WorkError                 the text or fingerprint of the work cannot be used
    +-- OutputError               a report cannot be written
    +-- ArchiveError              an archive cannot be read or written
    +-- RunError                  a run cannot be kept, found or resumed
    +-- AddressError              an address or a key for messages cannot be used
    +-- SendError                 a message was not sent to all who were to get it: exit 3
    +-- HistoryError              the history cannot be read or written

Trouble in a checked page is never an exception: it is a `Failure` or an outcome. Anything else that is raised is a bug, exit 4.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of every command."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    INCOMPLETE = 3
    INTERNAL = 4


EXIT_CODE_MEANINGS: dict[ExitCode, str] = {
    ExitCode.OK: "Nothing at or above --fail-on was found.",
    ExitCode.FINDINGS: "At least one failed finding at or above --fail-on.",
    ExitCode.USAGE: "An option, the terms file or the list of targets is wrong.",
    ExitCode.INCOMPLETE: (
        "The scan is incomplete: more undetermined pages than --max-undetermined, nothing checked, or some not reached. "
        "Or a message was not sent."
    ),
    ExitCode.INTERNAL: "attrcheck itself failed: please report it.",
}


class AttrcheckError(Exception):
    """Base of all errors that the user can mend."""

    exit_code = ExitCode.USAGE


class FileError(AttrcheckError):
    """A file that the user wrote cannot be used.

    `key` is the path inside the file, for example ``requirements[1].kind``; empty when the whole file is meant.
    """

    def __init__(self, file: str, key: str, sentence: str) -> None:
        self.file, self.key, self.sentence = file, key, sentence
        super().__init__(f"{file}: {key}: {sentence}" if key else f"{file}: {sentence}")


class ConfigError(FileError):
    """A file of options cannot be used."""


class TermsError(FileError):
    """A terms file cannot be used."""


class WaiversError(FileError):
    """A file of waivers and of outlets with terms of their own cannot be used, or a waiver cannot be written."""


class CasesError(AttrcheckError):
    """A sheet of cases cannot be read, or a case cannot be moved as asked."""


class TargetsError(AttrcheckError):
    """The targets cannot be used: a missing file, an empty list, a folder without pages."""


class WorkError(AttrcheckError):
    """The work cannot be recognised: its text is missing, too short, or its fingerprint is damaged."""


class OutputError(AttrcheckError):
    """A report cannot be written: unknown format or a path that cannot be opened."""


class ArchiveError(AttrcheckError):
    """An archive cannot be read or written: it is missing, is none, or the disk is full."""


class RunError(AttrcheckError):
    """A run cannot be kept, found or resumed: a folder that cannot be written, a full disk, other terms, another scan at work."""


class AddressError(AttrcheckError):
    """An address, a server or a key for messages cannot be used. The sentence never repeats what may be a secret."""


class SendError(AttrcheckError):
    """A message was not sent, or not to all who were to get it. The reports are written all the same."""

    exit_code = ExitCode.INCOMPLETE


class HistoryError(AttrcheckError):
    """The history cannot be used: damaged, of a newer program, in use, on a full disk, or a server that does not answer."""
