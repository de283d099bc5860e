"""The ratios of both sources side by side."""

from collections.abc import Mapping

from trede.language import translate as _
from trede.publishers.cells import share, words
from trede.publishers.charts.bar_pairs import Pair, Side, pairs_under
from trede.publishers.charts.palette import DEEP, PALE
from trede.publishers.documents import Cell, Chart, Column, Row, Section, Table
from trede.publishers.reports.phrases import percent, with_counts
from trede.publishers.reports.shares_table import SharesTable
from trede.publishers.reports.source_figures import SourceFigures

_ALL = 100


def ratios_section(towns: Mapping[str, SourceFigures]) -> Section:
    """Return the closing ratios as a chart and all five ratios as a table."""
    return Section(
        "ratios",
        _("How far are the two sources apart?"),
        (_closing_chart(towns), _ratios_table(towns)),
    )


def _closing_chart(towns: Mapping[str, SourceFigures]) -> Chart:
    shares = {
        name: (town.share("central/closing_ratio"), town.share("local/total/closing_ratio"))
        for name, town in towns.items()
    }
    parts = [
        _("{municipality} from {central} to {local}").format(
            municipality=name, central=percent(central), local=percent(local)
        )
        for name, (central, local) in shares.items()
    ]
    sentence = _("Closing ratio, national register and own files: {list}.").format(
        list=", ".join(parts)
    )
    sides = (Side(_("national"), PALE), Side(_("own files"), DEEP))
    drawing = pairs_under(
        _("Obliged clients still on benefit after a year who have a trajectory"),
        sentence,
        sides,
        [
            Pair(
                name,
                (central.percentage, local.percentage),
                (with_counts(central), with_counts(local)),
            )
            for name, (central, local) in shares.items()
        ],
        _ALL,
    )
    table = SharesTable(
        "closing-ratio",
        _("Closing ratio by source"),
        _("Municipality"),
        _("with a trajectory"),
        of=_("obliged"),
        decimals=0,
    ).table(
        tuple(shares),
        {side.title: [pair[index] for pair in shares.values()] for index, side in enumerate(sides)},
    )
    return Chart("closing-ratio-chart", drawing, sentence, table)


def _ratios_table(towns: Mapping[str, SourceFigures]) -> Table:
    ratios = {
        "compliance_ratio": _("compliance ratio"),
        "long_term_ratio": _("long-term ratio"),
        "closing_ratio": _("closing ratio"),
        "exit_ratio_with_trajectory": _("exit ratio with a trajectory"),
        "exit_ratio_without_trajectory": _("exit ratio without a trajectory"),
    }
    return Table(
        "all-ratios",
        _("Five ratios by source"),
        (
            Column(_("Ratio"), numeric=False),
            *(
                Column(title, group=name)
                for name in towns
                for title in (_("national"), _("own files"))
            ),
        ),
        tuple(Row((words(label), *_both_sides(towns, ratio))) for ratio, label in ratios.items()),
        definition=_(
            "Compliance ratio: left or with a trajectory within a year, of all inflow. Long-term "
            "ratio: still on benefit after a year, of all inflow. Closing ratio: with a "
            "trajectory, of the obliged still on benefit. Exit ratio: left on the day of "
            "measurement, of those obliged with (without) a trajectory."
        ),
        notes=(
            _("Three different questions: never set a compliance ratio beside a closing ratio."),
        ),
    )


def _both_sides(towns: Mapping[str, SourceFigures], ratio: str) -> list[Cell]:
    found = [
        town.share(f"{side}/{ratio}")
        for town in towns.values()
        for side in ("central", "local/total")
    ]
    return [share(each.numerator, each.denominator) for each in found]
