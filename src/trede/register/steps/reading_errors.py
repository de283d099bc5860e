"""Says in words what is wrong with JSON that does not fit its form."""

import re
from collections.abc import Mapping
from typing import Any

from trede.language import translate as _

Place = tuple[str | int, ...]
"""Where in JSON something stands: names of fields, and places in lists, counted from nought."""
SAID = "said"
"""The kind of an error that says in our words already what is wrong."""


def explain(error: Mapping[str, Any]) -> str:
    """Return what is wrong, of an error as pydantic describes it."""
    kind = str(error["type"])
    if kind == SAID:
        return str(error["msg"])
    if kind == "literal_error" and error["loc"] == ("form",):
        return _("is another form than trede-handover-1")
    if kind.startswith("date"):
        return _("is no day; write it as 2026-12-31")
    if kind == "json_invalid":
        return _no_json(str(error.get("ctx", {}).get("error", "")))
    words = _words().get(kind)
    return words.format(**error.get("ctx", {})) if words else _("does not fit the form")


def _no_json(said: str) -> str:
    """Say where a file stops being JSON; the reader's own words are English and for makers."""
    found = re.search(r"line (\d+) column (\d+)", said)
    if found is None:
        return _("This is no JSON file. Ask the sender for the file as it was made.")
    return _("This is no JSON file: line {line}, sign {sign} cannot be read.").format(
        line=found.group(1), sign=found.group(2)
    )


def _words() -> Mapping[str, str]:
    """Return the words by kind of error; what stands between braces comes from pydantic."""
    return {
        "missing": _("is missing"),
        "extra_forbidden": _("is not part of the form"),
        "string_type": _("is no text"),
        "string_too_short": _("is empty"),
        "string_too_long": _("is longer than {max_length} signs"),
        "int_type": _("is no whole number"),
        "int_from_float": _("is no whole number"),
        "greater_than_equal": _("is less than {ge}"),
        "less_than_equal": _("is more than {le}"),
        "dict_type": _("is no object with names and values"),
        "model_type": _("is no object with names and values"),
        "model_attributes_type": _("is no object with names and values"),
        "list_type": _("is no list"),
        "tuple_type": _("is no list"),
        "too_short": _("holds too few"),
        "too_long": _("holds more than {max_length}"),
    }
