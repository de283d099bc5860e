"""A small document with everything a document can have."""

from trede.publishers.cells import count, share, words
from trede.publishers.charts.palette import DEEP, RED
from trede.publishers.charts.stacked_bars import Bar, Part, stacked_bars
from trede.publishers.documents import (
    Cell,
    Chart,
    Column,
    Document,
    Fact,
    Headline,
    Paragraph,
    Points,
    Row,
    Section,
    Table,
)


def sample_document(title: str = "Who is closed?") -> Document:
    """Return a document with a chart, a plain table and a folded table under shared titles."""
    bars = stacked_bars(
        "Closed by phase",
        "In phase 1 82% is closed, in phase 2 77%.",
        (Part("closed", DEEP), Part("open", RED)),
        (
            Bar("Phase 1", (206, 45), "82%", "206 of 251"),
            Bar("Phase 2", (134, 41), "77%", "134 of 175"),
        ),
    )
    by_phase = Table(
        "by-phase",
        "Closed by phase",
        (Column("Phase", numeric=False), Column("Closed"), Column("%")),
        (
            Row((words("Phase 1"), count(1206), share(206, 251))),
            Row((words("Total"), count(1340), share(340, 426, 1)), total=True),
        ),
        definition="Got a trajectory or left within a year.",
        notes=("Every exit counts.",),
    )
    printed = Table(
        "printed",
        "Table 2",
        (
            Column("", numeric=False),
            Column("printed", group="Total"),
            Column("computed", group="Total"),
        ),
        (Row((words("Open"), count(328), Cell("338", 338, "count", "late", "a"))),),
        notes=("a. Misprint: rows and columns give 338.",),
        folded=True,
    )
    return Document(
        "sample",
        "en",
        title,
        "426 clients",
        "Four in five are closed.",
        (Headline("80%", "closed", "340 of 426 clients", "Trajectory or exit.", "good"),),
        (Points("Keep in mind", ("Every exit counts.", "<b>no markup</b> & #no[typst] $x$")),),
        (
            Section(
                "closed",
                "Who is closed?",
                (Paragraph("By phase."), Chart("chart", bars, "82% and 77%.", by_phase)),
            ),
            Section("comparison", "What was printed?", (printed,), wide=True),
        ),
        "After: a study.",
        (Fact("Municipality", "Voorbeeldstad"), Fact("As of", "1 March 2006")),
        ("Not for publication.",),
    )
