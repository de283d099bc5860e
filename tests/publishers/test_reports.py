"""The reports say what the figures say, in both languages, on pages that can be read."""

import re
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
from trede.publishers.reproduction.reproducing import read_expected
from trede.publishers.writing import write_report
from trede.synthesis import synthesise

AUDITS = ("iwi-2007", "rwi-2004", "amsterdam-2007")


@pytest.fixture(autouse=True)
def _dutch():
    yield
    use_language("nl")


@pytest.fixture(params=[(audit, language) for audit in AUDITS for language in ("nl", "en")])
def report(request, reference) -> Document:
    audit, language = request.param
    use_language(language)
    return reproduction_report(audit, read_expected(reference(audit) / "expected.json"))


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
def test_every_printed_figure_is_in_the_report(reference, audit):
    report = reproduction_report(audit, read_expected(reference(audit) / "expected.json"))
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
def test_the_first_page_of_the_file_study(reference):
    report = reproduction_report("iwi-2007", read_expected(reference("iwi-2007") / "expected.json"))
    assert values(report) == ["69%", "338", "40%", "46%"]
    assert report.answer == (
        "69% (741 van 1.079) van de cliënten die niet volledig ontheven zijn, kreeg binnen een "
        "jaar een traject of stroomde uit. Bij 338 gebeurde geen van beide op tijd."
    )


@pytest.mark.reference
def test_the_first_page_of_the_cohort_with_two_sources(reference):
    report = reproduction_report("rwi-2004", read_expected(reference("rwi-2004") / "expected.json"))
    assert values(report) == ["44% – 68%", "42% – 71%", "23% – 71%", "370"]
    assert not any("100003" in text for text in texts(report)), "no client is named"


@pytest.mark.reference
def test_the_first_page_of_the_court_of_audit(reference):
    figures = read_expected(reference("amsterdam-2007") / "expected.json")
    report = reproduction_report("amsterdam-2007", figures)
    assert values(report) == ["7,6%", "11%", "€ 17.150", "76%"]


@pytest.fixture(scope="module")
def made_up(tmp_path_factory) -> Dossier:
    folder = tmp_path_factory.mktemp("made-up") / "dossier"
    synthesise(folder, 600, 2004, 2007, 1)
    return Dossier(folder)


def test_the_report_on_a_small_municipality_tells_nothing_of_single_persons(made_up):
    with embedded_engine(made_up) as engine:
        calculator = Calculator(read_library(), engine, made_up.manifest.settings)
        report = municipality_report(calculator)
    small = [
        (table.name, column.title, cell.text)
        for table in report.tables()
        if table.name != "rows-used"
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
        if cell.number_format == "count" and 0 < (cell.number or 0) < 10
        if column.title != "contracten"
    ]
    assert small == []
    assert faults(report) == []
    assert report.headlines


def test_the_report_withholds_less_where_numbers_allow_it(made_up):
    with embedded_engine(made_up) as engine:
        calculator = Calculator(read_library(), engine, made_up.manifest.settings)
        open_report = municipality_report(calculator, threshold=1)
    assert "*" not in texts(open_report)
    assert "Stand" in {c.title for table in open_report.tables() for c in table.columns}


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
def test_a_report_on_nobody_is_a_report_all_the_same(reference, audit, tmp_path):
    figures = emptied(read_expected(reference(audit) / "expected.json"))
    report = reproduction_report(audit, figures)
    assert faults(report) == []
    assert len(write_report(report, tmp_path)) == 3
