"""``trede register settle-month``."""

from datetime import date
from typing import TYPE_CHECKING

import click

from trede.cli.opening import open_register
from trede.cli.progress import Steps
from trede.cli.register_options import help_with
from trede.cli.tables import text_table
from trede.language import translate as _

if TYPE_CHECKING:
    from trede.register.payments.month_run import MonthReport


class Month(click.ParamType[date]):
    """A month, written as 2026-03."""

    name = "month"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Read a month; complains in the language in use."""
        try:
            return date.fromisoformat(f"{value}-01")
        except ValueError:
            self.fail(
                _("'{value}' is no month; write it as 2026-03.").format(value=value), param, ctx
            )


@click.command(
    "settle-month",
    help=help_with(
        _(
            "Settle all contracts: make credit notes of what is to be taken back, and the invoices "
            "of contracts whose terms let the municipality make them (self_billing). Nothing is "
            "paid: two people approve. A run that was broken off goes on when it is run again."
        ),
        "trede register settle-month 2026-03",
    ),
)
@click.argument("month", type=Month())
def settle_month_command(month: date) -> None:
    open_register()
    from trede.register.payments.month_run import settle_month
    from trede.register.project.clock import today

    steps = Steps()
    report = settle_month(month, today(), None, steps)
    steps.done()
    _tell(report)


def _tell(report: "MonthReport") -> None:
    from trede.settlement.lines import Verdict
    from trede.settlement.sentences import euro_text, label

    rows = [
        (
            label("settlement_verdict", each.value),
            report.number[each],
            euro_text(report.amount[each]),
        )
        for each in Verdict
    ]
    click.echo(text_table((_("verdict"), _("number"), _("amount")), rows))
    click.echo()
    click.echo(
        _("Made: {invoices} invoices and {credits} credit notes, {lines} lines, {amount}.").format(
            invoices=report.invoices,
            credits=report.credits,
            lines=report.lines,
            amount=euro_text(report.cents),
        )
    )
    if report.without_provider:
        said = _("Nothing was made for {contracts}: no provider is on file for it.")
        click.echo(said.format(contracts=", ".join(report.without_provider)))
