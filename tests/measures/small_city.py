"""A small city's dossier over 2004-2006: benefits, activities, contracts and what they cost."""

from dataclasses import dataclass, field

from tests.dossiers import SmallDossier, day, day_after
from trede.dossier.building import Cell

STUDY = {
    "period_from": "2004-01-01",
    "period_to": "2006-06-30",
    "status_on": "2006-07-01",
    "cost_status_on": "2006-06-30",
    "ladder_on": "2006-06-30",
    "benefit_per_month": "1000",
}


@dataclass
class SmallCity(SmallDossier):
    """A dossier in the making, of a city with a ledger; amounts are in euros."""

    settings: dict[str, str] = field(default_factory=lambda: dict(STUDY))

    def person(self, client: str, *, born: str | None = None, doubt: str | None = None) -> None:
        """Say of a person when they were born, or why the identity is in doubt."""
        self.known.add(client)
        about = {"person_id": client, "birth_on": day(born), "identity_doubt": doubt}
        self.facts.add("persons", {**about, "source": "NUS"})

    def on_benefit(
        self,
        client: str,
        starts_on: str = "01-01-2005",
        last_day: str | None = None,
        cause: str | None = None,
        *,
        scheme: str = "WWB",
    ) -> None:
        """Let a client have a benefit, to a last day and for a cause if it ended."""
        spell: dict[str, Cell] = {"starts_on": day(starts_on), "ends_on": day_after(last_day)}
        spell |= {"scheme": scheme, "exit_reason": cause}
        self.add("benefit_spells", client, "spell_id", **spell)

    def contract(self, name: str, **terms: Cell) -> None:
        """Enter a contract into the register, signed before the period unless it is changed."""
        terms = {"signed_on": day("01-01-2004"), **terms}
        self.facts.add("contracts", {"contract_id": name, "source": "register", **terms})

    def took_part(
        self,
        client: str,
        contract: str | None = "C1",
        euros: int | None = 100,
        *,
        starts_on: str = "01-02-2005",
        last_day: str | None = "01-05-2005",
        **changed: Cell,
    ) -> None:
        """Let a client take part in a contract's activity that counts, unless it is changed."""
        facts: dict[str, Cell] = {
            "contract_id": contract,
            "starts_on": day(starts_on),
            "ends_on": day_after(last_day),
            "rung": "3",
            "status": "completed",
            "meets_norm": True,
            "approved": True,
            "source": "BVS",
        }
        self.add("participations", client, "participation_id", **(facts | changed))
        number = self.facts.table("participations").cells("participation_id")[-1]
        if euros is not None:
            self.booked("participation", euros, client=client, participation_id=number)

    def booked(
        self,
        kind: str,
        euros: int,
        booked_on: str = "01-05-2005",
        *,
        client: str | None = None,
        **about: Cell,
    ) -> None:
        """Book an amount in the ledger."""
        if client is not None and client not in self.known:
            self.person(client)
        entry: dict[str, Cell] = {
            "cost_id": f"cost {len(self.facts.table('costs')):03d}",
            "booked_on": day(booked_on),
            "amount_cents": 100 * euros,
            "kind": kind,
            "person_id": client,
            "source": "ledger",
        }
        self.facts.add("costs", entry | about)

    def exempt(
        self,
        client: str,
        starts_on: str = "01-03-2005",
        last_day: str | None = None,
        *,
        reason: str = "medical",
        extent: str = "full",
    ) -> None:
        """Exempt a client from work obligations."""
        days = {"starts_on": day(starts_on), "ends_on": day_after(last_day)}
        self.add("exemptions", client, "exemption_id", reason=reason, extent=extent, **days)

    def on_rung(
        self, client: str, rung: str, starts_on: str = "01-01-2006", last_day: str | None = None
    ) -> None:
        """Put a client on a rung of the ladder."""
        days = {"starts_on": day(starts_on), "ends_on": day_after(last_day)}
        scale = {"scale": "ladder_amsterdam_2006", "value": rung}
        self.add("classifications", client, "classification_id", **scale, **days)

    def verified(self, client: str, registered: str | None, found: str) -> None:
        """Look a former client up in an independent source."""
        about = {"registered_reason": registered, "verified_status": found}
        verified_on = day("01-06-2006")
        self.add("exit_verifications", client, "verification_id", **about, verified_on=verified_on)
