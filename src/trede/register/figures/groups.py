"""How the groups of a figure are called."""

from trede.language import translate as _
from trede.publishers.reports.municipality.exit_curves import reason_group_label
from trede.register.pages.templating import show_code

CODES_OF = {"type": "trajectory_type"}
"""The code list of a column that is not called after its list."""
REST = (None, "", "other", "unknown")


def group_title(column: str, value: str | None) -> str:
    """Name a group: by the label of its code, or what the reports call the rest."""
    if value in REST:
        return _("other or unknown")
    if column == "reason_group":
        return reason_group_label(value)
    return show_code(value, CODES_OF.get(column, column))
