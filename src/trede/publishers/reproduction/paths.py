"""Finds a figure by its path: keys joined by slashes, a slash within a key written ``%2F``."""

from trede.publishers.reproduction.calculator import Json


class MissingFigureError(KeyError):
    """There is no figure at a path."""


def figure_at(figures: Json, path: str) -> Json:
    """Return what stands at a path; raises :class:`MissingFigureError`."""
    found = figures
    for part in path.split("/"):
        key = part.replace("%2F", "/")
        if isinstance(found, dict) and key in found:
            found = found[key]
        elif isinstance(found, list) and key.isdecimal() and int(key) < len(found):
            found = found[int(key)]
        else:
            raise MissingFigureError(path)
    return found
