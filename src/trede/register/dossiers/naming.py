"""What codes of a file are called that no list has: reports by their contract, people by name."""

from collections.abc import Mapping, Sequence
from datetime import date

from trede.language import in_language
from trede.language import translate as _
from trede.register.accounts.models import names_of
from trede.register.contracts.versions import readable_terms, version_on
from trede.register.facts.models import Fact, believed
from trede.register.facts.versions import Change
from trede.register.pages.templating import show_code
from trede.settlement.terms import Terms

File = Mapping[str, Sequence[Fact]]
REPORTS, MANAGERS = "progress_reports", "case_manager_assignments"
INTERIM = "interim"
"""The name of a report that no date of the contract asks for."""
REASONS = {"provider-signal": "talk_reason", "referral-return": "referral_return_reason"}
"""The steps whose reason is a code, with its list."""


def titles_in(file: File) -> Mapping[tuple[str, str], str]:
    """Return what is shown for the names of reports and the user names of case managers.

    By table and what is on file; what has no other name is not among them.
    """
    reports, managers = file.get(REPORTS, ()), file.get(MANAGERS, ())
    titles = {(REPORTS, key): title for key, title in _reports(reports).items()} if reports else {}
    if managers:
        named = names_of({str(each.cell("case_manager_id")) for each in managers})
        titles |= {(MANAGERS, key): name for key, name in named.items()}
    return titles


def _reports(reports: Sequence[Fact]) -> Mapping[str, str]:
    """Return the titles of reports by their key."""
    keys = {str(each.cell("participation_id")) for each in reports}
    found = list(believed("participations").filter(participation_id__in=keys))
    versions = readable_terms({str(each.cell("contract_id")) for each in found})
    terms = {str(each.cell("participation_id")): _terms(each, versions) for each in found}
    return {
        str(each.cell("report_id")): title
        for each in reports
        if (title := _title(str(each.cell("name")), terms.get(str(each.cell("participation_id")))))
    }


def _terms(participation: Fact, versions: Mapping[str, Sequence[Terms]]) -> Terms | None:
    own = versions.get(str(participation.cell("contract_id")), ())
    began = participation.cell("starts_on")
    return version_on(own, began) if own and isinstance(began, date) else None


def _title(name: str, terms: Terms | None) -> str:
    """Return a report in the words of its contract; without these, its name in plain words."""
    if name == INTERIM:
        return _("report in between")
    for each in terms.reports if terms is not None else ():
        if each.name == name:
            return in_language(each.titles)
    for fee in terms.fees if terms is not None else ():
        if fee.report == name:
            return in_language(fee.titles)
    known = {"progress": _("progress report"), "intake": _("intake report")}
    return known.get(name, name.replace("_", " "))


def reason_of(change: Change) -> str:
    """Return why a change was made, in words."""
    codes = REASONS.get(change.step)
    return show_code(change.reason, codes) if codes and change.reason else change.reason
