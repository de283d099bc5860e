"""What first stood in a version of the terms that was corrected: by whom, when, why, and what."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from difflib import unified_diff
from itertools import pairwise

from trede.language import translate as _
from trede.language import translate_number as _n
from trede.register.contracts.differing import all_changes
from trede.register.contracts.versions import Version
from trede.register.facts.models import Fact, model_of
from trede.register.pages.templating import show_day
from trede.settlement.describing import Changed
from trede.settlement.entries import FaultyTermsError
from trede.settlement.reading import parse_terms
from trede.settlement.terms import Terms


@dataclass(frozen=True)
class Correction:
    """A correction of the document of a version: what stood there before, and what differs.

    ``changed`` says it in words; ``lines`` are the lines that went (``-``) and that came (``+``).
    """

    at: datetime
    author: str
    reason: str
    former: str
    changed: Sequence[Changed]
    lines: Sequence[str]


def corrections_of(contract_id: str) -> Mapping[int, Sequence[Correction]]:
    """Return the corrections of the documents of a contract, by version, the newest first."""
    by_version: dict[int, list[Fact]] = defaultdict(list)
    picked: dict[str, object] = {"contract_id": contract_id}
    facts = model_of("contract_versions").objects.filter(**picked)
    for fact in facts.select_related("recorded_in__author").order_by("pk"):
        by_version[int(str(fact.cell("version")))].append(fact)
    return {
        number: [
            _correction(before, after)
            for before, after in reversed(list(pairwise(texts)))
            if before.cell("terms") != after.cell("terms") and not _is_succession(before, after)
        ]
        for number, texts in by_version.items()
    }


def why_not_corrected(version: Version, versions: Sequence[Version]) -> str:
    """Say why a version of those of a contract cannot be corrected; empty if it can.

    What was agreed with those who began stays, also what was written wrong: the newest version is
    put right by a new one, which moves all but those who began on its very first day.
    """
    if version.began:
        told = _n(
            "It cannot be corrected: {number} participation began under it, and what was agreed "
            "stays.",
            "It cannot be corrected: {number} participations began under it, and what was agreed "
            "with them stays.",
            version.began,
        ).format(number=version.began)
    elif version.waiting:
        told = _n(
            "It cannot be corrected: {number} invoice line that waits rests on it.",
            "It cannot be corrected: {number} invoice lines that wait rest on it.",
            version.waiting,
        ).format(number=version.waiting)
    else:
        return ""
    if version.number != max(each.number for each in versions):
        return told
    remedy = _(
        "A new version may take its place from {day} on: it moves who began from that day, and "
        "before it is stored you see whom and what it costs."
    )
    return f"{told} {remedy.format(day=show_day(version.starts_on + timedelta(days=1)))}"


def _is_succession(before: Fact, after: Fact) -> bool:
    """Tell whether a loaded document only names its end since another version followed."""
    if after.recorded_in is not None and after.recorded_in.author is not None:
        return False
    was, becomes = _terms(str(before.cell("terms"))), _terms(str(after.cell("terms")))
    if was is None or becomes is None or was.ends_on is not None:
        return False
    return was == replace(becomes, ends_on=None)


def _correction(before: Fact, after: Fact) -> Correction:
    change = after.recorded_in
    former, text = str(before.cell("terms")), str(after.cell("terms"))
    was, becomes = _terms(former), _terms(text)
    return Correction(
        at=change.at if change is not None else after.recorded_at,
        author=change.author.name if change is not None and change.author else _("the register"),
        reason=change.reason if change is not None else "",
        former=former,
        changed=all_changes(was, becomes) if was and becomes else (),
        lines=_differing(former, text),
    )


def _differing(former: str, text: str) -> list[str]:
    lines = unified_diff(former.splitlines(), text.splitlines(), lineterm="", n=0)
    return [each for each in lines if each[:3] not in {"---", "+++"} and each[:2] != "@@"]


def _terms(text: str) -> Terms | None:
    try:
        return parse_terms(text, "contract_versions")
    except FaultyTermsError:
        return None
