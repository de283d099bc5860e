"""Contracts and cost of a dossier."""

from fractions import Fraction

from trede.language import translate as _
from trede.measures.figures import FigureRow
from trede.publishers.cells import WITHHELD, count, count_or_withheld, euros, share, things, words
from trede.publishers.charts.bar_pairs import Pair, Side, pairs_beside
from trede.publishers.charts.palette import AMBER, DEEP
from trede.publishers.documents import Chart, Column, Row, Section, Table
from trede.publishers.numbers import number_text
from trede.publishers.reports.amsterdam_2007.contracts import class_label
from trede.publishers.reports.cost_per_success import CostPerSuccess
from trede.publishers.reports.phrases import million, withheld_note
from trede.publishers.reproduction.calculator import Calculator
from trede.publishers.suppression import DisclosedRow, suppress

_CENTS = 100
_MILLION = 1_000_000
_BANDS = ("0", "0-10", "10-20", "20-35", "35-100")


def count_cost(calculator: Calculator, threshold: int) -> CostPerSuccess | None:
    """Return the cost per success; none if there are no successes or too few to tell."""
    total = calculator.total("cost_per_success")
    direct = calculator.total("direct_cost_per_success")
    exits = total.denominator or 0
    if exits < max(threshold, 1) or not total.numerator:
        return None
    spent = Fraction(total.numerator, _CENTS)
    return CostPerSuccess(spent, Fraction(direct.numerator, _CENTS), exits)


def cost_section(cost: CostPerSuccess) -> Section:
    """Return what one success cost, drawn beside the direct cost."""
    amounts = {
        _("cost per success"): cost.total,
        _("direct cost of the successes"): cost.direct,
    }
    table = Table(
        "cost-per-success",
        _("Cost per success and direct cost"),
        (
            Column("", numeric=False),
            Column(_("cost")),
            Column(_("exits to work")),
            Column(_("per exit")),
        ),
        tuple(
            Row((words(label), euros(amount), count(cost.exits), euros(amount / cost.exits)))
            for label, amount in amounts.items()
        ),
        definition=_("Clients with a benefit who completed an activity."),
        sheet=_("Cost per success"),
    )
    chart = Chart("cost-per-success-chart", cost.drawing(), cost.sentence(), table)
    return Section("cost", _("What did one success cost?"), (chart,))


def contracts_section(calculator: Calculator, threshold: int) -> Section | None:
    """Return contracts by result with their cost; none if the dossier has no contracts."""
    names = ("contract_exit_rate", "contract_cost")
    found = calculator.counts(names, by=("band",))
    contracts = calculator.counts(["contracts_by_band"], by=("band",))["contracts_by_band"]
    clients = suppress(list(found["contract_exit_rate"].values()), threshold)
    by_band = {str(row.group[0]): row for row in clients if row.group[0] in _BANDS}
    if not by_band:
        return None
    cost = {
        band: Fraction(found["contract_cost"][band,].numerator, _CENTS)
        for band, row in by_band.items()
        if row.denominator is not None
    }
    numbers = {band: contracts.get((band,), FigureRow((), 0, 0)).numerator for band in by_band}
    chart = _contracts_chart(by_band, numbers, cost)
    title = _("Which contracts work, and where did the money go?")
    return Section("contracts", title, (chart,))


def _contracts_chart(
    clients: dict[str, DisclosedRow], numbers: dict[str, int], cost: dict[str, Fraction]
) -> Chart:
    ordered = [band for band in _BANDS if band in clients]
    total = sum(cost.values(), Fraction(0))
    low = sum((cost.get(band, Fraction(0)) for band in _BANDS[:2]), Fraction(0))
    sentence = _(
        "{spent} of {total} went to contracts of which at most a tenth left for work."
    ).format(spent=million(low), total=million(total))
    drawing = pairs_beside(
        _("Contracts by the share of clients who left for work"),
        sentence,
        (Side(_("number of contracts"), DEEP), Side(_("cost"), AMBER)),
        [
            Pair(
                class_label(band),
                (numbers[band], float(cost.get(band, 0)) / _MILLION),
                (number_text(numbers[band]), million(cost[band]) if band in cost else "*"),
            )
            for band in ordered
        ],
    )
    table = _contracts_table(clients, numbers, cost)
    return Chart("contracts-chart", drawing, sentence, table)


def _contracts_table(
    clients: dict[str, DisclosedRow], numbers: dict[str, int], cost: dict[str, Fraction]
) -> Table:
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
        ),
        tuple(
            Row(
                (
                    words(class_label(band)),
                    things(numbers[band]),
                    count_or_withheld(clients[band].denominator),
                    count_or_withheld(clients[band].numerator),
                    WITHHELD
                    if clients[band].hidden
                    else share(clients[band].numerator or 0, clients[band].denominator, 1),
                    euros(cost[band]) if band in cost else WITHHELD,
                )
            )
            for band in _BANDS
            if band in clients
        ),
        definition=_(
            "A client counts on every contract, with or without a benefit. The result of a "
            "contract is the share of its clients who left for work."
        ),
        notes=withheld_note(any(row.hidden for row in clients.values())),
        sheet=_("Contracts"),
    )
