"""The report of a reproduced audit: what it says, and what was printed beside what is computed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from trede.language import current_language
from trede.language import translate as _
from trede.publishers.documents import Document
from trede.publishers.reports import amsterdam_2007, iwi_2007, rwi_2004
from trede.publishers.reports.about import About, not_for_publication
from trede.publishers.reports.comparison import comparison_sections, outcome_sentence
from trede.publishers.reports.source_figures import SourceFigures
from trede.publishers.reproduction.calculator import Json
from trede.publishers.reproduction.published import compare_with_print


@dataclass(frozen=True)
class _Story:
    """How the report of an audit is composed, and where the audit itself is to be found."""

    compose: Callable[[SourceFigures, About], Document]
    source: str


_STORIES: Mapping[str, _Story] = {
    "iwi-2007": _Story(
        iwi_2007.story,
        "Inspectie Werk en Inkomen, In de bijstand, en dan (R07/06, 2007)",
    ),
    "rwi-2004": _Story(rwi_2004.story, "Raad voor Werk en Inkomen, Vangnet met Veerkracht (2004)"),
    "amsterdam-2007": _Story(
        amsterdam_2007.story, "Rekenkamer Amsterdam, onderzoek naar re-integratie (2007)"
    ),
}


def reproduction_report(
    audit: str, figures: Mapping[str, Json], about: About | None = None
) -> Document:
    """Return the report of an audit from its figures, in the shape of its ``expected.json``.

    The same report holds for extracts of another municipality in the same shape; then the printed
    figures are left out. Nothing is withheld: the report says so if it shows small numbers.
    """
    story = _STORIES[audit]
    document = story.compose(SourceFigures(figures), about or About())
    compared = compare_with_print(audit, dict(figures))
    first, *caveats = document.remarks
    told = [replace(each, points=(*each.points, outcome_sentence(compared))) for each in caveats]
    return replace(
        document,
        name=audit,
        language=current_language(),
        remarks=(first, *told),
        sections=(*document.sections, *comparison_sections(audit, compared)),
        footer=_("After: {source}.").format(source=story.source),
        notices=tuple(not_for_publication(document)),
    )
