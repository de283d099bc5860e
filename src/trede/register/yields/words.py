"""What the groups of clients of contracts are called."""

from trede.language import translate as _
from trede.register.pages.templating import show_code, show_stand


def standing_text(standing: str) -> str:
    """Name where clients stood: the scale and the value on it."""
    scale, space, value = standing.partition(" ")
    if not space:
        return _("not known")
    return f"{show_code(scale, 'scale')}: {show_stand(value, scale)}"


def duration_text(duration: str) -> str:
    """Name how long clients were on benefit."""
    titles = {
        "0-11": lambda: _("less than a year"),
        "12-35": lambda: _("one to three years"),
        "36+": lambda: _("three years or more"),
        "none": lambda: _("no benefit"),
    }
    return titles[duration]()


def band_text(band: str) -> str:
    """Name a class of exits."""
    return "0%" if band == "0" else f"{band}%"
