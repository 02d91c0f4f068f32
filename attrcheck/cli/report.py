"""attrcheck report: render a report that was made before, without a scan."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from attrcheck.cli.options import store_option
from attrcheck.cli.past import existing_history, history_option
from attrcheck.cli.run import output_formats, show
from attrcheck.cli.task import Output, output_options
from attrcheck.cli.waivers import waived, waivers_of, waivers_option
from attrcheck.errors import RunError
from attrcheck.history import remembered
from attrcheck.model import AnyReport, Report
from attrcheck.runs import RunReport, find_run, read_record, read_reports

# The longest report that is read at once; longer ones are read from their run, page by page.
_MAX_BYTES = 1_000_000_000


@click.command()
@click.argument("run", metavar="RUN|FILE")
@output_options
@waivers_option
@store_option
@history_option
@click.pass_context
def report(ctx: click.Context, run: str, output: Output, waivers: Path | None, store: Path, history: str | None) -> None:
    """Render the report of a run again, without a scan.

    RUN is the id or the folder of a run, or "last"; FILE is a report that was written as .json.

    \b
    Example:
      attrcheck report last --format markdown
      attrcheck report report.json --output report.sarif --output report.csv
    """
    formats = output_formats(output.outputs)
    found = waived(remembered_report(ctx, run, store, history), waivers_of(waivers))
    show(found, formats, output.format_, quiet=bool(output.outputs) and output.format_ is None)


def remembered_report(ctx: click.Context, name: str, store: Path, history: str | None) -> AnyReport:
    """Return the report of a run with what the history knows of it, or the one in a file. Raises RunError or HistoryError."""
    found = found_report(name, store)
    known = existing_history(ctx, history, store)
    if known is None or not isinstance(found, RunReport):
        return found
    return remembered(known, found, read_record(find_run(name, store)).id)


def found_report(name: str, store: Path) -> RunReport | Report:
    """Return the report of a run, or the one in a file. Raises RunError."""
    path = Path(name)
    if not path.is_file():
        return read_reports(find_run(name, store))
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise RunError(f"{path}: is larger than {_MAX_BYTES:,} bytes; name the run instead")
        return msgspec.json.decode(path.read_bytes(), type=Report)
    except OSError as error:
        raise RunError(f"{path}: cannot be read: {error.strerror}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RunError(f"{path}: is not a report that attrcheck wrote as .json: {error}") from error
