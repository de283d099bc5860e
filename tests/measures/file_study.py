"""Small dossiers in the words of a file study: who entered, what they got, how they left."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from trede.dossier.building import Cell, DossierBuilder
from trede.dossier.codes import write_codes
from trede.dossier.storage import Dossier, write_dossier
from trede.measures.engines.embedded import embedded_engine
from trede.measures.figures import Question, compute, people, resolve_parameters
from trede.measures.library import read_library

Counted = dict[str | tuple[str | None, ...] | None, tuple[int, int | None]]


def day(text: str | None) -> date | None:
    """Return a date written as in a file: ``31-12-2005``."""
    if text is None:
        return None
    number, month, year = text.split("-")
    return date(int(year), int(month), int(number))


@dataclass
class FileStudy:
    """A dossier in the making, and the questions asked of it."""

    folder: Path
    facts: DossierBuilder = field(default_factory=DossierBuilder)
    settings: Mapping[str, str] = field(default_factory=dict)

    def _add(self, table: str, **row: Cell) -> None:
        self.facts.add(table, {"source": "test", **row})

    def enters(
        self,
        client: str,
        starts_on: str = "10-01-2005",
        *,
        phase: str = "1",
        obligation: str | None = "full",
        born: str | None = None,
        applied: str | None = None,
        awarded: str | None = None,
        **position: Cell,
    ) -> None:
        """Let a client enter benefit and stay."""
        self._spell(client, starts_on, applied_on=day(applied), decided_on=day(awarded))
        self._add("persons", person_id=client, birth_on=day(born), **position)
        for scale, value in (("phase", phase), ("work_obligation", obligation)):
            if value is not None:
                self._add(
                    "classifications",
                    classification_id=f"{client}/{scale}",
                    person_id=client,
                    scale=scale,
                    value=value,
                    starts_on=day(starts_on),
                )

    def enters_and_leaves(
        self,
        client: str,
        starts_on: str,
        last_day: str | None,
        reason: str | None = "work",
        *,
        undated: str | None = None,
        contract: str | None = None,
        phase: str = "1",
        obligation: str = "full",
    ) -> None:
        """Let a client enter benefit and leave after the last day of benefit, if that is known."""
        self.enters(client, starts_on, phase=phase, obligation=obligation)
        spells = self.facts.table("benefit_spells")
        last = day(last_day)
        changed: Mapping[str, Cell] = {
            "ends_on": None if last is None else last + timedelta(days=1),
            "undated_end": undated,
            "exit_reason": reason,
            "contract_kind": contract,
        }
        for column, value in changed.items():
            spells.cells(column)[-1] = value

    def returns(self, client: str, starts_on: str) -> None:
        """Let a former client enter benefit again."""
        self._spell(client, starts_on)

    def _spell(self, client: str, starts_on: str, **dates: Cell) -> None:
        self._add(
            "benefit_spells",
            spell_id=f"{client}/{starts_on}",
            person_id=client,
            scheme="WWB",
            starts_on=day(starts_on),
            **dates,
        )

    def gets_trajectory(
        self,
        client: str,
        started: str | None = None,
        *,
        kind: str | None = "work_first",
        offered: str | None = None,
        decided: str | None = None,
        decision: str = "positive",
        result: str | None = None,
    ) -> None:
        """Offer a client a trajectory, or let one start."""
        self._add(
            "trajectories",
            trajectory_id=f"{client}/{len(self.facts.table('trajectories'))}",
            person_id=client,
            type=kind,
            offered_on=day(offered),
            decided_on=day(decided),
            decision=decision if decided else None,
            started_on=day(started),
            result=result,
        )

    def is_exempt(
        self,
        client: str,
        starts_on: str | None,
        last_day: str | None = None,
        *,
        extent: str = "full",
        reason: str = "medical",
        examined: str | None = None,
    ) -> None:
        """Exempt a client from the work obligation."""
        last = day(last_day)
        self._add(
            "exemptions",
            exemption_id=f"{client}/{starts_on}",
            person_id=client,
            reason=reason,
            extent=extent,
            starts_on=day(starts_on),
            ends_on=None if last is None else last + timedelta(days=1),
            medical_examination=examined,
        )

    def has_barriers(self, client: str, *barriers: str, since: str = "10-01-2005") -> None:
        """Make barriers of a client known since a day."""
        for barrier in barriers:
            self._add("barriers", person_id=client, barrier=barrier, starts_on=day(since))

    def is_placed(self, client: str, starts_on: str, financed_by: str) -> None:
        """Let a client begin to work."""
        self._add(
            "placements",
            placement_id=f"{client}/{starts_on}",
            person_id=client,
            financed_by=financed_by,
            starts_on=day(starts_on),
        )

    def groups_reasons(self, grouping: str, **groups: str) -> None:
        """Bring a grouping of exit reasons of the municipality's own."""
        for code, group in groups.items():
            self._add("code_groups", list="exit_reason", grouping=grouping, code=code, group=group)

    def ask(self, measure: str, *by: str, **given: str) -> Counted:
        """Compute a measure; return numerator and denominator by group (none: no grouping)."""
        library = read_library()
        asked = library.measure(measure)
        parameters = resolve_parameters(library, asked, self.settings, given)
        with embedded_engine(self._written()) as engine:
            figure = compute(library, engine, Question(asked, parameters, by))
        return {
            (row.group[0] if len(by) == 1 else row.group or None): (row.numerator, row.denominator)
            for row in figure.rows
        }

    def clients(self, measure: str, **given: str) -> set[str]:
        """Return the clients in the numerator of a measure."""
        library = read_library()
        asked = library.measure(measure)
        parameters = resolve_parameters(library, asked, self.settings, given)
        with embedded_engine(self._written()) as engine:
            rows = people(library, engine, Question(asked, parameters)).to_pylist()
        return {row["person_id"] for row in rows if row["in_numerator"]}

    def _written(self) -> Dossier:
        if not self.folder.exists():
            with write_dossier(self.folder) as writer:
                write_codes(self.facts)
                self.facts.write(writer)
                writer.finish("test", self.settings)
        return Dossier(self.folder)
