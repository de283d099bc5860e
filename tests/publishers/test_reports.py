"""The reports say what the figures say, in both languages, on pages that can be read."""

import re
from collections.abc import Callable
from itertools import combinations

import pytest

from trede.dossier.storage import Dossier
from trede.language import use_language
from trede.measures.engines.embedded import embedded_engine
from trede.measures.library import read_library
from trede.publishers.charts.drawing import Box
from trede.publishers.documents import Document
from trede.publishers.fonts import widths
from trede.publishers.html import html_page
from trede.publishers.reports.municipality import municipality_report
from trede.publishers.reports.reproduction import reproduction_report
from trede.publishers.reproduction.calculator import Calculator
from trede.publishers.reproduction.published import read_published
from trede.publishers.reproduction.reproducing import AUDITS, read_expected, reproduce
from trede.publishers.writing import write_report
from trede.synthesis import synthesise


@pytest.fixture(autouse=True)
def _dutch():
    yield
    use_language("nl")


@pytest.fixture(scope="module")
def figures_of(reference) -> Callable[[str], dict]:
    """Return the figures of a reference set, with the exits by month that no set prints."""
    found: dict[str, dict] = {}

    def figures(audit: str) -> dict:
        if audit not in found:
            found[audit] = read_expected(reference(audit) / "expected.json")
            if audit == "iwi-2007":
                found[audit]["exits"] = reproduce(AUDITS[audit], reference(audit), {})["exits"]
        return found[audit]

    return figures


@pytest.fixture(params=[(audit, language) for audit in AUDITS for language in ("nl", "en")])
def report(request, figures_of) -> Document:
    audit, language = request.param
    use_language(language)
    return reproduction_report(audit, figures_of(audit))


def values(document: Document) -> list[str]:
    return [headline.value.replace("\u00a0", " ") for headline in document.headlines]


def texts(document: Document) -> set[str]:
    """Return every text in the cells of the tables."""
    return {c.text for table in document.tables() for row in table.rows for c in row.cells}


def faults(document: Document) -> list[str]:
    """Return the texts in charts that stick out or cover another."""
    found = []
    for chart in document.charts():
        drawing = chart.drawing
        canvas = Box(-0.5, -0.5, drawing.width + 0.5, drawing.height + 0.5)
        found += [text.content for text in drawing.texts if not text.box.within(canvas)]
        pairs = combinations(drawing.texts, 2)
        found += [one.content for one, other in pairs if one.box.overlaps(other.box)]
    return found


@pytest.mark.reference
def test_charts_of_a_report_can_be_read(report):
    assert len(list(report.charts())) >= 4
    assert faults(report) == []


@pytest.mark.reference
def test_every_character_of_a_report_is_in_the_typeface(report):
    page = re.sub(r"<style>.*?</style>", "", html_page(report), flags=re.DOTALL)
    assert set(page) - set(widths()["regular"]) - {"\n"} == set()


@pytest.mark.reference
@pytest.mark.parametrize("audit", AUDITS)
def test_every_printed_figure_is_in_the_report(figures_of, audit):
    report = reproduction_report(audit, figures_of(audit))
    shown = [t for t in report.tables() if t.name.startswith("printed-")]
    numbers = [
        cell
        for table in shown
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
        if column.title == "gedrukt" and cell.number is not None
    ]
    assert len(numbers) == sum(bool(cell.printed) for cell in read_published(audit))


@pytest.mark.reference
def test_the_first_page_of_the_file_study(figures_of):
    report = reproduction_report("iwi-2007", figures_of("iwi-2007"))
    assert values(report) == ["69%", "338", "40%", "46%"]
    assert report.answer == (
        "69% (741 van 1.079) van de cliënten die niet volledig ontheven zijn, kreeg binnen een "
        "jaar een traject of stroomde uit. Bij 338 gebeurde geen van beide op tijd."
    )


@pytest.mark.reference
def test_the_first_page_of_the_cohort_with_two_sources(figures_of):
    report = reproduction_report("rwi-2004", figures_of("rwi-2004"))
    assert values(report) == ["44% – 68%", "42% – 71%", "23% – 71%", "370"]
    assert not any("100003" in text for text in texts(report)), "no client is named"


@pytest.mark.reference
def test_the_first_page_of_the_court_of_audit(figures_of):
    report = reproduction_report("amsterdam-2007", figures_of("amsterdam-2007"))
    assert values(report) == ["7,6%", "11%", "€ 17.150", "76%"]


@pytest.fixture(scope="module")
def made_up(tmp_path_factory) -> Dossier:
    folder = tmp_path_factory.mktemp("made-up") / "dossier"
    synthesise(folder, 600, 2004, 2007, 1)
    return Dossier(folder)


