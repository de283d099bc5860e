"""The first page: the closing ratio of each municipality by both sources, and what to mind."""

from collections import Counter
from collections.abc import Mapping

from trede.language import translate as _
from trede.publishers.documents import Headline, Points
from trede.publishers.numbers import number_text
from trede.publishers.reports.phrases import of, percent, with_counts
from trede.publishers.reports.rwi_2004.reasons import REASONS, reason_label
from trede.publishers.reports.source_figures import Share, SourceFigures

Towns = Mapping[str, SourceFigures]
_MOST_HEADLINES = 3


def headlines(towns: Towns) -> tuple[Headline, ...]:
    """Return the closing ratio of the first municipalities, and how many clients differ."""
    shown = list(towns.items())[:_MOST_HEADLINES]
    differing = Share(
        sum(town.count("reconciliation/differ") for town in towns.values()),
        sum(town.count("local/total/tree/X") for town in towns.values()),
    )
    return (
        *(_closing(name, town) for name, town in shown),
        Headline(
            number_text(differing.numerator),
            _("clients count differently"),
            _("{counts} clients").format(counts=of(differing)),
            _("Left, exempt, with or without a trajectory: not the same in both sources."),
            "late",
        ),
    )


def _closing(name: str, town: SourceFigures) -> Headline:
    local, central = town.share("local/total/closing_ratio"), town.share("central/closing_ratio")
    return Headline(
        f"{percent(central)}\u00a0–\u00a0{percent(local)}",
        _("{municipality}: closing ratio").format(municipality=name),
        _("national {central}, own files {local}").format(central=of(central), local=of(local)),
        _("Of the obliged clients still on benefit after a year: those with a trajectory."),
    )


def standing_out(towns: Towns) -> Points:
    """Return what a reader should notice."""
    reasons: Counter[str] = Counter()
    for town in towns.values():
        for reason in REASONS:
            reasons[reason] += int(town.number(f"reconciliation/by_reason/{reason}") or 0)
    (first, most), (second, next_most) = reasons.most_common(2)
    gaps = {
        name: town.share("local/total/closing_ratio").percentage
        - town.share("central/closing_ratio").percentage
        for name, town in towns.items()
    }
    widest = max(gaps, key=lambda name: abs(gaps[name]))
    return Points(
        _("What stands out"),
        (
            (
                _(
                    "In {municipality} the sources differ most: {central} of the obliged clients "
                    "have a trajectory by the national register, {local} by the municipality's "
                    "own files."
                )
                if len(towns) > 1
                else _(
                    "{central} of the obliged clients have a trajectory by the national register, "
                    "{local} by the municipality's own files."
                )
            ).format(
                municipality=widest,
                central=with_counts(towns[widest].share("central/closing_ratio")),
                local=with_counts(towns[widest].share("local/total/closing_ratio")),
            ),
            _(
                "The most common cause is not a missing trajectory: {first} ({most} clients), then "
                "{second} ({next_most})."
            ).format(
                first=reason_label(first),
                most=number_text(most),
                second=reason_label(second),
                next_most=number_text(next_most),
            )
            if first != "missing_trajectory"
            else _("The most common cause: {first} ({most} clients).").format(
                first=reason_label(first), most=number_text(most)
            ),
        ),
        "good",
    )


def caveats(municipalities: int) -> Points:
    """Return what the figures do not say."""
    own_definitions = _(
        "Each municipality uses its own definition of a trajectory: a signed plan, an offer, or a "
        "plan or instrument. The columns of different municipalities may not be compared."
    )
    on_one_day = _(
        "Exit ratios count those who had left on one calendar day; some had been followed for six "
        "months by then and others not at all."
    )
    points = (own_definitions, on_one_day) if municipalities > 1 else (on_one_day,)
    return Points(_("Keep in mind"), points, "soon")
