"""The dates of the study, and the measures asked for those dates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from trede.errors import BadInputError
from trede.language import translate as _
from trede.measures.figures import FigureRow
from trede.publishers.reproduction.calculator import Calculator, Counts, Json

DATES = ("period_from", "period_to", "status_on", "cost_status_on")
BENEFIT = "benefit_per_month"


class UnusableStudyError(BadInputError):
    """The dates of the study are missing or are no dates."""

    def __init__(self, name: str, found: object) -> None:
        super().__init__(
            _(
                "The study: {name} is {found}. Give `meta` in the expected file a period of two "
                "dates, status_date and cost_status_date (yyyy-mm-dd), and benefit_per_month in "
                "whole euros; or import the dossier with a profile that sets them."
            ).format(name=name, found=repr(found))
        )


@dataclass(frozen=True)
class Study:
    """The period of the study, its two days of status, and the benefit of a month in euros."""

    period_from: date
    period_to: date
    status_on: date
    cost_status_on: date
    benefit_per_month: int

    @property
    def years(self) -> range:
        """The years of the period."""
        return range(self.period_from.year, self.period_to.year + 1)

    @property
    def cohorts(self) -> Mapping[str, str]:
        """Cohorts as measures name them, with the name they have in the tables."""
        inflow = [f"inflow_{year}" for year in self.years]
        return {"stock": f"stock_{self.period_from.year}", **dict(zip(inflow, inflow, strict=True))}

    def given(self) -> dict[str, str]:
        """Return the values of parameters that hold for every measure."""
        days = {name: getattr(self, name).isoformat() for name in DATES}
        return {**days, "ladder_on": days["cost_status_on"], BENEFIT: str(self.benefit_per_month)}

    def as_json(self) -> Json:
        """Return the study as the file of expected figures describes it."""
        return {
            "period": [self.period_from.isoformat(), self.period_to.isoformat()],
            "status_date": self.status_on.isoformat(),
            "cost_status_date": self.cost_status_on.isoformat(),
            "benefit_per_month": self.benefit_per_month,
            "rounding": "halves up",
        }


def read_study(settings: Mapping[str, str], described: Json) -> Study:
    """Return the study that an expected file describes, or else the one the dossier proposes.

    Raises :class:`UnusableStudyError`.
    """
    meta = described if isinstance(described, dict) else {}
    period = meta.get("period")
    first, last = period if isinstance(period, list) and len(period) == 2 else (None, None)  # noqa: PLR2004 - from and to
    found: dict[str, object] = {
        "period_from": first,
        "period_to": last,
        "status_on": meta.get("status_date"),
        "cost_status_on": meta.get("cost_status_date"),
    }
    days = {name: _day(name, found[name] or settings.get(name)) for name in DATES}
    benefit = meta.get(BENEFIT) or settings.get(BENEFIT)
    if not str(benefit).isdecimal():
        raise UnusableStudyError(BENEFIT, benefit)
    return Study(**days, benefit_per_month=int(str(benefit)))


def _day(name: str, found: object) -> date:
    try:
        return date.fromisoformat(str(found))
    except ValueError as error:
        raise UnusableStudyError(name, found) from error


@dataclass(frozen=True)
class Asker:
    """Asks measures for the dates of one study, each question once."""

    calculator: Calculator
    study: Study
    answers: dict[tuple[str, tuple[str, ...]], Counts] = field(default_factory=dict)

    def counts(self, *measures: str, by: tuple[str, ...] = ()) -> Mapping[str, Counts]:
        """Return the rows of measures, each by group."""
        unasked = [name for name in measures if (name, by) not in self.answers]
        found = self.calculator.counts(unasked, by, **self.study.given())
        self.answers.update({(name, by): rows for name, rows in found.items()})
        return {name: self.answers[name, by] for name in measures}

    def count(self, measure: str, by: tuple[str, ...]) -> Counts:
        """Return the rows of one measure by group."""
        return self.counts(measure, by=by)[measure]

    def totals(self, *measures: str) -> Mapping[str, FigureRow]:
        """Return the ungrouped row of measures."""
        return {name: rows[()] for name, rows in self.counts(*measures).items()}

    def total(self, measure: str) -> FigureRow:
        """Return the ungrouped row of one measure."""
        return self.totals(measure)[measure]
