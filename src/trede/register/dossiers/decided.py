"""What three-way talks decided and still has to follow, with the last day for it.

It stands on the dossier from the day of the talk; the worklist asks for it later.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from trede.register.facts.models import Fact
from trede.register.signals.declarations import Declaration, declared
from trede.register.signals.settings import settings_on

File = Mapping[str, Sequence[Fact]]
TALKS = "three_way_talks"


@dataclass(frozen=True)
class Decided:
    """A talk upon which something must follow, and until when; no day if none is set."""

    talk: Fact
    participation: Fact | None
    signal: Declaration
    due_on: date | None

    @property
    def subject(self) -> str:
        """By what the step finds what it is about; empty if it finds that by itself."""
        return str(self.talk.cell("participation_id")) if self.signal.names_subject else ""


def decided_in(file: File, day: date) -> list[Decided]:
    """Return what the last talk on each participation decided and was not done yet."""
    held = [each for each in file[TALKS] if _day(each, "held_on") <= day]
    last: dict[object, Fact] = {}
    for each in sorted(held, key=lambda one: (_day(one, "held_on"), str(one.cell("talk_id")))):
        last[each.cell("participation_id")] = each
    return list(_open(last.values(), file, day))


def _open(talks: Iterable[Fact], file: File, day: date) -> Iterator[Decided]:
    settings = settings_on(day)
    participations = {each.cell("participation_id"): each for each in file["participations"]}
    for talk in talks:
        result = str(talk.cell("result"))
        signal = declared().get(f"talk_{result}")
        taking_part = participations.get(talk.cell("participation_id"))
        if signal is None or result not in FOLLOWED or not _is_supported(file, day):
            continue
        if FOLLOWED[result](talk, taking_part, file):
            continue
        days = settings.parameters.get(f"talk_{result}_days")
        is_asked = signal.rule in settings.rules and days is not None
        due_on = _day(talk, "held_on") + timedelta(days=int(days or 0)) if is_asked else None
        yield Decided(talk, taking_part, signal, due_on)


def _is_supported(file: File, day: date) -> bool:
    """Tell whether the client has benefit or a case manager: of others nothing is asked."""
    spells = file["benefit_spells"] or file["case_manager_assignments"]
    return not spells or any(_day(each, "ends_on") > day for each in spells)


def _ended(taking_part: Fact | None) -> bool:
    return taking_part is not None and taking_part.cell("ends_on") is not None


def _is_over(talk: Fact, file: File, *, if_none: bool) -> bool:
    """Tell whether the trajectory that the participation carries out has ended."""
    key = talk.cell("participation_id")
    own = {each.cell("trajectory_id") for each in file["referrals"]
           if each.cell("participation_id") == key}  # fmt: skip
    found = [each for each in file["trajectories"] if each.cell("trajectory_id") in own]
    return all(each.cell("ended_on") is not None for each in found) if found else if_none


def _stopped(talk: Fact, taking_part: Fact | None, file: File) -> bool:
    return _ended(taking_part) and _is_over(talk, file, if_none=True)


def _referred(talk: Fact, taking_part: Fact | None, file: File) -> bool:
    here = taking_part.cell("provider_id") if taking_part is not None else None
    elsewhere = (
        each.cell("recalled_on") is None and each.cell("provider_id") != here
        for each in _since(talk, file["referrals"], "referred_on")
    )
    return any(elsewhere) or _is_over(talk, file, if_none=False)


def _adjusted(talk: Fact, taking_part: Fact | None, file: File) -> bool:
    proposed = _since(talk, file["proposed_plans"], "proposed_on")
    own = (each.cell("participation_id") == talk.cell("participation_id") for each in proposed)
    drawn_up = list(_since(talk, file["plans"], "drawn_up_on"))
    return _ended(taking_part) or any(own) or bool(drawn_up)


def _sanctioned(talk: Fact, taking_part: Fact | None, file: File) -> bool:
    del taking_part
    found = (
        *_since(talk, file["sanctions"], "proposed_on"),
        *_since(talk, file["signals"], "looked_into_on"),
    )
    return bool(found)


FOLLOWED: Mapping[str, Callable[[Fact, Fact | None, File], bool]] = {
    "stop": _stopped,
    "other_provider": _referred,
    "adjust": _adjusted,
    "sanction": _sanctioned,
}
"""How it is seen that what was decided was done, as the rule of the worklist sees it."""


def _since(talk: Fact, facts: Iterable[Fact], column: str) -> Iterator[Fact]:
    held_on = _day(talk, "held_on")
    return (each for each in facts if held_on <= _day(each, column) < date.max)


def _day(fact: Fact, column: str) -> date:
    """Return a day; one that is not there lies ahead."""
    value = fact.cell(column)
    return value if isinstance(value, date) else date.max
