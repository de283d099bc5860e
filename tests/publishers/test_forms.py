"""A document as a page, a paper and a workbook: whole, accessible, the same every time."""

import io
import re
import tomllib
from dataclasses import replace
from html.parser import HTMLParser

import openpyxl
import pytest
from pypdf import PdfReader

from tests.publishers.sample import sample_document
from trede.language import use_language
from trede.measures.figures import Figure, FigureRow, Question
from trede.measures.library import read_library
from trede.publishers.answers import answer
from trede.publishers.column_titles import FILE
from trede.publishers.documents import Column, Section, Table
from trede.publishers.html import html_page
from trede.publishers.pdf import pdf_bytes
from trede.publishers.workbook import answer_workbook, workbook_bytes
from trede.publishers.writing import write_report


class Elements(HTMLParser):
    """Collects the elements of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture(scope="module")
def page() -> str:
    return html_page(sample_document())


@pytest.fixture(scope="module")
def paper() -> PdfReader:
    return PdfReader(io.BytesIO(pdf_bytes(sample_document())))


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes(sample_document())))


def test_a_page_needs_nothing_else(page):
    written = re.sub(r"base64,[\w+/=]+", "", page)
    addresses = set(re.findall(r"(?:https?:)?//[\w./-]+", written))
    assert addresses == {"http://www.w3.org/2000/svg"}
    elements = Elements(page)
    for tag in ("script", "link", "img", "iframe", "object"):
        assert elements.named(tag) == []
    assert all(a["href"].startswith("#") for a in elements.named("a"))
    assert set(re.findall(r"url\((\w+):", page)) == {"data"}


def test_a_page_has_its_language_and_landmarks(page):
    elements = Elements(page)
    assert elements.named("html") == [{"lang": "en"}]
    for tag in ("header", "main", "nav", "footer", "h1"):
        assert len(elements.named(tag)) == 1
    skip, main = elements.named("a")[0], elements.named("main")[0]
    assert skip["href"] == f"#{main['id']}"


def test_every_table_has_a_caption_and_scopes(page):
    elements = Elements(page)
    assert len(elements.named("caption")) == len(elements.named("table")) == 2
    assert {th.get("scope") for th in elements.named("th")} == {"col", "colgroup", "row"}


def test_names_in_a_page_are_unique_and_every_reference_leads_somewhere(page):
    ids = [attributes["id"] for _tag, attributes in Elements(page).found if "id" in attributes]
    assert len(ids) == len(set(ids))
    references = re.findall(r'aria-labelledby="([^"]+)"', page)
    assert {name for names in references for name in names.split()} <= set(ids)


def test_text_is_never_markup(page, paper):
    assert "&lt;b&gt;no markup&lt;/b&gt; &amp; #no[typst] $x$" in page
    assert "<b>no markup</b> & #no[typst] $x$" in paper.pages[0].extract_text()


def test_a_paper_is_tagged_and_has_title_and_language(paper):
    catalogue = paper.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en"
    assert paper.metadata.title == "Who is closed?"
    assert "pdfuaid:part" in catalogue["/Metadata"].get_data().decode()


def test_a_wide_section_lies_on_its_side(paper):
    shapes = [page.mediabox.width > page.mediabox.height for page in paper.pages]
    assert shapes == [False, True]


def test_a_paper_uses_the_typeface_that_goes_along(paper):
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in paper.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts <= {"NotoSans-Regular", "NotoSans-Bold"}


def test_a_workbook_has_a_list_and_a_sheet_per_table(book):
    assert book.sheetnames == ["Contents", "Closed by phase", "Table 2"]
    contents = [cell.value for row in book["Contents"].iter_rows() for cell in row if cell.value]
    assert {"Who is closed?", "80%", "Every exit counts.", "Closed by phase"} <= set(contents)


def test_a_sheet_has_title_definition_numbers_and_notes(book):
    sheet = book["Closed by phase"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows == [
        ["Closed by phase", None, None],
        ["Got a trajectory or left within a year.", None, None],
        ["Not for publication.", None, None],
        ["Phase", "Closed", "%"],
        ["Phase 1", 1206, 206 / 251],
        ["Total", 1340, 340 / 426],
        [None, None, None],
        ["Every exit counts.", None, None],
    ]
    assert (sheet["B5"].number_format, sheet["C5"].number_format) == ("#,##0", "0%")
    assert sheet["C6"].number_format == "0.0%"
    assert sheet.freeze_panes == "B5"


def test_titles_that_columns_share_stand_above_them(book):
    sheet = book["Table 2"]
    assert [sheet["B4"].value, sheet["B5"].value, sheet["C5"].value] == [
        "Total",
        "printed",
        "computed",
    ]
    assert "B4:C4" in {str(merged) for merged in sheet.merged_cells.ranges}


def test_sheets_of_long_and_equal_names_are_told_apart():
    title = "Exits within a year by phase and group of reasons"
    one = Table("one", title, (Column("Phase", numeric=False),), ())
    tables = (
        one,
        replace(one, name="two"),
        replace(one, name="three", title="Who's in, and who isn't: 'all' [2004/2005]"),
        replace(one, name="four", sheet="By phase"),
    )
    document = replace(sample_document(), sections=(Section("s", "Section", tables),))
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(document)))
    assert book.sheetnames == [
        "Contents",
        "Exits within a year by phase",
        "Exits within a year by phas (2)",
        "Who’s in, and who isn’t- ’all’",
        "By phase",
    ]


def test_the_first_page_says_whose_report_it_is_and_warns(page, paper, book):
    first_sheet = [cell.value for row in book["Contents"].iter_rows() for cell in row]
    for form in (page, paper.pages[0].extract_text(), first_sheet):
        for text in ("Voorbeeldstad", "1 March 2006", "Not for publication."):
            assert text in form


def test_a_warning_stands_on_every_page_of_paper(paper):
    assert len(paper.pages) > 1
    assert all("Not for publication." in page.extract_text() for page in paper.pages)


def test_columns_of_an_answer_have_titles_in_dutch():
    use_language("nl")
    figure = Figure(
        Question(read_library().measure("closed_rate"), {}, ("phase", "own_district")),
        (FigureRow(("1", "centre"), 206, 251),),
    )
    content = answer_workbook(answer(figure))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[1]
    assert sheet.title == "Sluitend binnen een jaar"
    heading = [cell.value for cell in sheet[4]]
    assert heading == ["fase", "own_district", "teller", "noemer", "verhouding"]


def test_every_column_one_may_group_by_has_a_title_in_both_languages():
    titled = tomllib.loads(FILE.read_text(encoding="utf-8"))
    by = {column for measure in read_library().measures.values() for column in measure.by}
    assert by - titled.keys() == set()
    assert all(titles.keys() == {"nl", "en"} for titles in titled.values())


def test_the_same_document_gives_the_same_files(tmp_path):
    one = write_report(sample_document(), tmp_path / "one")
    other = write_report(sample_document(), tmp_path / "other")
    assert [path.name for path in one] == ["sample.en.html", "sample.en.pdf", "sample.en.xlsx"]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_only_the_forms_asked_for_are_written(tmp_path):
    assert [path.name for path in write_report(sample_document(), tmp_path, ["html"])] == [
        "sample.en.html"
    ]
