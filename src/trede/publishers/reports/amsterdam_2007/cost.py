"""What was spent, and what one success cost."""

from fractions import Fraction

from trede.language import translate as _
from trede.publishers.cells import count, euros, words
from trede.publishers.charts.bars import Length, bars
from trede.publishers.documents import Chart, Column, Row, Section, Table
from trede.publishers.reports.amsterdam_2007.first_page import cost_of_success
from trede.publishers.reports.phrases import million
from trede.publishers.reports.source_figures import SourceFigures

_MILLION = 1_000_000


def cost_section(tables: SourceFigures) -> Section:
    """Return the cost per success and the spending by kind."""
    return Section("cost", _("What did one success cost?"), (_success(tables), _spending(tables)))


def _success(tables: SourceFigures) -> Chart:
    cost = cost_of_success(tables)
    table = _cost_by_result(tables)
    return Chart("cost-per-success-chart", cost.drawing(), cost.sentence(), table)


def _cost_by_result(tables: SourceFigures) -> Table:
    groups = {
        "ended_work": _("left for work"),
        "ended_other": _("left for another reason"),
        "not_ended": _("still on benefit"),
        "subtotal_with_benefit": _("all with a benefit"),
        "without_benefit": _("clients without benefit"),
        "total": _("all clients with a completed activity"),
    }
    return Table(
        "cost-by-result",
        _("Cost of clients who completed an activity"),
        (
            Column("", numeric=False),
            Column(_("clients")),
            Column(_("cost")),
            Column(_("per client")),
        ),
        tuple(
            Row(
                (
                    words(label),
                    count(tables.count(f"5.8/{name}/clients")),
                    euros(tables.number(f"5.8/{name}/cost")),
                    euros(tables.number(f"5.8/{name}/avg")),
                ),
                total=name in ("subtotal_with_benefit", "total"),
            )
            for name, label in groups.items()
        ),
        definition=_("Participations, postings and wage subsidies up to the end of the period."),
        sheet=_("Cost per client"),
    )


def _spending(tables: SourceFigures) -> Chart:
    kinds = {
        name: _kind_label(name)
        for name in tables.at("5.5").names()
        if name not in ("gross", "revenue", "net")
    }
    amounts = {name: tables.number(f"5.5/{name}") or Fraction(0) for name in kinds}
    gross = tables.number("5.5/gross") or Fraction(0)
    revenue = tables.number("5.5/revenue") or Fraction(0)
    net = tables.number("5.5/net") or Fraction(0)
    sentence = _(
        "{gross} was spent; hirers paid {revenue} of it back, so the net cost is {net}."
    ).format(gross=million(gross), revenue=million(revenue), net=million(net))
    drawing = bars(
        _("Where the money went"),
        sentence,
        [
            Length(label, float(amounts[name]) / _MILLION, million(amounts[name]))
            for name, label in kinds.items()
        ],
    )
    totals = ((_("gross"), gross), (_("paid by hirers"), -revenue), (_("net"), net))
    table = Table(
        "spending",
        _("Cost of reintegration"),
        (Column(_("Kind"), numeric=False), Column(_("cost"))),
        (
            *(Row((words(label), euros(amounts[name]))) for name, label in kinds.items()),
            *(Row((words(label), euros(amount)), total=True) for label, amount in totals),
        ),
    )
    return Chart("spending-chart", drawing, sentence, table)


def _kind_label(name: str) -> str:
    kind, _underscore, rest = name.partition("_")
    if kind == "subsidies":
        return _("wage subsidies {years}").format(years=rest.replace("_", "–"))
    labels = {
        "contracts_bvs": _("contracts of the social service"),
        "contracts_m2000": _("contracts of the work company"),
        "postings": _("postings"),
    }
    return labels.get(name, name)
