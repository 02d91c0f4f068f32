"""attrcheck schema: print the JSON Schema of a file that attrcheck writes or reads."""

from __future__ import annotations

import json

import click
import msgspec

from attrcheck.messages import Told
from attrcheck.model import Report
from attrcheck.waivers import WaiversFile

SCHEMAS: dict[str, type[msgspec.Struct]] = {"report": Report, "message": Told, "waivers": WaiversFile}


@click.command()
@click.argument("what", type=click.Choice(tuple(SCHEMAS)))
def schema(what: str) -> None:
    """Print the JSON Schema of a file format.

    \b
    Example:
      attrcheck schema report > attrcheck-report.schema.json
    """
    click.echo(json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(SCHEMAS[what])}, indent=1))
