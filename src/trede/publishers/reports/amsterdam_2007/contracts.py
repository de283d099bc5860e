"""Contracts by result: how many there are, and where the money went."""

from fractions import Fraction

from trede.language import translate as _
from trede.publishers.cells import count, euros, share, things, words
from trede.publishers.charts.bar_pairs import Pair, Side, pairs_beside
from trede.publishers.charts.palette import AMBER, DEEP
from trede.publishers.documents import Chart, Column, Row, Section, Table
from trede.publishers.numbers import number_text
from trede.publishers.reports.amsterdam_2007.first_page import low_contracts
from trede.publishers.reports.phrases import million, of, percent
from trede.publishers.reports.source_figures import Share, SourceFigures

_MILLION = 1_000_000


def class_label(name: str) -> str:
    """Return the name of a class of contracts by the share of clients who left for work."""
    if name == "total":
        return _("all contracts")
    low, _dash, high = name.partition("-")
    if not high:
        return _("nobody to work")
    if high == "100":
        return _("{low}% or more to work").format(low=low)
    return _("{low} to {high}% to work").format(low=low, high=high)


def contracts_section(tables: SourceFigures) -> Section:
    """Return contracts by result class, with their number and their cost."""
    classes = [name for name in tables.at("4.17").names() if name != "total"]
    amounts = {name: tables.number(f"5.9/{name}/cost") or Fraction(0) for name in classes}
    contracts, spent, total = low_contracts(tables)
    sentence = _(
        "{contracts} contracts bring at most a tenth of their clients to work; {share} of the "
        "money went to them ({spent} of {total})."
    ).format(
        contracts=of(contracts),
        share=percent(Share(int(spent), int(total))),
        spent=million(spent),
        total=million(total),
    )
    drawing = pairs_beside(
        _("Contracts by the share of clients who left for work"),
        sentence,
        (Side(_("number of contracts"), DEEP), Side(_("cost"), AMBER)),
        [
            Pair(
                class_label(name),
                (tables.count(f"4.17/{name}/contracts"), float(amounts[name]) / _MILLION),
                (number_text(tables.count(f"4.17/{name}/contracts")), million(amounts[name])),
            )
            for name in classes
        ],
    )
    chart = Chart("contracts-chart", drawing, sentence, _table(tables))
    return Section("contracts", _("Which contracts work, and where did the money go?"), (chart,))


def _table(tables: SourceFigures) -> Table:
    return Table(
        "contracts-by-result",
        _("Contracts by result and cost"),
        (
            Column(_("Result of the contract"), numeric=False),
            Column(_("contracts")),
            Column(_("clients on contracts")),
            Column(_("left for work")),
            Column("%"),
            Column(_("cost")),
            Column(_("cost per exit to work")),
        ),
        tuple(
            Row(
                (
                    words(class_label(name)),
                    things(tables.count(f"5.9/{name}/contracts")),
                    count(tables.count(f"5.9/{name}/clients")),
                    count(tables.count(f"5.9/{name}/exited_to_work")),
                    share(
                        tables.count(f"5.9/{name}/exited_to_work"),
                        tables.count(f"5.9/{name}/clients"),
                        1,
                    ),
                    euros(tables.number(f"5.9/{name}/cost")),
                    euros(tables.number(f"5.9/{name}/avg_cost_per_exit")),
                ),
                total=name == "total",
            )
            for name in tables.at("5.9").names()
        ),
        definition=_(
            "A client counts on every contract, with or without a benefit. The result of a "
            "contract is the share of its clients who left for work."
        ),
        sheet=_("Contracts"),
    )
