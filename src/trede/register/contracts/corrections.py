"""What first stood in a version of the terms that was corrected: by whom, when, why, and what."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import unified_diff
from itertools import pairwise

from trede.language import translate as _
from trede.register.facts.models import Fact, model_of
from trede.settlement.describing import Changed, changes
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
        changed=changes(was, becomes) if was and becomes else (),
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
