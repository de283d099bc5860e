"""The states of a client on either side, and the reasons why the two sides differ."""

from collections.abc import Mapping

from trede.language import translate as _
from trede.publishers.charts.palette import DEEP, GREY, PALE, RED

STATES = ("left", "exempt", "A", "B")
REASONS = ("benefit_spell", "exemption", "late_delivery", "definition", "missing_trajectory")
COLOURS: Mapping[str, str] = {"left": GREY, "exempt": PALE, "A": DEEP, "B": RED}


def state_label(name: str) -> str:
    """Return what a client is on one side, after a year."""
    return {
        "left": _("has left"),
        "exempt": _("exempt"),
        "A": _("with a trajectory"),
        "B": _("without a trajectory"),
    }[name]


def reason_label(name: str) -> str:
    """Return why the two sides differ."""
    return {
        "benefit_spell": _("benefit registered differently"),
        "exemption": _("exemption registered differently"),
        "late_delivery": _("trajectory delivered too late"),
        "definition": _("other definition of a trajectory"),
        "missing_trajectory": _("trajectory never delivered"),
    }[name]


def step_label(name: str) -> str:
    """Return a step from the national figure to the municipality's."""
    if name == "central":
        return _("national register")
    return {
        "benefit_spell": _("after mending benefit"),
        "exemption": _("after mending exemptions"),
        "late_delivery": _("after late deliveries"),
        "definition": _("after the own definition"),
        "missing_trajectory": _("the municipality's own files"),
    }[name]
