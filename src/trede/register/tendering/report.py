"""The report of an award: ranking, scores and rejections as a paper that can be made again.

It holds only what is on file; made again as known at the same moment it has the same bytes.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

from trede.language import current_language
from trede.language import translate as _
from trede.register.accounts.models import names_of
from trede.register.documents.writing import fill_in, set_letter, template_of
from trede.register.pages.templating import show_day_in_full
from trede.register.tendering.procedures import Advice, NoLimitsError, advise
from trede.register.tendering.ranking import Ranked, rounded
from trede.register.tendering.reading import Lot, NotRankedError, Offer, Tender

PAPER = "award"


def show_score(number: Fraction) -> str:
    """Write a score with two decimals, as in the language in use: 87,50."""
    whole, hundredths = rounded(number)
    mark = "," if current_language() == "nl" else "."
    return f"{whole}{mark}{hundredths:02}"


def on_one_line(text: str) -> str:
    """Write what people wrote on one line: line breaks mean something in a template."""
    return " ".join(text.split())


def write_report(tender: Tender, day: date, municipality: str, folder: Path) -> bytes:
    """Return the report as a PDF (PDF/UA-1); raises FaultyTemplateError."""
    language = current_language()
    known = {
        "tender": tender,
        "municipality": municipality,
        "advice": advice_of(tender),
        "lots": [_told(tender, lot) for lot in tender.lots],
        "names": names_of(_people(tender)),
        "day": show_day_in_full(day),
    }
    text = fill_in(template_of(PAPER, language, folder), known, score=show_score, line=on_one_line)
    title = _("Report of the award: {name}").format(name=tender.name)
    return set_letter(title, municipality, (), day, text)


def advice_of(tender: Tender) -> Advice | None:
    """Return what the value of a tender means; none if no limits are on file for its day."""
    try:
        return advise(tender.value_cents, tender.assignment.prepared_on)
    except NoLimitsError:
        return None


def _told(tender: Tender, lot: Lot) -> Mapping[str, object]:
    """Return a lot with its ranking, or with what stands in the way of one."""
    ranking: Sequence[Ranked] = ()
    lacking = ""
    try:
        ranking = tender.ranking(lot)
    except NotRankedError as error:
        lacking = str(error)
    offers = {offer.key: offer for offer in lot.offers}
    return {
        "lot": lot,
        "ranking": ranking,
        "lacking": lacking,
        "offers": offers,
        "excluded": [each for each in lot.offers if _is_excluded(each)],
        "awarded": offers.get(str(lot.fact.cell("offer_id"))),
    }


def _is_excluded(offer: Offer) -> bool:
    return offer.is_decided and not offer.is_selected


def _people(tender: Tender) -> list[str]:
    offers = [offer for lot in tender.lots for offer in lot.offers]
    found = [tender.fact.cell("opened_by"), *(lot.fact.cell("awarded_by") for lot in tender.lots)]
    found += [offer.fact.cell("selected_by") for offer in offers]
    found += [score.cell("scored_by") for offer in offers for score in offer.scores.values()]
    return [str(each) for each in found if each is not None]


def day_of(tender: Tender) -> date:
    """Return the day the report bears: that of the last award, else of the opening or the plan."""
    awarded = [lot.fact.cell("awarded_on") for lot in tender.lots]
    days = [each for each in awarded if isinstance(each, date)]
    return max(days, default=tender.opened_on or tender.assignment.prepared_on)


def moment_in(text: str | None) -> datetime | None:
    """Return the moment written in an address; none if there is none or it is no moment."""
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
