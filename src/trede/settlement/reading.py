"""Reads contract terms from TOML: one document per version of a contract.

The format is described in ``docs/how-to/write-contract-terms.md``.
"""

import tomllib
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import cast, get_args

from trede.language import translate as _
from trede.settlement.consistency import check_together
from trede.settlement.entries import Entries, FaultyTermsError, read_text
from trede.settlement.terms import (
    BonusMalus,
    Caps,
    Fee,
    GroupTariff,
    NoCureLessPay,
    Norm,
    OffBenefit,
    Part,
    Policy,
    Premium,
    ReportDue,
    Rounding,
    Scheme,
    Share,
    StagedBonus,
    Suspends,
    Terms,
    Work,
)

MOST_MONTHS = 120
MOST_DAYS = 3650
MOST_CLIENTS = 1_000_000
PARTS_WITH_REPORT = ("intake", "progress", "phase", "aftercare")


def read_terms(files: Iterable[Path]) -> tuple[Terms, ...]:
    """Read contract documents and check that versions of one contract follow each other.

    Raises :class:`FaultyTermsError` naming file, entry, value and remedy.
    """
    return in_order([(file, parse_terms(read_text(file), file)) for file in files])


def in_order(found: Sequence[tuple[object, Terms]]) -> tuple[Terms, ...]:
    """Return terms by contract and start; raises where two versions hold on the same day."""
    ordered = sorted(found, key=lambda each: (each[1].contract_id, each[1].starts_on))
    for (_earlier, one), (where, next_one) in pairwise(ordered):
        if one.contract_id == next_one.contract_id and one.holds_on(next_one.starts_on):
            raise FaultyTermsError(
                where,
                "valid_from",
                next_one.starts_on,
                _("Version {version} holds on that day too: end it with valid_until.").format(
                    version=one.version
                ),
            )
    return tuple(terms for _where, terms in ordered)


def parse_terms(text: str, where: object) -> Terms:
    """Return the terms in a document; ``where`` names it in messages."""
    try:
        content = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise FaultyTermsError(
            where, _("the text"), _("no TOML: {why}").format(why=error), _("Mend that line.")
        ) from error
    entries = Entries(where, content)
    terms = _terms(entries)
    entries.finish()
    check_together(entries, terms)
    return terms


def _terms(entries: Entries) -> Terms:
    return Terms(
        contract_id=entries.text("contract"),
        version=entries.whole("version", 1, 1000),
        titles=entries.titles("title"),
        company=entries.text("company"),
        company_group=entries.text_or_none("company_group") or entries.text("company"),
        scheme=cast("Scheme", entries.choice("scheme", get_args(Scheme))),
        policy=cast("Policy", entries.whole("premium_policy", 1, 2)),
        starts_on=entries.day("valid_from"),
        ends_on=entries.day_or_none("valid_until"),
        source=entries.text("source"),
        vat_percent=entries.whole("vat_percent", 0, 100),
        fees=tuple(_fee(each) for each in entries.tables("fees")),
        premiums=tuple(_premium(each) for each in entries.tables("premiums")),
        no_cure_less_pay=_no_cure_less_pay(entries.table("no_cure_less_pay")),
        bonus_malus=_bonus_malus(entries.table("bonus_malus")),
        pay_a_little=_staged(entries.table("pay_a_little")),
        missing_signature_suspends=cast(
            "Suspends",
            entries.choice("missing_signature_suspends", get_args(Suspends), "nothing"),
        ),
        reports=tuple(_report(each) for each in entries.tables("reports")),
        caps=_caps(entries.table("caps")),
        norms=tuple(_norm(each) for each in entries.tables("norms")),
    )


def _fee(entries: Entries) -> Fee:
    part = cast("Part", entries.choice("part", get_args(Part)))
    if part in PARTS_WITH_REPORT and not entries.has("report"):
        raise entries.refuse("report", _("Name the report that proves this part of the work."))
    fee = Fee(
        name=entries.text("name"),
        titles=entries.titles("title"),
        part=part,
        cents=entries.cents("amount"),
        report=entries.text_or_none("report"),
        activity=entries.text_or_none("activity"),
        at_most=entries.whole_or_none("at_most", 1, MOST_CLIENTS),
        work=_work(entries.table("work")),
        group_tariffs=tuple(_tariff(each) for each in entries.tables("group_tariffs")),
    )
    if part == "placement" and fee.work is None:
        raise entries.refuse("work", _("Say in a table [fees.work] what work counts."))
    entries.finish()
    return fee


def _tariff(entries: Entries) -> GroupTariff:
    tariff = GroupTariff(entries.whole("from_client", 2, MOST_CLIENTS), entries.cents("amount"))
    entries.finish()
    return tariff


