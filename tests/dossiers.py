"""Small dossiers in the words of the field, and the questions asked of them."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from trede.dossier.building import Cell, DossierBuilder
from trede.dossier.codes import write_codes
from trede.dossier.storage import Dossier, write_dossier
from trede.measures.engines.embedded import embedded_engine
from trede.measures.figures import Question, compute, people, resolve_parameters
from trede.measures.library import read_library
from trede.measures.possible import check_possible
from trede.measures.remarks import remarks

Counted = dict[str | tuple[str | None, ...] | None, tuple[int, int | None]]


def day(text: str | None) -> date | None:
    """Return a day written as people write it: ``31-12-2005``."""
    if text is None:
        return None
    number, month, year = text.split("-")
    return date(int(year), int(month), int(number))


def day_after(text: str | None) -> date | None:
    """Return the first day on which something no longer holds, from its last day."""
    last = day(text)
    return None if last is None else last + timedelta(days=1)


def moment(text: str | None) -> datetime | None:
    """Return the moment on which a day begins."""
    found = day(text)
    return None if found is None else datetime.combine(found, time.min)


@dataclass
class SmallDossier:
    """A dossier in the making; it is written when it is first asked something.

    Days are written ``31-12-2005``; last days are included. ``registered`` is the day a fact was
    recorded, by default since always.
    """

    folder: Path
    facts: DossierBuilder = field(default_factory=DossierBuilder)
    settings: dict[str, str] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)

    def add(self, table: str, client: str, key: str, **row: Cell) -> None:
        """Add a row about a client, with a key of its own."""
        if client not in self.known:
            self.known.add(client)
            self.facts.add(
                "persons", {"person_id": client, "client_number": f"nr {client}", "source": "local"}
            )
        number = f"{client}/{len(self.facts.table(table)):03d}"
        self.facts.add(table, {"person_id": client, "source": "local", key: number, **row})

    def client_on_benefit(
        self,
        client: str,
        starts_on: str,
        last_day: str | None = None,
        *,
        end_registered: str | None = None,
        undated_end: str | None = None,
        scheme: str = "ABW",
        source: str = "local",
    ) -> None:
        """Let a client enter benefit, and leave after the last day if there is one.

        With ``end_registered`` the end was not known before that day.
        """
        spell: dict[str, Cell] = {
            "spell_id": f"{source}/{client}/{day(starts_on)}/{scheme}",
            "scheme": scheme,
            "starts_on": day(starts_on),
            "undated_end": undated_end,
            "source": source,
        }
        ended: dict[str, Cell] = {"ends_on": day_after(last_day)}
        if end_registered is not None:
            known_from = moment(end_registered)
            self.add("benefit_spells", client, "spell_id", **spell, withdrawn_at=known_from)
            ended["recorded_at"] = known_from
        self.add("benefit_spells", client, "spell_id", **spell, **ended)

    def with_full_exemption(
        self,
        client: str,
        starts_on: str,
        last_day: str | None = None,
        *,
        registered: str | None = None,
        extent: str = "full",
        reason: str = "medical",
        found_in: str | None = None,
    ) -> None:
        """Exempt a client from the whole work obligation (or from part, by ``extent``)."""
        self.add(
            "exemptions",
            client,
            "exemption_id",
            extent=extent,
            reason=reason,
            starts_on=day(starts_on),
            ends_on=day_after(last_day),
            found_in=found_in,
            recorded_at=moment(registered),
        )

    def with_trajectory(
        self,
        client: str,
        started: str | None = None,
        *,
        offered: str | None = None,
        decided: str | None = None,
        decision: str | None = None,
        processed: bool | None = None,
        registered: str | None = None,
        source: str = "local",
    ) -> None:
        """Offer a client a trajectory, decide on it, or let it start."""
        self.add(
            "trajectories",
            client,
            "trajectory_id",
            offered_on=day(offered),
            decided_on=day(decided),
            decision=decision,
            started_on=day(started),
            processed=processed,
            recorded_at=moment(registered),
            source=source,
        )

    def with_plan(
        self,
        client: str,
        drawn_up: str | None = None,
        *,
        offered: str | None = None,
        client_signed: str | None = None,
        municipality_signed: str | None = None,
        status: str = "definitive",
        registered: str | None = None,
    ) -> None:
        """Draw up a plan with a client."""
        self.add(
            "plans",
            client,
            "plan_id",
            status=status,
            offered_on=day(offered),
            drawn_up_on=day(drawn_up),
            client_signed_on=day(client_signed),
            municipality_signed_on=day(municipality_signed),
            recorded_at=moment(registered),
        )

    def with_instrument(
        self, client: str, starts_on: str, *, registered: str | None = None
    ) -> None:
        """Use an instrument for a client."""
        begun: dict[str, Cell] = {"starts_on": day(starts_on), "recorded_at": moment(registered)}
        self.add("activities", client, "activity_id", **begun)

    def picked_up(self, client: str, picked_up_on: str) -> None:
        """Begin to guide a client intensively, without a formal trajectory."""
        self.add("pickups", client, "pickup_id", picked_up_on=day(picked_up_on))

    def classified(
        self,
        client: str,
        scale: str,
        value: str,
        starts_on: str,
        *,
        registered: str | None = None,
        source: str = "local",
    ) -> None:
        """Place a client on a scale."""
        self.add(
            "classifications",
            client,
            "classification_id",
            scale=scale,
            value=value,
            starts_on=day(starts_on),
            recorded_at=moment(registered),
            source=source,
        )

    def central_client(
        self,
        client: str,
        starts_on: str,
        last_day: str | None = None,
        *,
        obligation: str | None = "full",
    ) -> None:
        """Let a client appear in the central benefit statistics."""
        self.client_on_benefit(client, starts_on, last_day, source="cbs")
        if obligation is not None:
            self.classified(client, "work_obligation", obligation, starts_on, source="cbs")

    def delivery(self, name: str, period_from: str, period_to: str, due: str) -> None:
        """Agree on a delivery to the central register."""
        self.facts.add(
            "deliveries",
            {
                "delivery_id": name,
                "period_from": day(period_from),
                "period_to": day(period_to),
                "due_on": day(due),
                "source": "mosa",
            },
        )

    def ask(self, measure: str, *by: str, **given: str) -> Counted:
        """Compute a measure; return numerator and denominator by group (none: no grouping)."""
        library = read_library()
        asked = library.measure(measure)
        question = Question(asked, resolve_parameters(library, asked, self.settings, given), by)
        with embedded_engine(self._written()) as engine:
            figure = compute(library, engine, question)
        return {
            (row.group[0] if len(by) == 1 else row.group or None): (row.numerator, row.denominator)
            for row in figure.rows
        }

    def rows(self, measure: str, *columns: str, **given: str) -> dict[str, tuple[object, ...]]:
        """Return columns of the rows behind a measure, by client."""
        library = read_library()
        asked = library.measure(measure)
        question = Question(asked, resolve_parameters(library, asked, self.settings, given))
        with embedded_engine(self._written()) as engine:
            found = people(library, engine, question).to_pylist()
        return {row["person_id"]: tuple(row[column] for column in columns) for row in found}

    def clients(self, measure: str, **given: str) -> set[str]:
        """Return the clients in the numerator of a measure."""
        rows = self.rows(measure, "in_numerator", **given)
        return {client for client, (counted,) in rows.items() if counted}

    def remarks(
        self, measure: str, *by: str, published: bool = False, **given: str
    ) -> tuple[str, ...]:
        """Return what is remarked with an answer; a question that makes no sense is refused."""
        library = read_library()
        asked = library.measure(measure)
        parameters = resolve_parameters(library, asked, self.settings, given)
        with embedded_engine(self._written()) as engine:
            check_possible(library, engine, parameters, given)
            return remarks(library, engine, Question(asked, parameters, by), published=published)

    def _written(self) -> Dossier:
        if not self.folder.exists():
            with write_dossier(self.folder) as writer:
                write_codes(self.facts)
                self.facts.write(writer)
                writer.finish("test", self.settings)
        return Dossier(self.folder)
