"""All that one version of the terms says otherwise than another: nothing passes unseen.

What the sentences about terms do not tell, such as a title in the other language, is told by the
name of its entry in the document.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from trede.language import LANGUAGES
from trede.language import translate as _
from trede.settlement.describing import Changed, Entry, changes
from trede.settlement.sentences import euro_text
from trede.settlement.terms import Terms

Path = tuple[str, ...]
DATED = frozenset({("contract_id",), ("version",), ("starts_on",), ("ends_on",)})
"""What every version has of its own."""
IN_THE_DOCUMENT: Mapping[str, str] = {
    "titles": "title", "policy": "premium_policy", "cents": "amount", "all_evidence":
    "evidence_demanded", "cents_if_partly_off": "amount_if_partly_off_benefit", "rounding":
    "target_rounding", "within_months": "within_months_of_start",
}  # fmt: skip
"""The names of entries in the document where those of the values differ."""


def all_changes(before: Terms, after: Terms) -> tuple[Changed, ...]:
    """Return what a version says otherwise than another, apart from its number and dates."""
    return (*changes(before, after), *_untold(before, after))


def _untold(before: Terms, after: Terms) -> Iterator[Changed]:
    for path, was, becomes in _differing(before, after):
        if path in DATED or changes(before, _with(before, path, becomes)):
            continue
        title, key = _title(path), ".".join(path)
        yield Changed(title, _entry(key, title, was), _entry(key, title, becomes))


def _differing(one: Any, other: Any, path: Path = ()) -> Iterator[tuple[Path, Any, Any]]:
    """Yield the way to each value that differs, as deep as both have it, and both values."""
    inner: Sequence[tuple[str, Any, Any]]
    if is_dataclass(one) and type(one) is type(other):
        names = [each.name for each in fields(one)]
        inner = [(name, getattr(one, name), getattr(other, name)) for name in names]
    elif isinstance(one, Mapping) and set(one) == set(other) == set(LANGUAGES):
        inner = [(name, one[name], other[name]) for name in LANGUAGES]
    elif isinstance(one, tuple) and (_by_name(one) or _by_name(other)):
        was, becomes = _by_name(one), _by_name(other)
        inner = [(name, was[name], becomes[name]) for name in was if name in becomes]
    else:
        if one != other:
            yield path, one, other
        return
    for name, was_one, becomes_one in inner:
        yield from _differing(was_one, becomes_one, (*path, name))


def _by_name(values: Any) -> Mapping[str, Any]:
    """Return the elements of a list by their names; nothing if it is no list of such."""
    if not isinstance(values, tuple):
        return {}
    return {each.name: each for each in values if hasattr(each, "name")}


def _with(value: Any, path: Path, becomes: Any) -> Any:
    """Return a value with another one at the end of a way into it."""
    if not path:
        return becomes
    name, *rest = path
    if isinstance(value, tuple):
        return tuple(
            _with(each, tuple(rest), becomes) if each.name == name else each for each in value
        )
    if isinstance(value, Mapping):
        return {**value, name: _with(value[name], tuple(rest), becomes)}
    return replace(value, **{name: _with(getattr(value, name), tuple(rest), becomes)})


def _entry(key: str, title: str, value: Any) -> Entry | None:
    if value is None or value == ():
        return None
    text = euro_text(value) if "cents" in key.rpartition(".")[2] else _text(value)
    return Entry(key, title, None, (text,))


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _title(path: Path) -> str:
    """Return what an entry is called: in words, or else as in the document."""
    words = {
        ("company",): _("company"),
        ("company_group",): _("company group"),
        ("titles", "nl"): _("title in Dutch"),
        ("titles", "en"): _("title in English"),
    }
    return words.get(path) or ".".join(IN_THE_DOCUMENT.get(each, each) for each in path)
