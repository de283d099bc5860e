"""A small dossier for signals: what happens with clients, and what asks for attention when."""

from dataclasses import dataclass
from operator import itemgetter

from tests.dossiers import SmallDossier, day, day_after
from trede.measures.engines.embedded import embedded_engine
from trede.measures.figures import Question, people, resolve_parameters
from trede.measures.library import read_library

Term = tuple[str, str, str, str]
"""Client, last day, state, and the day it was settled (empty: it was not)."""


@dataclass
class SignalDossier(SmallDossier):
    """A dossier that can be asked which terms run, and in what state they are."""

    def applies(self, client: str, applied: str, decided: str | None = None) -> None:
        """Let someone apply for benefit."""
        days = {"applied_on": day(applied), "decided_on": day(decided)}
        self.add("applications", client, "application_id", **days)

    def is_diagnosed(self, client: str, on: str, kind: str | None = "diagnosis") -> None:
        """Make a diagnosis."""
        self.add("diagnoses", client, "diagnosis_id", diagnosed_on=day(on), kind=kind)

    def is_spoken_to(
        self, client: str, on: str, kind: str | None = "conversation", *, held: bool | None = True
    ) -> None:
        """Have a contact with a client, or plan one that is not held."""
        self.add("contacts", client, "contact_id", contact_on=day(on), kind=kind, held=held)

    def agrees_to_talk(
        self, client: str, agreed: str, planned: str, settled: str | None = None
    ) -> None:
        """Agree on a three-way talk."""
        days = {"agreed_on": day(agreed), "planned_on": day(planned), "settled_on": day(settled)}
        self.add("appointments", client, "appointment_id", kind="three_way_talk", **days)

    def is_exempt(
        self,
        client: str,
        first: str,
        last: str | None = None,
        *,
        review: str | None = None,
        extent: str = "partial",
    ) -> None:
        """Exempt a client up to and including a last day."""
        days = {"starts_on": day(first), "ends_on": day_after(last), "review_on": day(review)}
        self.add("exemptions", client, "exemption_id", extent=extent, **days)

    def is_on_unemployment_benefit(
        self, client: str, first: str, expected_last: str, last: str | None = None
    ) -> None:
        """Let a client have unemployment benefit with a last day that is known beforehand."""
        days = {"expected_end_on": day_after(expected_last), "ends_on": day_after(last)}
        self.add("unemployment_benefits", client, "unemployment_id", starts_on=day(first), **days)

    def leaves_for_work(self, client: str, first: str, last: str) -> None:
        """Let a client be on benefit until a last day, and leave for work."""
        self.add(
            "benefit_spells",
            client,
            "spell_id",
            scheme="PW",
            starts_on=day(first),
            ends_on=day_after(last),
            exit_reason="work",
        )

    def is_verified(self, client: str, on: str) -> None:
        """Verify with an independent source that someone works."""
        found = {"verified_on": day(on), "verified_status": "work"}
        self.add("exit_verifications", client, "verification_id", **found)

    def raises_signal(
        self,
        client: str,
        on: str,
        looked_into: str | None = None,
        handled: str | None = None,
        *,
        rule: str = "no_show",
        due: str | None = None,
    ) -> None:
        """Raise a signal of enforcement, or what another rule raises."""
        days = {"looked_into_on": day(looked_into), "handled_on": day(handled), "due_on": day(due)}
        self.add("signals", client, "signal_id", rule=rule, raised_on=day(on), **days)

    def is_referred(
        self,
        client: str,
        on: str,
        answered: str | None = None,
        answer: str = "accepted",
        *,
        recalled: str | None = None,
        former: str | None = None,
    ) -> str:
        """Refer a client to a provider, for the one trajectory of the client; return its key."""
        days = {"referred_on": day(on), "recalled_on": day(recalled), "answered_on": day(answered)}
        known = {"answer": answer if answered else None, "former_id": former}
        asked = {"contract_id": "C1", "provider_id": "P1", "referred_by": "M1", "question": "Work"}
        key = f"{client} {on}"
        self.add(
            "referrals", client, "referral_id", trajectory_id=f"t {client}",
            **{**days, **known, **asked, "referral_id": key},
        )  # fmt: skip
        return key

    def is_proposed_for_sanction(self, client: str, on: str, decided: str | None = None) -> None:
        """Propose a sanction."""
        days = {"proposed_on": day(on), "decided_on": day(decided)}
        self.add("sanctions", client, "sanction_id", **days)

    def is_assigned(
        self,
        client: str,
        manager: str,
        first: str,
        last: str | None = None,
        *,
        role: str = "both",
        team: str = "South",
    ) -> None:
        """Let a case manager answer for a client."""
        days = {"starts_on": day(first), "ends_on": day_after(last)}
        self.add(
            "case_manager_assignments",
            client,
            "case_manager_id",
            role=role,
            team=team,
            **{**days, "case_manager_id": manager},
        )

    def terms(self, rule: str, as_of: str, **given: str) -> list[Term]:
        """Return the terms that a signal watches, as of a day, in order of client and day."""
        found = (
            (row["person_id"], row["due_on"], row["state"], row["settled_on"])
            for row in self.rows_behind(f"{rule}_open", as_of, **given)
        )
        in_order = sorted(found, key=itemgetter(0, 1))
        return [(client, said(due), state, said(done)) for client, due, state, done in in_order]

    def states(self, rule: str, as_of: str, **given: str) -> dict[str, str]:
        """Return the state of the newest term of every client."""
        rows = self.rows_behind(f"{rule}_open", as_of, **given)
        ordered = sorted(rows, key=lambda row: row["begins_on"])
        return {row["person_id"]: row["state"] for row in ordered}

    def rows_behind(self, measure: str, as_of: str, **given: str) -> list[dict[str, object]]:
        """Return the rows behind a measure as of a day."""
        library = read_library()
        asked = library.measure(measure)
        chosen = {"as_of": str(day(as_of)), **given}
        question = Question(asked, resolve_parameters(library, asked, self.settings, chosen))
        with embedded_engine(self._written()) as engine:
            return people(library, engine, question).to_pylist()


def said(found: object) -> str:
    """Write a day as ``31-12-2005``; empty if there is none."""
    return "" if found is None else f"{found:%d-%m-%Y}"
