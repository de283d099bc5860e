"""Says in a sentence what work a contract counts."""

from collections.abc import Iterator

from trede.language import translate as _
from trede.settlement.terms import Work


def work_text(work: Work) -> str:
    """Return what work counts as one sentence in the language in use."""
    said = ", ".join(_conditions(work))
    return said[:1].upper() + said[1:] + "."


def _conditions(work: Work) -> Iterator[str]:
    kinds = {"regular": _("regular work"), "subsidised": _("subsidised work")}
    yield _(" or ").join(kinds[each] for each in work.kinds)
    payers = {"employer": _("the employer"), "municipality": _("the municipality")}
    paid = _(" or ").join(payers[each] for each in work.financed_by)
    yield _("paid by {who}").format(who=paid)
    if work.weekly_hours:
        yield _("at least {hours} hours a week").format(hours=work.weekly_hours)
    if work.months:
        yield _("for {months} months").format(months=work.months)
        if work.longest_gap_days:
            said = _("with gaps of at most {days} days")
            yield said.format(days=work.longest_gap_days)
    if work.off_benefit != "not_asked":
        yield {
            "fully": lambda: _("fully off benefit"),
            "partly": lambda: _("at least partly off benefit"),
        }[work.off_benefit]()
    if work.within_months is not None:
        yield _("reached within {months} months of the start").format(months=work.within_months)
    yield (
        _("confirmed by an independent source")
        if work.verified
        else _("not to be confirmed by an independent source")
    )
