"""Reads what contract terms are made of: fees, premiums, shares, bonuses, reports, caps, norms."""

from typing import cast, get_args

from trede.language import translate as _
from trede.settlement.entries import Entries
from trede.settlement.terms import (
    BonusMalus,
    Caps,
    Fee,
    GroupTariff,
    NoCureLessPay,
    Norm,
    OffBenefit,
    Part,
    Premium,
    ReportDue,
    Rounding,
    Share,
    StagedBonus,
    Work,
)

MOST_MONTHS = 120
MOST_DAYS = 3650
MOST_CLIENTS = 1_000_000
PARTS_WITH_REPORT = ("intake", "progress", "phase", "aftercare")


def fee_of(entries: Entries) -> Fee:
    """Read a part of the fee."""
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


def premium_of(entries: Entries) -> Premium:
    """Read a premium."""
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


def no_cure_less_pay_of(entries: Entries | None) -> NoCureLessPay | None:
    """Read a price with shares."""
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


def bonus_malus_of(entries: Entries | None) -> BonusMalus | None:
    """Read bonus and malus around a target."""
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


def staged_bonus_of(entries: Entries | None) -> StagedBonus | None:
    """Read a small and a big bonus."""
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


def report_of(entries: Entries) -> ReportDue:
    """Read a report of the calendar."""
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


def caps_of(entries: Entries | None) -> Caps:
    """Read the caps."""
    if entries is None:
        return Caps()
    caps = Caps(
        per_client_cents=entries.cents_or_none("per_client"),
        per_year_cents=entries.cents_or_none("per_year"),
        per_contract_cents=entries.cents_or_none("per_contract"),
    )
    entries.finish()
    return caps


def norm_of(entries: Entries) -> Norm:
    """Read a norm."""
    norm = Norm(entries.text("name"), entries.titles("title"), entries.whole("percent", 0, 100))
    entries.finish()
    return norm
