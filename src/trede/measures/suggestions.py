"""The name that was probably meant, for messages about a name that does not exist."""

from collections.abc import Iterable, Mapping

from trede.language import translate as _

MOST_NAMES = 3


def did_you_mean(name: str, known: Iterable[str], titles: Mapping[str, str] | None = None) -> str:
    """Return a question with the names nearest to one that does not exist; empty if none is near.

    ``known`` are the names that exist; ``titles`` lead to some of them by another way to call
    them, in whatever language.
    """
    near = nearest(name, known, titles)
    return _("Did you mean {near}?").format(near=_either(near)) if near else ""


def nearest(name: str, known: Iterable[str], titles: Mapping[str, str] | None = None) -> list[str]:
    """Return the names nearest to one that does not exist, the nearest first; at most three."""
    from difflib import get_close_matches  # noqa: PLC0415 - only on the way to an error

    called = {each: each for each in known} | dict(titles or {})
    plain = {_plain(each): meant for each, meant in called.items()}
    wanted = _plain(name)
    close = get_close_matches(wanted, plain, MOST_NAMES)
    holding = [each for each in plain if wanted and wanted in each]
    return list(dict.fromkeys(plain[each] for each in (*close, *holding)))[:MOST_NAMES]


def sentences(*parts: str) -> str:
    """Join sentences, leaving out those that are empty."""
    return " ".join(part for part in parts if part)


def _plain(name: str) -> str:
    return name.casefold().replace("-", "_").replace(" ", "_").strip("_")


def _either(names: list[str]) -> str:
    *others, last = names
    return _("{others} or {last}").format(others=", ".join(others), last=last) if others else last
