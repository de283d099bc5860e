"""How the groups of a figure are called, and what a rule found of a person.

A code is said by its label: that of its code list, or, for what only rules know, that of
``found_values.toml``.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from trede.language import in_language
from trede.language import translate as _
from trede.publishers.reports.municipality.exit_curves import reason_group_label
from trede.register.pages.templating import show_code

FILE = Path(__file__).parent / "found_values.toml"
CODES_OF = {
    "type": "trajectory_type",
    "result": "trajectory_result",
    "category": "exemption_reason",
    "previous_spell": "yes_no_unknown",
    "medical_examination": "yes_no_unknown",
    "start_qualification": "yes_no_unknown",
    "start_qualification_reported": "yes_no_unknown",
}
"""The code list of a column that is not called after its list."""
VALUES_OF = {"class_observed": "class", "wait_from_decision": "exit_period"}
"""Under which column the values of another stand."""
REST = (None, "", "other", "unknown")


def group_title(column: str, value: str | None) -> str:
    """Name a group: by the label of its code, or what the reports call the rest."""
    if value in REST:
        return _("other or unknown")
    if column == "reason_group":
        return reason_group_label(value)
    said = _values().get(VALUES_OF.get(column, column), {}).get(value)
    return in_language(said) if said else show_code(value, CODES_OF.get(column, column))


@cache
def _values() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
