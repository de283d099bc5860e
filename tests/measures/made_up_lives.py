"""Made-up lives with facts of every kind that signals read, on days at which one day decides."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from trede.dossier.building import DossierBuilder
from trede.dossier.codes import write_codes
from trede.dossier.storage import Dossier, write_dossier

Fact = tuple[str, dict[str, object]]

TODAY = date(2024, 3, 1)
"""The day after a leap day."""
BACK = (1, 2, 13, 14, 27, 28, 29, 42, 56, 57, 92, 121, 182, 183, 184, 270, 271, 365, 366, 367, 730)
"""Days before today: terms end on the day, the day before or the day after."""
BACK_TO_TALKS = (0, 1, 6, 7, 8, 13, 14, 15, 16, 30, 90, 190, 191, 198, 250)
"""Likewise, of absence and of talks."""
KINDS = ("conversation", "handover", "reexamination", "aftercare", "written", "three_way_talk")
SCALES = ("phase", "ladder_utrecht_2009")


class Lives:
    """Makes up facts about people, the same ones every time."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - the same facts every time
        self._days = Random(seed + 1)  # noqa: S311 - of providers, so that the rest stays the same
        self._talks = Random(seed + 2)  # noqa: S311 - likewise, of absence and of talks
        self._number = 0

    def facts_of(self, person_id: str) -> Iterator[Fact]:
        """Yield the facts about one person."""
        yield "persons", {"person_id": person_id, "client_number": f"nr {person_id}"}
        for table, cells in self._cells():
            yield table, {"person_id": person_id, **cells}

    def _cells(self) -> Iterator[Fact]:
        yield from self._benefit()
        yield from self._guidance()
        yield from self._work()
        yield from self._enforcement()
        yield from self._providers()
        yield from self._participation()

    def _benefit(self) -> Iterator[Fact]:
        starts_on = self._day()
        spell = {"spell_id": self._key(), "scheme": "PW", "starts_on": starts_on}
        ends_on = self._perhaps(self._after(starts_on), 0.4)
        reason = self._one_of("work", "work", "removal") if ends_on else None
        if self._happens(0.85):
            yield "benefit_spells", {**spell, "ends_on": ends_on, "exit_reason": reason}
            if ends_on and self._happens(0.5):
                again = {"spell_id": self._key(), "scheme": "PW", "starts_on": self._after(ends_on)}
                yield "benefit_spells", again
        for _time in range(self._random.randint(0, 1)):
            applied_on = self._day()
            decided_on = self._perhaps(self._after(applied_on), 0.5)
            key = {"application_id": self._key(), "applied_on": applied_on}
            yield "applications", {**key, "decided_on": decided_on}
        for role in self._one_of(("both",), ("work", "income"), ()):
            manager = self._one_of("bakker", "jansen")
            assigned = {"role": role, "case_manager_id": manager, "team": "South"}
            yield "case_manager_assignments", {**assigned, "starts_on": self._day()}
        for _time in range(self._random.randint(0, 1)):
            first = self._day()
            expected = TODAY + timedelta(days=self._random.choice((60, 92, 120, 184, 190, 400)))
            spell = {"unemployment_id": self._key(), "starts_on": first}
            yield "unemployment_benefits", {**spell, "expected_end_on": expected}

    def _guidance(self) -> Iterator[Fact]:
        for _time in range(self._random.randint(0, 3)):
            held = self._random.choice((True, True, None, False))
            contact = {"contact_id": self._key(), "contact_on": self._day(), "held": held}
            yield "contacts", {**contact, "kind": self._one_of(*KINDS)}
        for _time in range(self._random.randint(0, 2)):
            row = {"classification_id": self._key(), "starts_on": self._day()}
            value = self._one_of("1", "1", "2", "3", "unassigned")
            yield "classifications", {**row, "scale": self._one_of(*SCALES), "value": value}
        for _time in range(self._random.randint(0, 1)):
            yield "diagnoses", {"diagnosis_id": self._key(), "diagnosed_on": self._day()}
        for _time in range(self._random.randint(0, 1)):
            starts_on = self._day()
            ends_on = self._perhaps(self._one_of(*self._around(TODAY)), 0.6)
            row = {"exemption_id": self._key(), "starts_on": starts_on, "ends_on": ends_on}
            yield "exemptions", {**row, "extent": self._one_of("full", "partial")}
        for _time in range(self._random.randint(0, 1)):
            agreed_on = self._day()
            planned_on = self._one_of(*self._around(TODAY))
            row = {"appointment_id": self._key(), "agreed_on": agreed_on, "planned_on": planned_on}
            yield "appointments", {**row, "kind": "three_way_talk"}

    def _work(self) -> Iterator[Fact]:
        for _time in range(self._random.randint(0, 1)):
            drawn_up_on = self._day()
            signed_on = self._perhaps(self._after(drawn_up_on), 0.5)
            row = {"plan_id": self._key(), "status": "definitive", "drawn_up_on": drawn_up_on}
            yield (
                "plans",
                {**row, "client_signed_on": signed_on, "municipality_signed_on": signed_on},
            )
        for _time in range(self._random.randint(0, 1)):
            offered_on = self._day()
            started_on = self._perhaps(self._after(offered_on), 0.4)
            row = {"trajectory_id": self._key(), "offered_on": offered_on}
            yield "trajectories", {**row, "started_on": started_on}
        if self._happens(0.2):
            row = {"verification_id": self._key(), "verified_on": self._day()}
            yield "exit_verifications", {**row, "verified_status": "work"}

    def _enforcement(self) -> Iterator[Fact]:
        if self._happens(0.3):
            row = {"signal_id": self._key(), "rule": "no_show", "raised_on": self._day()}
            yield "signals", {**row, "looked_into_on": self._perhaps(TODAY, 0.3)}
        for rule in ("form_missing", "sanction_decided", "handover_incomplete"):
            if self._happens(0.2):
                row = {"signal_id": self._key(), "rule": rule, "raised_on": self._day()}
                yield "signals", {**row, "handled_on": self._perhaps(TODAY, 0.3)}
        if self._happens(0.3):
            yield "sanctions", {"sanction_id": self._key(), "proposed_on": self._day()}

    def _providers(self) -> Iterator[Fact]:
        """Yield what providers sent and were asked, each answered or not."""
        of = {"participation_id": f"D{self._number}"}
        sent = {"name": "progress", "received_on": self._sent()}
        key = f"{self._number}"
        yield "progress_reports", {"report_id": f"R{key}", **of, **sent, **self._answered()}
        plan = {"goal": "work", "steps": "apply", "proposed_by": "anna"}
        proposed = {"proposed_on": self._sent(), **plan, **self._answered()}
        yield "proposed_plans", {"proposal_id": f"O{key}", **of, **proposed}
        talk = {"signalled_on": self._sent(), "signalled_by": "anna", "reason": "absence"}
        planned = self._days.choice((None, self._sent(), TODAY, TODAY + timedelta(days=9)))
        held = self._days.choice((None, TODAY))
        yield "three_way_talks", {"talk_id": f"G{key}", **of, **talk, "planned_on": planned,
                                  "held_on": held}  # fmt: skip
        late = {"signal_id": f"L{key}", "rule": "provider_report_late", "raised_on": self._sent()}
        yield "signals", {**late, "looked_into_on": self._days.choice((None, TODAY))}
        asked = {"contract_id": "K1", "provider_id": "R1", "referred_on": self._sent(),
                 "referred_by": "bakker", "question": "to work"}  # fmt: skip
        answer = self._days.choice((None, None, "accepted", "returned"))
        answered = {"answer": answer, "answered_on": TODAY - timedelta(days=30)} if answer else {}
        yield "referrals", {"referral_id": f"V{key}", **asked, **answered}

    def _participation(self) -> Iterator[Fact]:
        """Yield a participation with its absence and talks, and what came of the talks."""
        pick, key = self._talks.choice, f"{self._number}"
        of = {"participation_id": f"W{key}"}
        began_on = TODAY - timedelta(days=800)
        ends_on = pick((None, None, None, None, *self._later()))
        yield "participations", {**of, "provider_id": "R1", "starts_on": began_on,
                                 "ends_on": ends_on}  # fmt: skip
        trajectory = {"trajectory_id": f"T{key}"}
        yield "trajectories", {**trajectory, "ended_on": pick((None, *self._later()))}
        asked = {"contract_id": "K1", "referred_by": "bakker", "question": "to work"}
        referral = {**asked, "referral_id": f"W{key}", "provider_id": "R1", "referred_on": began_on}
        yield "referrals", {**referral, **of, **pick(({}, trajectory)), "answered_on": began_on}
        for number in range(pick((0, 1, 2, 3))):
            starts_on = self._talked_on()
            away = {"kind": pick(("illness", "illness", "no_show", "leave", "other")), **of}
            known = {"with_notice": pick((None, True, False)), "starts_on": starts_on}
            told = {"reported_on": starts_on + timedelta(days=pick((0, 1)))}
            back_on = pick((None, None, starts_on + timedelta(days=pick((1, 5, 30)))))
            yield "absences", {"absence_id": f"A{key}{number}", **away, **known, **told,
                               "ends_on": back_on}  # fmt: skip
        for number in range(pick((0, 1, 1, 2))):
            told = {"signalled_on": TODAY - timedelta(days=731), "signalled_by": "anna"}
            result = pick(("stop", "other_provider", "adjust", "sanction", "go_on"))
            yield "three_way_talks", {"talk_id": f"W{key}{number}", **of, **told,
                                      "reason": "absence", "held_on": self._talked_on(),
                                      "result": result}  # fmt: skip
        yield from self._followed(key, of, asked)

    def _followed(
        self, key: str, of: dict[str, object], asked: dict[str, object]
    ) -> Iterator[Fact]:
        """Yield what may have come of a talk."""
        pick, day = self._talks.choice, self._talked_on
        if pick((True, False)):
            away = {"provider_id": pick(("R1", "R2")), "recalled_on": pick((None, None, day()))}
            yield "referrals", {"referral_id": f"X{key}", **asked, **away, "referred_on": day()}
        if pick((True, False, False)):
            plan = {"goal": "work", "steps": "apply", "proposed_by": "anna"}
            told = {"proposed_on": day(), **of, "answered_on": TODAY, "answered_by": "bakker"}
            yield "proposed_plans", {"proposal_id": f"X{key}", **plan, **told}

    def _talked_on(self) -> date:
        return TODAY - timedelta(days=self._talks.choice(BACK_TO_TALKS))

    def _later(self) -> tuple[date, date]:
        return self._talked_on(), self._talked_on()

    def _sent(self) -> date:
        return TODAY - timedelta(days=self._days.choice(BACK))

    def _answered(self) -> dict[str, object]:
        if self._days.random() < 0.5:
            return {}
        return {"answered_on": TODAY, "answered_by": "bakker", "answer": "accepted"}

    def _day(self) -> date:
        return TODAY - timedelta(days=self._random.choice(BACK))

    def _after(self, day: date) -> date:
        return min(TODAY, day + timedelta(days=self._random.choice(BACK)))

    def _around(self, day: date) -> tuple[date, ...]:
        return tuple(day + timedelta(days=days) for days in (-30, -1, 0, 1, 14, 15, 56, 58))

    def _key(self) -> str:
        self._number += 1
        return f"{self._number:05d}"

    def _happens(self, chance: float) -> bool:
        return self._random.random() < chance

    def _perhaps(self, day: date, chance: float) -> date | None:
        return day if self._happens(chance) else None

    def _one_of(self, *choices: object) -> object:
        return self._random.choice(choices)


def make_facts(people: int, seed: int = 7) -> list[Fact]:
    """Make up the facts of a number of people."""
    lives = Lives(seed)
    names = (f"P{number:03d}" for number in range(people))
    return [fact for name in names for fact in lives.facts_of(name)]


def write_facts(facts: list[Fact], folder: Path) -> Dossier:
    """Write facts into a dossier."""
    builder = DossierBuilder()
    for table, row in facts:
        builder.add(table, {**row, "source": "register"})
    with write_dossier(folder) as writer:
        write_codes(builder)
        builder.write(writer)
        writer.finish("test", {})
    return Dossier(folder)
