"""The first page: exits to work, cost per success, and contracts that bring little."""

from fractions import Fraction

from trede.language import translate as _
from trede.publishers.documents import Headline, Points
from trede.publishers.numbers import number_text
from trede.publishers.reports.cost_per_success import CostPerSuccess
from trede.publishers.reports.phrases import million, of, percent, with_counts
from trede.publishers.reports.source_figures import Share, SourceFigures

LOW_CLASSES = ("0", "0-10")
"""Classes of contracts of which at most a tenth of the clients left for work."""


def completers_to_work(tables: SourceFigures) -> Share:
    """Return who left for work, of the clients with a completed activity."""
    return Share(
        tables.count("4.16/ended_work/completed"),
        tables.count("4.16/subtotal_with_benefit/completed"),
    )


def cost_of_success(tables: SourceFigures) -> CostPerSuccess:
    """Return what a success cost."""
    return CostPerSuccess(
        tables.number("cost_per_success/total_cost_with_benefit") or Fraction(0),
        tables.number("5.8/ended_work/cost") or Fraction(0),
        tables.count("cost_per_success/exits"),
    )


def low_contracts(tables: SourceFigures) -> tuple[Share, Fraction, Fraction]:
    """Return how many contracts bring little, what they cost, and what all contracts cost."""
    contracts = sum(tables.count(f"4.17/{name}/contracts") for name in LOW_CLASSES)
    spent = sum(
        (tables.number(f"5.9/{name}/cost") or Fraction(0) for name in LOW_CLASSES), Fraction(0)
    )
    total = tables.number("5.9/total/cost") or Fraction(0)
    return Share(contracts, tables.count("4.17/total/contracts")), spent, total


def headlines(tables: SourceFigures) -> tuple[Headline, ...]:
    """Return the main figures with their counts and what they mean."""
    work = Share(tables.count("4.6/total/exited_to_work"), tables.count("4.6/total/begin"))
    completers = completers_to_work(tables)
    contracts, spent, total = low_contracts(tables)
    return (
        Headline(
            percent(work, 1),
            _("left benefit for work"),
            _("{counts} clients").format(counts=of(work)),
            _("Registered exits to work in the period, with or without a trajectory."),
        ),
        Headline(
            percent(completers),
            _("of those who completed a trajectory left for work"),
            _("{counts} clients").format(counts=of(completers)),
            _("Not an effect of the trajectory: some would have found work without it."),
        ),
        cost_of_success(tables).headline("late"),
        Headline(
            percent(_share_of_money(spent, total)),
            _("of contract money went to contracts that bring little"),
            _("{spent} of {total}").format(spent=million(spent), total=million(total)),
            _("{contracts} contracts: at most one in ten clients left for work.").format(
                contracts=of(contracts)
            ),
            "soon",
        ),
    )


def _share_of_money(part: Fraction, whole: Fraction) -> Share:
    return Share(int(part), int(whole))


def standing_out(tables: SourceFigures) -> Points:
    """Return what a reader should notice."""
    staying = Share(
        tables.count("4.16/not_ended/completed"),
        tables.count("4.16/subtotal_with_benefit/completed"),
    )
    best = Share(tables.count("4.17/35-100/contracts"), tables.count("4.17/total/contracts"))
    months = tables.number("cost_per_success/payback_months") or Fraction(0)
    exempt = Share(tables.count("4.8/total_waivers/total"), tables.count("4.8/total_clients/total"))
    return Points(
        _("What stands out"),
        (
            _("Of those who completed a trajectory {share} were still on benefit.").format(
                share=with_counts(staying)
            ),
            _(
                "Only {contracts} contracts bring more than a third of their clients to work; they "
                "cost {cost}."
            ).format(contracts=of(best), cost=million(tables.number("5.9/35-100/cost"))),
            _("A success is paid back after {months} months without benefit.").format(
                months=number_text(months, 1)
            ),
            _("{share} of the clients are exempt from the duty to work.").format(
                share=with_counts(exempt)
            ),
        ),
        "good",
    )


def caveats(tables: SourceFigures) -> Points:
    """Return what the figures do not say."""
    several = tables.count("supplement/clients_on_more_than_one_contract")
    return Points(
        _("Keep in mind"),
        (
            _(
                "Contract figures count a client on every contract ({several} clients are on more "
                "than one) and may not be compared with figures per client."
            ).format(several=number_text(several)),
            _("Gross results: nobody knows how many would have left without a trajectory."),
            _(
                "The registered cause of exit is often not what was found later; see the last "
                "chart."
            ),
        ),
        "soon",
    )
