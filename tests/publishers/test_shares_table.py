"""One table of shares serves every report: rows down, groups across."""

from trede.publishers.reports.shares_table import SharesTable, parts_of
from trede.publishers.reports.source_figures import Share


def texts(table) -> list[list[str]]:
    heading = [f"{column.group} {column.title}".strip() for column in table.columns]
    return [heading, *([cell.text for cell in row.cells] for row in table.rows)]


def test_each_group_has_its_counts_and_their_share_of_the_group():
    table = SharesTable("situation", "Situatie na een jaar", "Situatie", "cliënten").table(
        ("uitgestroomd", "in de uitkering"),
        {"obliged": parts_of((516, 563)), "all": parts_of((582, 676))},
    )
    assert texts(table) == [
        ["Situatie", "obliged cliënten", "obliged %", "all cliënten", "all %"],
        ["uitgestroomd", "516", "47,8%", "582", "46,3%"],
        ["in de uitkering", "563", "52,2%", "676", "53,7%"],
    ]


def test_what_the_counts_are_part_of_can_stand_beside_them():
    table = SharesTable(
        "ratio", "Sluitingsratio", "Gemeente", "met traject", of="arbeidsplichtig", decimals=0
    ).table(("Voorbeeldstad",), {"landelijk": [Share(110, 250)]})
    assert texts(table) == [
        ["Gemeente", "landelijk met traject", "landelijk arbeidsplichtig", "landelijk %"],
        ["Voorbeeldstad", "110", "250", "44%"],
    ]
