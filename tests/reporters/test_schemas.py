"""The formats of other people against their published schemas: schemas/README.md says where each is from."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from lxml import etree
from msgspec.structs import replace

from attrcheck.model import Report
from attrcheck.reporters import REPORTERS
from tests.reporters.rich import RICH, hostile

SCHEMAS = Path(__file__).parent / "schemas"
JSON_SCHEMAS = {"sarif": "sarif-2.1.0.json", "gitlab": "gitlab-code-quality.json"}
# What a scan can leave behind: every sort of finding, hostile pages, a list without a page, and a scan that was stopped at once.
REPORTS = {
    "rich": RICH,
    "hostile": hostile(),
    "empty": replace(RICH, targets=()),
    "interrupted": replace(RICH, targets=RICH.targets[:2], is_complete=False, finished=""),
    "no terms": replace(RICH, terms=replace(RICH.terms, requirements=())),
}


def rendered(name: str, report: Report) -> str:
    """A report in a format."""
    return "".join(REPORTERS[name].render(report))


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
@pytest.mark.parametrize("name", JSON_SCHEMAS)
def test_json_formats_follow_their_schemas(name: str, report: Report) -> None:
    """A forge refuses a whole upload for one field."""
    schema = json.loads((SCHEMAS / JSON_SCHEMAS[name]).read_bytes())

    jsonschema.validate(json.loads(rendered(name, report)), schema)


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_gitlab_takes_every_issue(report: Report) -> None:
    """Its schema is about one issue; the fingerprints, by which it tells issues apart, have to differ."""
    schema = json.loads((SCHEMAS / "gitlab-codeclimate.json").read_bytes())
    issues = json.loads(rendered("gitlab", report))

    for issue in issues:
        jsonschema.validate(issue, schema)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for name in schema["required"]:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({field: value for field, value in (*issues[:1], {})[0].items() if field != name}, schema)


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_junit_follows_the_schema_of_jenkins(report: Report) -> None:
    """Jenkins refuses a file that does not."""
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))

    schema.assertValid(etree.fromstring(rendered("junit", report).encode()))


def test_the_schemas_refuse_what_is_wrong() -> None:
    """A schema that accepts everything would prove nothing."""
    junit = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))

    assert not junit.validate(etree.fromstring(rendered("junit", RICH).replace("<skipped ", "<open ").encode()))
    for name, wrong in {"sarif": ('"startLine":', '"line":'), "gitlab": ('"path":', '"file":')}.items():
        schema = json.loads((SCHEMAS / JSON_SCHEMAS[name]).read_bytes())
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(json.loads(rendered(name, RICH).replace(*wrong)), schema)
