"""Checks what is right in itself in a contract document but does not fit together."""

from trede.language import translate as _
from trede.settlement.entries import Entries, FaultyTermsError
from trede.settlement.terms import Fee, Premium, Terms

TABLE_OF_SCHEME = {
    "no_cure_less_pay": "no_cure_less_pay",
    "per_result": "no_cure_less_pay",
    "bonus_malus": "bonus_malus",
    "pay_a_little": "pay_a_little",
}


def check_together(entries: Entries, terms: Terms) -> None:
    """Refuse entries that contradict each other; raises :class:`FaultyTermsError`."""
    if terms.ends_on is not None and terms.ends_on <= terms.starts_on:
        raise entries.refuse("valid_until", _("It is the first day after: later than valid_from."))
    demanded = TABLE_OF_SCHEME.get(terms.scheme)
    for table in ("no_cure_less_pay", "bonus_malus", "pay_a_little"):
        if entries.has(table) != (table == demanded):
            raise entries.refuse(
                table,
                _("It must be there if scheme is {table}, and only then.").format(table=table),
            )
    agreed = terms.no_cure_less_pay
    if agreed is not None and (agreed.effort_percent == 0) != (terms.scheme == "per_result"):
        raise entries.refuse(
            "scheme", _("Nothing for effort is per_result; a part for effort is no_cure_less_pay.")
        )
    _check_names(entries, terms)
    if terms.policy == 2:  # noqa: PLR2004 - the number of the policy
        _check_policy(entries, terms)


def _check_names(entries: Entries, terms: Terms) -> None:
    names = ["effort", "result", "bonus_malus", "bonus"]
    named: tuple[Fee | Premium, ...] = (*terms.fees, *terms.premiums)
    for each in named:
        if each.name in names:
            raise entries.refuse(
                "premiums" if isinstance(each, Premium) else "fees",
                _('The name "{name}" is taken: give each its own.').format(name=each.name),
            )
        names.append(each.name)
    fees = [fee.name for fee in terms.fees]
    for premium in terms.premiums:
        for name in premium.fees_become:
            if name not in fees:
                raise FaultyTermsError(
                    terms.contract_id,
                    f"premiums[{premium.name}].fees_become",
                    name,
                    _("Choose from {known}.").format(known=", ".join(fees)),
                )


def _check_policy(entries: Entries, terms: Terms) -> None:
    for premium in terms.premiums:
        work = premium.work
        if work and ("municipality" in work.financed_by or "subsidised" in work.kinds):
            raise entries.refuse(
                "premium_policy",
                _(
                    "Premium {name} pays for work that the municipality pays: leave that out of "
                    "it, or set premium_policy to 1."
                ).format(name=premium.name),
            )
