"""A scale for bars on which amounts below zero, as of credit notes, go to the left."""

from collections.abc import Iterable
from dataclasses import dataclass

_THIN = 1


@dataclass(frozen=True)
class Scale:
    """Where zero lies, and how long one unit is."""

    zero: float
    unit: float

    @classmethod
    def of(cls, values: Iterable[float], left: float, room: float) -> "Scale":
        """Return the scale on which all values, and zero, fit the room to the right of ``left``."""
        shown = [0.0, *values]
        low, high = min(shown), max(shown)
        unit = room / ((high - low) or 1)
        return cls(left - low * unit, unit)

    def bar(self, value: float) -> tuple[float, float]:
        """Return where the bar of a value begins at the left, and its width; never nothing."""
        width = max(abs(value) * self.unit, _THIN)
        return (self.zero - width if value < 0 else self.zero), width
