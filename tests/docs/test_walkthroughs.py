"""Who follows a page to the letter gets what the page shows."""

import pytest
from docs.walkthroughs import Walkthrough, run, walkthroughs

from tests.docs.pages import ROOT


@pytest.mark.parametrize(
    "walkthrough", walkthroughs(), ids=lambda found: found.page.relative_to(ROOT).as_posix()
)
def test_the_commands_of_a_page_give_the_outputs_on_it(walkthrough: Walkthrough):
    assert run(walkthrough) == walkthrough.page.read_text(encoding="utf-8"), (
        "look whether the new output is right, then run: .venv/bin/python docs/walkthroughs.py"
    )


def test_the_readme_the_tutorial_and_the_worked_examples_are_run():
    names = {found.page.relative_to(ROOT).as_posix() for found in walkthroughs()}
    assert {
        "README.md",
        "docs/tutorial/from-extracts-to-report.md",
        "docs/how-to/write-a-profile.md",
        "docs/how-to/add-a-measure.md",
    } <= names
