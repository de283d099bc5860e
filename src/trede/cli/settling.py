"""``trede settle``."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from trede.cli.answer_forms import chosen_form, csv_of
from trede.cli.options import FILE, FOLDER
from trede.cli.tables import text_table
from trede.dossier.storage import Dossier
from trede.errors import UsageError
from trede.language import in_language
from trede.language import translate as _
from trede.publishers.settlements import lines_table, settlement_workbook
from trede.settlement.dossiers import facts_of, terms_of
from trede.settlement.facts import Facts
from trede.settlement.guards import Rules
from trede.settlement.ledgers import read_ledger
from trede.settlement.lines import Alert, Line, Settlement, Verdict
from trede.settlement.reading import read_terms
from trede.settlement.sentences import alert_sentence, euro_text, label, line_sentence
from trede.settlement.settling import settle
from trede.settlement.terms import Terms

FORMS = ("table", "json", "csv", "xlsx")


class NoTermsError(UsageError):
    """Neither the command nor the dossier names contract terms."""

    def __init__(self, dossier: Path) -> None:
        super().__init__(
            _(
                "{dossier} holds no contract terms: name the documents, as in "
                "`trede settle terms/*.toml --dossier {dossier} --as-of 2006-10-01`."
            ).format(dossier=dossier)
        )


@click.command(
    "settle",
    help=_("Say for each amount of a contract whether it is due, held or refused, and why.")
    + "\n\n"
    + _(
        "TERMS are contract documents; without them those in the dossier are taken. Nothing is "
        "paid: fill in the column paid_on of the csv file, and give it with --paid next time."
    )
    + "\n\n"
    + _("Example: {example}").format(
        example="trede settle terms/*.toml --dossier D --as-of 2006-10-01 --output lines.csv"
    ),
)
@click.argument("terms", nargs=-1, metavar=_("[TERMS]..."), type=FILE)
@click.option("--dossier", required=True, type=FOLDER, help=_("The dossier."))
@click.option(
    "--as-of",
    required=True,
    metavar=_("DATE"),
    help=_("The day of the settlement: nothing that happened later counts (yyyy-mm-dd)."),
)
@click.option("--paid", type=FILE, help=_("Ledger of what was paid before (csv)."))
@click.option(
    "--policy",
    type=click.Choice(["1", "2"]),
    show_default=_("as agreed in each contract"),
    help=_("Premium policy: 2 never pays for work that the municipality pays."),
)
@click.option("--lines", "every", is_flag=True, help=_("Show every line, not a summary."))
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    show_default=_("what the name of the file asks for, else table"),
    help=_("Form of the answer; xlsx needs a file."),
)
@click.option("--output", type=FILE, help=_("Write to this file instead of the screen."))
def settle_command(
    terms: tuple[Path, ...],
    dossier: Path,
    as_of: str,
    paid: Path | None,
    policy: str | None,
    every: bool,
    form: str | None,
    output: Path | None,
) -> None:
    day, form = _day(as_of), chosen_form(form, output)
    if form not in FORMS:
        raise UsageError(_("A settlement is written as {known}.").format(known=", ".join(FORMS)))
    opened = Dossier(dossier)
    stored = terms_of(opened)
    agreed = read_terms(terms) if terms else stored
    if not agreed:
        raise NoTermsError(dossier)
    facts = facts_of(opened)
    if paid is not None:
        facts = replace(facts, payments=(*facts.payments, *read_ledger(paid)))
    rules = Rules(policy=2 if policy == "2" else 1 if policy == "1" else None)
    found = _settled(agreed, stored, facts, day, rules)
    content = _content(found, agreed, form, every=every)
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        output.write_bytes(content)


def _settled(
    agreed: Sequence[Terms], stored: Sequence[Terms], facts: Facts, day: date, rules: Rules
) -> Settlement:
    """Return the settlement of the contracts asked for.

    The other contracts in the dossier are looked at too: a like activity may be paid under one.
    """
    asked = {each.contract_id for each in agreed}
    others = [each for each in stored if each.contract_id not in asked]
    return settle([*agreed, *others], facts, day, rules).of(asked)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(_('"{text}" is no date (yyyy-mm-dd).').format(text=text)) from error


def _content(found: Settlement, terms: Sequence[Terms], form: str, *, every: bool) -> bytes:
    if form == "csv":
        return csv_of(lines_table(found))
    if form == "xlsx":
        return settlement_workbook(found, terms)
    if form == "json":
        alerts = [_alert_json(alert) for alert in found.alerts]
        content = {
            "as_of": found.day,
            "lines": lines_table(found).to_pylist(),
            "alerts": alerts,
        }
        return (json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n").encode()
    return ("\n".join(_text(found, terms, every=every)) + "\n").encode()


def _alert_json(alert: Alert) -> dict[str, object]:
    return {
        "alert": alert.code,
        "person_id": alert.person_id,
        "contracts": list(alert.contracts),
        "amount": alert.cents / 100,
        "since": alert.since,
        "explanation": alert_sentence(alert),
    }


def _text(found: Settlement, terms: Sequence[Terms], *, every: bool) -> Iterable[str]:
    for contract, version in {each.contract_id: each for each in terms}.items():
        yield f"{contract}: {in_language(version.titles)} ({version.company})"
        own = [line for line in found.lines if line.key.contract_id == contract]
        if not own:
            yield _("Nothing is due, held or refused.")
        else:
            yield _every_line(own) if every else _summary(own)
        yield ""
    alerts = Counter(label("settlement_reason", alert.code) for alert in found.alerts)
    money = dict.fromkeys(alerts, 0)
    for alert in found.alerts:
        money[label("settlement_reason", alert.code)] += alert.cents
    if alerts:
        rows = [(name, number, euro_text(money[name])) for name, number in sorted(alerts.items())]
        yield text_table((_("alert"), _("number"), _("amount")), rows)
        yield ""
    yield (
        "; ".join(
            f"{label('settlement_verdict', each.value)} {euro_text(found.cents(each))}"
            for each in Verdict
        )
        + "."
    )


def _summary(lines: Iterable[Line]) -> str:
    """Return the lines added up by verdict, term and reason."""
    numbers: Counter[tuple[int, str, str]] = Counter()
    cents: Counter[tuple[int, str, str]] = Counter()
    order = list(Verdict)
    for line in lines:
        key = (
            order.index(line.verdict),
            in_language(line.titles),
            label("settlement_reason", line.reason.code),
        )
        numbers[key] += 1
        cents[key] += line.cents
    rows = [
        (
            label("settlement_verdict", order[verdict].value),
            term,
            reason,
            numbers[verdict, term, reason],
            euro_text(cents[verdict, term, reason]),
        )
        for verdict, term, reason in sorted(numbers)
    ]
    heading = (_("verdict"), _("what for"), _("why"), _("number"), _("amount"))
    return text_table(heading, rows)


def _every_line(lines: Iterable[Line]) -> str:
    heading = (_("verdict"), _("participation"), _("what for"), _("amount"), _("why"))
    order = list(Verdict)
    rows = [
        (
            label("settlement_verdict", line.verdict.value),
            line.key.participation_id or line.key.period,
            in_language(line.titles),
            euro_text(line.cents),
            line_sentence(line),
        )
        for line in sorted(lines, key=lambda one: (order.index(one.verdict), str(one.key)))
    ]
    return text_table(heading, rows)
