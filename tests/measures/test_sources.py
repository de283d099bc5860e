"""A definition names a source that anyone can open: a report, a law, or Trede's own words."""

import re

import pytest

from trede.measures.library import read_library

PUBLIC = re.compile(
    r"(iwi-2007|rwi-2004|rekenkamer-amsterdam|rekenkamer-utrecht|regioplan-2003|Trede\b|WWB|"
    r"Participatiewet|WW\b|Werkloosheidswet|[Ww]et |glossary)"
)
INTERNAL = re.compile(r"README|\bmeasures\.md|\bdesign\b|architecture\.md|/shared/")


@pytest.mark.parametrize("kind", ["measures", "rules"])
def test_a_source_is_public(kind: str) -> None:
    declared = getattr(read_library(), kind)
    sources = {name: each.source for name, each in declared.items()}
    hidden = {
        name: source
        for name, source in sources.items()
        if not PUBLIC.search(source) or INTERNAL.search(source)
    }
    assert hidden == {}
