"""What one success cost, beside the amount that it is easily taken for."""

from dataclasses import dataclass
from fractions import Fraction

from trede.language import translate as _
from trede.publishers.charts.drawing import Drawing
from trede.publishers.charts.number_comparison import Amount, number_comparison
from trede.publishers.charts.palette import AMBER, DEEP
from trede.publishers.documents import Headline, Tone
from trede.publishers.numbers import NOTHING, euro_text, number_text
from trede.publishers.reports.phrases import million


@dataclass(frozen=True)
class CostPerSuccess:
    """What was spent, in euros, on all who completed an activity and on those who left for work.

    ``exits`` are the completers who left for work; without any there is no cost per success.
    """

    total: Fraction
    direct: Fraction
    exits: int

    @property
    def full_text(self) -> str:
        """All that was spent, per exit to work."""
        return self._per_exit(self.total)

    @property
    def direct_text(self) -> str:
        """What was spent on those who left for work, per exit to work."""
        return self._per_exit(self.direct)

    def _per_exit(self, amount: Fraction) -> str:
        return euro_text(amount / self.exits) if self.exits else NOTHING

    def headline(self, tone: Tone = "plain") -> Headline:
        """Return the cost per success with what it is made of."""
        return Headline(
            self.full_text,
            _("cost per success"),
            _("{cost} for {exits} exits to work").format(
                cost=million(self.total), exits=number_text(self.exits)
            ),
            _("Not the {direct} that only counts what was spent on those who succeeded.").format(
                direct=self.direct_text
            ),
            tone,
        )

    def sentence(self) -> str:
        """Return the difference between the two amounts in words."""
        return _(
            "A success costs {full}: all that was spent on clients who completed an activity, "
            "divided by those who left for work. The {direct} that counts successes only leaves "
            "out what was spent on everyone else."
        ).format(full=self.full_text, direct=self.direct_text)

    def drawing(self) -> Drawing:
        """Return both amounts drawn to one scale."""
        full = Amount(
            float(self.total),
            self.full_text,
            _("cost per success"),
            _("{total} for all who completed, divided by {exits} exits to work").format(
                total=million(self.total), exits=number_text(self.exits)
            ),
            DEEP,
        )
        direct = Amount(
            float(self.direct),
            self.direct_text,
            _("direct cost of the successes"),
            _("only what was spent on those who left for work themselves"),
            AMBER,
        )
        title = _("Two amounts that are easily confused")
        return number_comparison(title, self.sentence(), (full, direct))