def _premium(entries: Entries) -> Premium:
    lowered = entries.table("fees_become")
    premium = Premium(
        name=entries.text("name"),
        titles=entries.titles("title"),
        cents=entries.cents("amount"),
        cents_if_partly_off=entries.cents_or_none("amount_if_partly_off_benefit"),
        activity=entries.text_or_none("activity"),
        evidence=entries.codes("evidence", "evidence_kind"),
        all_evidence=entries.choice("evidence_demanded", ("one", "all"), "one") == "all",
        claim_within_months=entries.whole_or_none("claim_within_months", 0, MOST_MONTHS),
        work=_work(entries.table("work")),
        fees_become={} if lowered is None else {n: lowered.cents(n) for n in lowered.names()},
    )
    if premium.work is None and not premium.evidence:
        raise entries.refuse("work", _("Say in [premiums.work] what work counts, or in evidence."))
    partly = premium.cents_if_partly_off
    if partly is not None and (premium.work is None or premium.work.off_benefit != "fully"):
        raise entries.refuse(
            "amount_if_partly_off_benefit",
            _('It goes with off_benefit = "fully" in [premiums.work]: add that, or leave it out.'),
        )
    entries.finish()
    return premium


def _work(entries: Entries | None) -> Work | None:
    if entries is None:
        return None
    work = Work(
        kinds=entries.choices("kinds", ("regular", "subsidised"), ("regular",)),
        financed_by=entries.codes("financed_by", "financed_by", ("employer",)),
        weekly_hours=entries.whole("weekly_hours", 0, 60, 0),
        months=entries.whole("months", 0, MOST_MONTHS, 0),
        longest_gap_days=entries.whole("longest_gap_days", 0, MOST_DAYS, 0),
        off_benefit=cast(
            "OffBenefit", entries.choice("off_benefit", get_args(OffBenefit), "not_asked")
        ),
        within_months=entries.whole_or_none("within_months_of_start", 1, MOST_MONTHS),
        verified=entries.yes_no("verified", default=True),
    )
    if work.within_months is not None and work.months > work.within_months:
        raise entries.refuse(
            "within_months_of_start",
            _("Nobody can reach {months} months of work in it: make it longer.").format(
                months=work.months
            ),
        )
    entries.finish()
    return work


def _demanded_work(entries: Entries) -> Work:
    work = _work(entries.table("work"))
    if work is None:
        raise entries.refuse("work", _("Say in a table of that name what work counts."))
    return work


def _no_cure_less_pay(entries: Entries | None) -> NoCureLessPay | None:
    if entries is None:
        return None
    effort = entries.whole("effort_percent", 0, 100)
    agreed = NoCureLessPay(
        cents=entries.cents("price"),
        effort_percent=effort,
        results=tuple(_share(each, effort) for each in entries.tables("results")),
        activity=entries.text_or_none("activity"),
    )
    if not agreed.results:
        raise entries.refuse("results", _("Say in [[no_cure_less_pay.results]] what a result is."))
    entries.finish()
    return agreed


def _share(entries: Entries, effort: int) -> Share:
    share = Share(
        name=entries.text("name"),
        titles=entries.titles("title"),
        percent=entries.whole("percent", effort, 100),
        work=_demanded_work(entries),
    )
    entries.finish()
    return share


def _bonus_malus(entries: Entries | None) -> BonusMalus | None:
    if entries is None:
        return None
    agreed = BonusMalus(
        target_percent=entries.whole("target_percent", 0, 100),
        bonus_cents=entries.cents("bonus"),
        malus_cents=entries.cents("malus"),
        rounding=cast("Rounding", entries.choice("target_rounding", get_args(Rounding))),
        settled_after_months=entries.whole("settled_after_months", 0, MOST_MONTHS),
        work=_demanded_work(entries),
    )
    entries.finish()
    return agreed


def _staged(entries: Entries | None) -> StagedBonus | None:
    if entries is None:
        return None
    minimum = entries.whole("minimum_percent", 0, 100)
    agreed = StagedBonus(
        minimum_percent=minimum,
        small_cents=entries.cents("small_bonus"),
        target_percent=entries.whole("target_percent", minimum, 100),
        big_cents=entries.cents("big_bonus"),
        settled_after_months=entries.whole("settled_after_months", 0, MOST_MONTHS),
        work=_demanded_work(entries),
    )
    entries.finish()
    return agreed


def _report(entries: Entries) -> ReportDue:
    due = entries.choice("due", ("after_start", "every", "after_end"))
    report = ReportDue(
        name=entries.text("name"),
        titles=entries.titles("title"),
        months=None if due == "after_end" else entries.whole("months", 0 + (due == "every"), 120),
        repeated=due == "every",
        within_days=entries.whole("within_days", 0, MOST_DAYS),
        holds_payment=entries.yes_no("holds_payment", default=False),
    )
    entries.finish()
    return report


def _caps(entries: Entries | None) -> Caps:
    if entries is None:
        return Caps()
    caps = Caps(
        per_client_cents=entries.cents_or_none("per_client"),
        per_year_cents=entries.cents_or_none("per_year"),
        per_contract_cents=entries.cents_or_none("per_contract"),
    )
    entries.finish()
    return caps


def _norm(entries: Entries) -> Norm:
    norm = Norm(entries.text("name"), entries.titles("title"), entries.whole("percent", 0, 100))
    entries.finish()
    return norm
