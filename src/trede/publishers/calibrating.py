"""The figures of a made-up municipality beside those of the reports it was drawn after."""

from dataclasses import dataclass

from trede.language import in_language
from trede.publishers.numbers import NOTHING, number_text, percent_text
from trede.publishers.reproduction.calculator import Calculator, row_of
from trede.synthesis.calibration import Comparison, Counts, Target, compare, targets_for


@dataclass(frozen=True)
class CalibratedFigure:
    """A published figure and the computed one, as people read them."""

    comparison: Comparison
    title: str

    @property
    def target(self) -> str:
        """The published figure, with its unit."""
        return self._text(self.comparison.target.value)

    @property
    def found(self) -> str:
        """The computed figure, with its unit; a dash if nobody was counted."""
        found = self.comparison.found
        return NOTHING if found is None else self._text(found)

    @property
    def source(self) -> str:
        """Where the published figure stands."""
        return self.comparison.target.source

    def _text(self, value: float) -> str:
        if self.comparison.target.unit == "euro":
            return f"€ {number_text(value)}"
        return percent_text(value, 1)


def calibrate(calculator: Calculator) -> tuple[CalibratedFigure, ...]:
    """Compute the figures of all targets that a made-up municipality has years enough for."""

    def ask(target: Target) -> Counts:
        counts = calculator.counts([target.measure], target.by, **target.parameters)
        row = row_of(counts[target.measure], *target.group)
        return row.numerator, row.denominator or 0

    compared = compare(targets_for(calculator.settings), ask)
    return tuple(CalibratedFigure(one, _title(calculator, one.target)) for one in compared)


def _title(calculator: Calculator, target: Target) -> str:
    title = in_language(calculator.library.measure(target.measure).titles)
    groups = [f"{column}={value}" for column, value in zip(target.by, target.group, strict=True)]
    chosen = [f"{name}={value}" for name, value in target.parameters.items() if not target.months]
    return ", ".join([title, *groups, *chosen])
