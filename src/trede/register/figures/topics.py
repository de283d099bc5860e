"""The questions that figures answer; see ``topics.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from trede.language import in_language


@dataclass(frozen=True)
class Topic:
    """A question with the measure that answers it, its column, other readings, and its terms.

    ``found`` are the columns that say best why someone is counted or not.
    """

    name: str
    questions: Mapping[str, str]
    measure: str
    by: str
    also: tuple[str, ...]
    found: tuple[str, ...]
    terms: tuple[str, ...]

    @property
    def question(self) -> str:
        """The question in the language in use."""
        return in_language(self.questions)


@cache
def topics() -> Mapping[str, Topic]:
    """Return all topics by name, in order."""
    text = (Path(__file__).parent / "topics.toml").read_text(encoding="utf-8")
    return {
        name: Topic(
            name,
            {"nl": each["nl"], "en": each["en"]},
            each["measure"],
            each["by"],
            tuple(each["also"]),
            tuple(each["found"]),
            tuple(each["terms"]),
        )
        for name, each in tomllib.loads(text).items()
    }
