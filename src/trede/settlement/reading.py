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
from trede.settlement.provisions import (
    bonus_malus_of,
    caps_of,
    fee_of,
    no_cure_less_pay_of,
    norm_of,
    premium_of,
    report_of,
    staged_bonus_of,
)
from trede.settlement.terms import Policy, SameWork, Scheme, Suspends, Terms


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
        fees=tuple(fee_of(each) for each in entries.tables("fees")),
        premiums=tuple(premium_of(each) for each in entries.tables("premiums")),
        no_cure_less_pay=no_cure_less_pay_of(entries.table("no_cure_less_pay")),
        bonus_malus=bonus_malus_of(entries.table("bonus_malus")),
        pay_a_little=staged_bonus_of(entries.table("pay_a_little")),
        missing_signature_suspends=cast(
            "Suspends",
            entries.choice("missing_signature_suspends", get_args(Suspends), "nothing"),
        ),
        same_work_elsewhere=cast(
            "SameWork", entries.choice("same_work_elsewhere", get_args(SameWork), "hold")
        ),
        reports=tuple(report_of(each) for each in entries.tables("reports")),
        caps=caps_of(entries.table("caps")),
        norms=tuple(norm_of(each) for each in entries.tables("norms")),
        self_billing=entries.yes_no("self_billing", default=False),
    )
