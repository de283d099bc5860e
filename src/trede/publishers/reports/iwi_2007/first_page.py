"""The first page: the main figures, what stands out, and what to mind."""

from trede.language import translate as _
from trede.publishers.documents import Headline, Points
from trede.publishers.numbers import number_text
from trede.publishers.reports.closed_approach import meaning_of_closed
from trede.publishers.reports.phrases import of, percent, phase_label, with_counts
from trede.publishers.reports.source_figures import SourceFigures


def headlines(figures: SourceFigures) -> tuple[Headline, ...]:
    """Return the main figures with their counts and what they mean."""
    total = figures.at("table2/total")
    closed, closing = total.share("closed_rate"), total.share("closing_ratio")
    work = figures.share("exits/work_of_exits")
    return (
        Headline(
            percent(closed),
            _("closed within a year"),
            _("{counts} clients").format(counts=of(closed)),
            meaning_of_closed(),
            "good",
        ),
        Headline(
            number_text(total.count("open")),
            _("clients not closed"),
            _("{neither} without trajectory and without exit").format(
                neither=number_text(total.count("N3"))
            ),
            _("{late} got a trajectory only after a year, {left} left only after a year.").format(
                late=number_text(total.count("N1")), left=number_text(total.count("N2"))
            ),
            "late",
        ),
        Headline(
            percent(closing),
            _("had a trajectory, of those still on benefit"),
            _("{counts} clients").format(counts=of(closing)),
            _("Only those who are obliged and still on benefit after a year; exits do not help."),
        ),
        Headline(
            percent(work),
            _("of those who left went to work"),
            _("{counts} exits").format(counts=of(work)),
            _("That is {share} of all clients who entered.").format(
                share=percent(figures.share("exits/work_of_clients"))
            ),
        ),
    )


def standing_out(figures: SourceFigures) -> Points:
    """Return what a reader should notice."""
    phases = [key for key in figures.at("table2").names() if key != "total"]
    rates = {phase: figures.share(f"table2/{phase}/closed_rate") for phase in phases}
    low = min(phases, key=lambda phase: rates[phase].percentage)
    high = max(phases, key=lambda phase: rates[phase].percentage)
    total = figures.at("table2/total")
    return Points(
        _("What stands out"),
        (
            _("{low} is closed least, {low_rate}; {high} most, {high_rate}.").format(
                low=phase_label(low),
                low_rate=with_counts(rates[low]),
                high=phase_label(high).lower(),
                high_rate=with_counts(rates[high]),
            ),
            _(
                "Of the closed clients {left} left without a trajectory and {served} got one "
                "within a year."
            ).format(
                left=number_text(total.count("V3")),
                served=number_text(total.count("V1") + total.count("V2")),
            ),
            _(
                "The same clients are closed for {iwi}, {compliance} or {closing}, depending on "
                "who is counted."
            ).format(
                iwi=percent(total.share("closed_rate")),
                compliance=percent(total.share("compliance_ratio")),
                closing=percent(total.share("closing_ratio")),
            ),
        ),
        "good",
    )


def caveats(figures: SourceFigures) -> Points:
    """Return what the figures do not say."""
    aware = figures.at("table2/total/censoring_aware")
    return Points(
        _("Keep in mind"),
        (
            _("Every exit counts as closed, also moving away and ending for lack of information."),
            _(
                "{short} open clients were observed for less than a year and cannot be judged "
                "yet; of those observed for a whole year {rate} are closed."
            ).format(
                short=number_text(aware.count("not_assessable")),
                rate=percent(aware.share("closed_rate_fully_observed")),
            ),
            _(
                "Those with and without a trajectory may not be compared as if the trajectory "
                "made the difference: who left early could not get one."
            ),
        ),
        "soon",
    )