@pytest.fixture(scope="module")
def reported(made_up) -> Callable[..., Document]:
    """Return a function that makes the report on the made-up municipality, in Dutch."""

    def report(threshold: int = 10) -> Document:
        with embedded_engine(made_up) as engine:
            calculator = Calculator(read_library(), engine, made_up.manifest.settings)
            return municipality_report(calculator, threshold=threshold)

    return report


def test_the_report_on_a_small_municipality_tells_nothing_of_single_persons(reported):
    report = reported()
    small = [
        (table.name, column.title, cell.text)
        for table in report.tables()
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
        if cell.number_format == "count" and 0 < (cell.number or 0) < 10
    ]
    assert small == []
    assert report.notices == ()
    assert faults(report) == []
    assert report.headlines


def test_the_curves_of_exit_go_by_month_up_to_the_anniversary(reported):
    (curve,) = (t for t in reported(threshold=1).tables() if t.name == "exit-curve")
    after = [row.cells[0].text for row in curve.rows]
    assert [text for text in after if text != "de eerste dag zelf"] == [
        "1 maand",
        *(f"{month} maanden" for month in range(2, 13)),
        "na een jaar, van alle instroom",
    ]
    for column in range(1, len(curve.columns)):
        left = [row.cells[column].number for row in curve.rows[:-1]]
        assert left == sorted(left), "added up"


def test_the_report_withholds_less_where_numbers_allow_it_and_then_warns(reported):
    open_report = reported(threshold=1)
    assert "*" not in texts(open_report)
    assert "Stand" in {c.title for table in open_report.tables() for c in table.columns}
    assert open_report.notices[0].startswith("Niet voor publicatie")


@pytest.mark.reference
@pytest.mark.parametrize("audit", AUDITS)
def test_extracts_of_others_leave_the_print_out_in_one_sentence(figures_of, audit):
    report = reproduction_report(audit, emptied(figures_of(audit)))
    assert [t.name for t in report.tables() if t.name.startswith("printed-")] == []
    *_others, last = report.sections
    (paragraph,) = last.blocks
    assert paragraph.text.startswith("Deze uittreksels zijn niet die van het onderzoek: van de ")
    assert paragraph.text in report.remarks[-1].points


@pytest.mark.reference
def test_one_municipality_is_not_compared_with_others(figures_of):
    towns = figures_of("rwi-2004")["municipalities"]
    report = reproduction_report("rwi-2004", {"municipalities": {"Noord": towns["Gemeente 1"]}})
    assert report.subtitle == "Ingestroomde cliënten, een jaar gevolgd in beide bronnen"
    assert report.facts[0].text == "Noord"
    points = [point for remark in report.remarks for point in remark.points]
    assert points[0].startswith("Volgens de landelijke registratie heeft 44% (110 van 250)")
    assert not any("verschillende gemeenten" in point for point in points)


@pytest.mark.reference
def test_a_reproduced_audit_with_small_numbers_warns_not_to_publish_it(figures_of):
    assert reproduction_report("iwi-2007", figures_of("iwi-2007")).notices
    assert not reproduction_report("amsterdam-2007", figures_of("amsterdam-2007")).notices


@pytest.mark.reference
def test_the_first_page_tells_the_days_of_the_study(figures_of):
    assert {
        audit: [fact.text for fact in reproduction_report(audit, figures_of(audit)).facts]
        for audit in ("iwi-2007", "amsterdam-2007")
    } == {
        "iwi-2007": ["53", "1 januari 2005 t/m 31 maart 2005", "1 maart 2006"],
        "amsterdam-2007": [
            "niet vermeld in de bestanden",
            "1 januari 2004 t/m 30 juni 2006",
            "1 juli 2006",
        ],
    }


def emptied(figures: object, key: str = "") -> object:
    """Return figures of nobody: counts are zero, percentages and averages are missing."""
    if isinstance(figures, dict):
        return {name: emptied(value, name) for name, value in figures.items()}
    if isinstance(figures, list):
        return [] if key == "persons" else [emptied(value) for value in figures]
    if isinstance(figures, str) or figures is None:
        return figures
    return None if key.startswith(("pct", "avg", "cost_per", "direct", "payback")) else 0


@pytest.mark.reference
@pytest.mark.parametrize("audit", AUDITS)
def test_a_report_on_nobody_is_a_report_all_the_same(figures_of, audit, tmp_path):
    figures = emptied(figures_of(audit))
    report = reproduction_report(audit, figures)
    assert faults(report) == []
    assert len(write_report(report, tmp_path)) == 3
