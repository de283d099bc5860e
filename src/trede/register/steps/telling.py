"""Says facts and changes in a line each, for whoever must know what someone did."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from trede.language import translate as _
from trede.register.clients.models import Identity
from trede.register.dossiers.sections import sections_of, show_value
from trede.register.facts.models import Fact
from trede.register.facts.versions import Change
from trede.register.pages.templating import upper_first
from trede.register.steps.questionnaire import find_question
from trede.register.steps.undoing import look_back

EMPTY = "–"


@dataclass(frozen=True)
class Told:
    """What a change did: the lines of what holds since, and of what no longer does."""

    recorded: tuple[str, ...]
    withdrawn: tuple[str, ...]


def tell_change(change: Change) -> Told:
    """Say what a change recorded and what it withdrew."""
    trail = look_back(change)
    return Told(tuple(map(tell, trail.recorded)), tuple(map(tell, trail.withdrawn)))


def tell(row: Fact | Identity) -> str:
    """Say a fact in one line: what it is, and what it says."""
    if isinstance(row, Identity):
        return f"{_('Name and address')}: {', '.join(_identity(row))}"
    file: dict[str, list[Fact]] = defaultdict(list, {row.declared.name: [row]})
    for section in sections_of(file):
        for _fact, cells in section.rows:
            said = zip(section.headings, cells, strict=True)
            words = [_named(heading, cell) for heading, cell in said if cell != EMPTY]
            return f"{section.title}: {', '.join(words)}"
    return _other(row)


def _named(heading: str, cell: str) -> str:
    """Return a cell with its heading, unless it says that itself."""
    return cell if cell.lower().startswith(heading.lower()) else f"{heading} {cell}"


def _asked(question: str) -> str:
    """Return how people call a question of another system, which has no text here."""
    titles = {
        "health": _("Health"),
        "debts": _("Debts"),
        "language": _("Language"),
        "work_experience": _("Work experience"),
        "care": _("Care for others"),
    }
    return titles.get(question) or upper_first(question.replace("_", " "))


def _identity(row: Identity) -> Iterator[str]:
    yield row.full_name
    yield from filter(None, (row.address, row.postcode, row.place, row.phone, row.email))


def _titles() -> Mapping[str, str]:
    """Name the tables of which the dossier shows no section."""
    return {
        "persons": _("Personal details"),
        "household_members": _("Household"),
        "pickups": _("Intensive guidance"),
        "activities": _("Instrument"),
        "participations": _("Participation"),
        "attendances": _("Month worked"),
        "attendance_days": _("Attendance"),
        "costs": _("Cost"),
    }


def _other(fact: Fact) -> str:
    """Say a fact that has no section of its own in the dossier."""
    match fact.declared.name:
        case "answers":
            question = find_question(str(fact.cell("question")))
            answer = str(fact.cell("answer"))
            if question is None:
                return f"{_asked(str(fact.cell('question')))}: {answer}"
            return f"{question.text}: {question.show(answer)}"
        case "signals":
            return f"{_('To do')}: {fact.cell('description') or fact.cell('rule')}"
        case other:
            title = _titles().get(other, other)
    hidden = {*fact.declared.key, "person_id", "client_number"}
    shown = (each for each in fact.declared.own_columns if each.name not in hidden)
    values = (show_value(fact, column) for column in shown)
    return f"{title}: {', '.join(value for value in values if value != EMPTY) or EMPTY}"
