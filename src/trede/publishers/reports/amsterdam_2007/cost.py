"""What was spent, and what one success cost."""

from fractions import Fraction

from trede.language import translate as _
from trede.publishers.cells import count, euros, words
from trede.publishers.charts.bars import Length, bars
from trede.publishers.charts.number_comparison import Amount, number_comparison
from trede.publishers.charts.palette import AMBER, DEEP
from trede.publishers.documents import Chart, Column, Row, Section, Table
from trede.publishers.numbers import euro_text, number_text
from trede.publishers.reports.amsterdam_2007.first_page import cost_of_success, million
from trede.publishers.reports.source_figures import SourceFigures

_MILLION = 1_000_000


def cost_section(tables: SourceFigures) -> Section:
    """Return the cost per success and the spending by kind."""
    return Section("cost", _("What did one success cost?"), (_success(tables), _spending(tables)))


def _success(tables: SourceFigures) -> Chart:
    total = tables.number("cost_per_success/total_cost_with_benefit")
    exits = tables.count("cost_per_success/exits")
    full = cost_of_success(tables)
    direct = tables.number("cost_per_success/direct_cost_per_success") or Fraction(0)
    sentence = _(
        "A success costs {full}: all that was spent on clients who completed an activity, divided "
        "by those who left for work. The {direct} that is often quoted leaves out what was spent "
        "on everyone else."
    ).format(full=euro_text(full), direct=euro_text(direct))
    drawing = number_comparison(
        _("Two amounts that are easily confused"),
        sentence,
        (
            Amount(
                float(full),
                euro_text(full),
                _("cost per success"),
                _("{total} for all who completed, divided by {exits} exits to work").format(
                    total=million(total), exits=number_text(exits)
                ),
                DEEP,
            ),
            Amount(
                float(direct),
                euro_text(direct),
                _("direct cost of the successes"),
                _("only what was spent on those who left for work themselves"),
                AMBER,
            ),
        ),
    )
    groups = {
        "ended_work": _("left for work"),
        "ended_other": _("left for another reason"),
        "not_ended": _("still on benefit"),
        "subtotal_with_benefit": _("all with a benefit"),
        "without_benefit": _("clients without benefit"),
        "total": _("all clients with a completed activity"),
    }
    table = Table(
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
        definition=_("Participations, postings and wage subsidies up to 30 June 2006."),
    )
    return Chart("cost-per-success-chart", drawing, sentence, table)


def _spending(tables: SourceFigures) -> Chart:
    kinds = {
        "contracts_bvs": _("contracts of the social service"),
        "contracts_m2000": _("contracts of the work company"),
        "subsidies_2004_2005": _("wage subsidies 2004 and 2005"),
        "subsidies_2006": _("wage subsidies 2006"),
        "postings": _("postings"),
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
