"""Clients of contracts in the words of the field, and what a settlement says of them."""

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from tests.dossiers import day
from trede.settlement.facts import (
    Benefit,
    Claim,
    Facts,
    Participation,
    Payment,
    Placement,
    Report,
    Signature,
    Verification,
)
from trede.settlement.guards import Rules
from trede.settlement.lines import Settlement, Verdict
from trede.settlement.reading import parse_terms, read_terms
from trede.settlement.settling import settle
from trede.settlement.spans import Span
from trede.settlement.terms import Terms

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "contracts" / "terms"
EVIDENCE = "employment_contract"


def shipped(*contracts: str) -> tuple[Terms, ...]:
    """Return the shipped terms of some contracts, by the name of their file."""
    return read_terms([EXAMPLES / f"{contract}.toml" for contract in contracts])


def span(begins: str, ends: str | None = None) -> Span:
    """Return a span from a day up to, not including, another."""
    first = day(begins)
    assert first is not None
    return Span(first, day(ends))


def on(text: str) -> date:
    """Return a day."""
    return span(text).starts_on


@dataclass
class Story:
    """Facts in the making; days are written ``31-12-2005``, ends are the first day after."""

    facts: Facts = field(default_factory=Facts)

    def add(self, **more: object) -> None:
        """Add facts, by the name of their kind."""
        added = {name: (*getattr(self.facts, name), fact) for name, fact in more.items()}
        self.facts = replace(self.facts, **added)

    def takes_part(
        self,
        client: str,
        contract: str,
        begins: str,
        ends: str | None = None,
        *,
        to_norm: bool | None = True,
        approved: bool | None = True,
    ) -> None:
        """Let a client take part in a contract, to the norm and approved."""
        self.add(
            participations=Participation(
                f"{client}/{contract}", client, contract, span(begins, ends),
                completed=ends is not None, meets_norm=to_norm, approved=approved,
            )
        )  # fmt: skip

    def works(self, client: str, begins: str, ends: str | None = None, **about: object) -> None:
        """Let a client work, regularly and for an employer unless said otherwise."""
        number = len(self.facts.placements)
        verified = day(str(about.pop("verified"))) if "verified" in about else None
        self.add(
            placements=Placement(
                f"{client}/{number}", client, span(begins, ends), verified_on=verified, **about
            )
        )

    def claims(self, client: str, contract: str, premium: str, claimed: str) -> None:
        """Let the company claim a premium, with a copy of the employment contract."""
        self.add(
            claims=Claim(
                f"{client}/{contract}/{premium}/{len(self.facts.claims)}", contract,
                f"{client}/{contract}", premium, on(claimed), ((EVIDENCE, on(claimed)),),
            )
        )  # fmt: skip

    def reports(self, client: str, contract: str, name: str, received: str) -> None:
        """Let the company report."""
        number = len(self.facts.reports)
        self.add(reports=Report(str(number), f"{client}/{contract}", name, on(received)))

    def on_benefit(
        self, client: str, begins: str, ends: str | None = None, euros: int | None = None
    ) -> None:
        """Let a client have benefit."""
        cents = None if euros is None else euros * 100
        number = len(self.facts.benefits)
        self.add(benefits=Benefit(str(number), client, span(begins, ends), cents))

    def signs(self, client: str, contract: str, month: str, signed: str | None) -> None:
        """Put a client on the attendance list of a month, signed or not."""
        number = len(self.facts.signatures)
        self.add(
            signatures=Signature(
                str(number), f"{client}/{contract}", f"{contract} {month}", on(month), day(signed)
            )
        )

    def is_found(self, client: str, verified: str, *, at_work: bool) -> None:
        """Let an independent source say whether a client is at work."""
        number = len(self.facts.verifications)
        self.add(verifications=Verification(str(number), client, on(verified), at_work=at_work))

    def settle(
        self, terms: tuple[Terms, ...], as_of: str, rules: Rules | None = None
    ) -> Settlement:
        """Return the settlement on a day."""
        return settle(terms, self.facts, on(as_of), rules)

    def pay(self, settlement: Settlement) -> None:
        """Pay everything that is due."""
        for line in settlement.lines:
            if line.verdict is Verdict.DUE:
                key = line.key
                self.add(
                    payments=Payment(
                        key.contract_id, key.participation_id, key.term, key.period, line.cents,
                        settlement.day,
                    )
                )  # fmt: skip


Said = list[tuple[str, str, int, str]]


def said(settlement: Settlement) -> Said:
    """Return term, verdict, euros and reason of every line."""
    return sorted(
        (line.key.term, line.verdict.value, line.cents // 100, line.reason.code)
        for line in settlement.lines
    )


def contract(
    text: str, name: str = "K", scheme: str = "input", more: str = ""
) -> tuple[Terms, ...]:
    """Return the terms of a contract without VAT that holds since 2004, with some entries."""
    head = f"""
contract = "{name}"
version = 1
title = {{ nl = "Contract", en = "Contract" }}
company = "Bedrijf {name}"
valid_from = 2004-01-01
scheme = "{scheme}"
premium_policy = 1
vat_percent = 0
source = "made up"
{more}
"""
    return (parse_terms(head + text, "contract.toml"),)
