"""One delivery of the five systems while it is being imported: who and what is known so far."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from trede.dossier.building import Cell
from trede.dossier.pseudonyms import Pseudonymiser
from trede.importers.extracts import ExtractFile, Row
from trede.importers.profile import Import
from trede.importers.profiles.amsterdam_2007.codebook import Codebook


@dataclass
class Person:
    """What the systems say of one person."""

    client_number: str | None = None
    birth_on: date | None = None
    sex: str | None = None
    parties: set[str] = field(default_factory=set)
    has_citizen_number: bool = True

    @property
    def identity_doubt(self) -> str | None:
        """Why the identity is in doubt, if it is (rekenkamer-amsterdam E5)."""
        if not self.has_citizen_number:
            return "no_citizen_number"
        return "number_on_two_parties" if len(self.parties) > 1 else None


class People:
    """Everyone met in the delivery, by pseudonym."""

    def __init__(self, pseudonyms: Pseudonymiser) -> None:
        self._pseudonyms = pseudonyms
        self.met: dict[str, Person] = {}
        self._citizen_numbers: dict[str, set[str]] = defaultdict(set)

    def by_citizen_number(self, number: str) -> str:
        """Return the pseudonym of a citizen service number."""
        person_id = self._pseudonyms.of(number)
        if person_id not in self.met:
            self.met[person_id] = Person()
        return person_id

    def by_client_number(self, number: str) -> str:
        """Return the pseudonym of a client, who may be known by the client number only.

        Should a client number stand with two citizen service numbers, the smallest counts.
        """
        if numbers := self._citizen_numbers.get(number):
            return self.by_citizen_number(min(numbers))
        person_id = self._pseudonyms.of(number, "client number")
        self.met.setdefault(person_id, Person(number, has_citizen_number=False))
        return person_id

    def register(self, client_number: str, citizen_number: str) -> str:
        """Note that the benefit system knows a client by both numbers; return the pseudonym."""
        self._citizen_numbers[client_number].add(citizen_number)
        return self.by_citizen_number(citizen_number)

    def conflicts(self, client_number: str | None, citizen_number: str) -> bool:
        """Tell whether the benefit system knows the client by other citizen service numbers."""
        known = self._citizen_numbers.get(client_number or "", {citizen_number})
        return citizen_number not in known


@dataclass(frozen=True)
class Delivery:
    """A delivery of the five systems, in the making of a dossier."""

    imported: Import
    codes: Codebook
    people: People
    providers: set[str] = field(default_factory=set)

    def rows(self, file: ExtractFile) -> Iterator[Row]:
        """Yield the readable rows of a file."""
        self.imported.progress(file.name)
        return self.imported.extracts.rows(file)

    def add(self, table: str, source: str, fact: dict[str, Cell]) -> None:
        """Add a fact to the dossier."""
        self.imported.facts.add(table, {"source": source, **fact})

    def use(self, row: Row) -> None:
        """Account for a row as used."""
        self.imported.extracts.use(row)

    def reject(self, row: Row, rule: str, column: str) -> None:
        """Account for a row that cannot be used."""
        self.imported.extracts.reject(row, rule, column)

    def numbered(self, source: str, row: Row) -> str:
        """Return a key for a fact whose row has no number of its own, in the order of the file."""
        return f"{source}/{row.line:07d}"

    def person(self, row: Row, column: str) -> str | None:
        """Return the pseudonym of a row's citizen service number; reject the row without one."""
        number = row.text(column)
        if number is None:
            self.reject(row, "citizen_number_missing", column)
            return None
        return self.people.by_citizen_number(number)

    def provider(self, name: str | None, company_group: str | None, source: str) -> str | None:
        """Return the key of a provider, which is its name; add it when it is new."""
        if name is not None and name not in self.providers:
            self.providers.add(name)
            fact: dict[str, Cell] = {"provider_id": name, "name": name}
            self.add("providers", source, {**fact, "company_group": company_group})
        return name
