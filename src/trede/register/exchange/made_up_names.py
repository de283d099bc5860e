"""Made-up names and addresses, for demonstrations: the same person always has the same ones.

No name belongs to a person that exists, no street, postcode or telephone number is in use, and
there are no citizen service numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

PLACE = "Voorbeeldstad"
_UNUSED_LETTERS = "FIOQUY"
"""Letters that no postcode has."""

FAMILIES: Sequence[tuple[str, Sequence[str]]] = (
    (
        "dutch",
        (
            "Jansen",
            "de Vries",
            "van den Berg",
            "Bakker",
            "Visser",
            "Smit",
            "Meijer",
            "de Boer",
            "Mulder",
            "de Groot",
            "Bos",
            "Vos",
            "Peters",
            "Hendriks",
            "van Leeuwen",
            "Dekker",
            "Brouwer",
            "de Wit",
            "Dijkstra",
            "Smits",
            "de Graaf",
            "van der Meer",
            "Kok",
            "Jacobs",
            "van Vliet",
            "Huisman",
            "Postma",
            "Kuipers",
            "van der Veen",
            "Prins",
            "Hoekstra",
            "ter Horst",
        ),
    ),
    ("turkish", ("Yılmaz", "Kaya", "Demir", "Çelik", "Şahin", "Aydın", "Öztürk", "Koç")),
    ("moroccan", ("El Amrani", "Bennani", "Ouali", "Haddou", "Azzouzi", "Tahiri", "Chaouki")),
    ("surinamese", ("Ramdin", "Pinas", "Sewnarain", "Wijngaarde", "Kartowidjojo", "Amatdjais")),
    ("antillean", ("Martina", "Maduro", "Isenia", "Girigorie", "Croes")),
    ("polish", ("Kowalski", "Nowak", "Wiśniewski", "Zieliński", "Wójcik")),
    ("syrian", ("Al-Hassan", "Khalil", "Haddad", "Nasser", "Darwish", "Sabbagh")),
    ("eritrean", ("Tesfay", "Gebremedhin", "Haile", "Kidane", "Ghebreab")),
)
_WEIGHTS: Sequence[int] = (52, 9, 11, 8, 5, 4, 7, 4)

FIRST_NAMES: dict[str, dict[str, Sequence[str]]] = {
    "dutch": {
        "female": (
            "Anna",
            "Maria",
            "Petra",
            "Sanne",
            "Lotte",
            "Ingrid",
            "Marijke",
            "Femke",
            "Joke",
            "Esther",
            "Linda",
            "Wilma",
            "Tineke",
            "Roos",
        ),
        "male": (
            "Jan",
            "Pieter",
            "Kees",
            "Bram",
            "Willem",
            "Daan",
            "Henk",
            "Marcel",
            "Sjoerd",
            "Ruud",
            "Thijs",
            "Gerard",
            "Joost",
            "Arjan",
        ),
    },
    "turkish": {
        "female": ("Ayşe", "Fatma", "Elif", "Zeynep", "Emine"),
        "male": ("Mehmet", "Mustafa", "Emre", "Hasan", "Murat"),
    },
    "moroccan": {
        "female": ("Fatima", "Khadija", "Samira", "Naima", "Hanan"),
        "male": ("Mohamed", "Youssef", "Rachid", "Karim", "Hamza"),
    },
    "surinamese": {
        "female": ("Sharmila", "Gladys", "Anjali", "Mavis", "Chantal"),
        "male": ("Radjesh", "Stanley", "Dinesh", "Orlando", "Winston"),
    },
    "antillean": {
        "female": ("Shurandy", "Gisela", "Thaisa", "Marelva"),
        "male": ("Rignaldo", "Elvis", "Giovanni", "Edsel"),
    },
    "polish": {
        "female": ("Agnieszka", "Katarzyna", "Ewa", "Joanna"),
        "male": ("Piotr", "Tomasz", "Marek", "Paweł"),
    },
    "syrian": {
        "female": ("Rania", "Layla", "Nour", "Hala"),
        "male": ("Omar", "Bashar", "Tarek", "Samer"),
    },
    "eritrean": {
        "female": ("Selam", "Hiwet", "Rahwa", "Mebrat"),
        "male": ("Dawit", "Yonas", "Filmon", "Samuel"),
    },
}
_STREETS: Sequence[str] = (
    "Lindelaan",
    "Stationsweg",
    "Molenpad",
    "Havenkade",
    "Vlierstraat",
    "Torenplein",
    "Nieuwe Gracht",
    "Zonnebloemstraat",
    "Kerkpad",
    "Weverstraat",
    "Bleekerskade",
    "Esdoornlaan",
    "Smidsweg",
    "Waterlelie",
    "Kanaalweg",
    "Oude Markt",
)
_SMALL_WORDS = frozenset({"de", "van", "den", "der", "ter"})


@dataclass(frozen=True)
class MadeUpPerson:
    """Someone's made-up names and address."""

    family_name: str
    infix: str
    first_names: str
    address: str
    postcode: str
    phone: str


class _Lot:
    """Draws from a seed: every draw in turn, always the same."""

    def __init__(self, seed: str) -> None:
        self._number = int.from_bytes(sha256(seed.encode()).digest(), "big")

    def below(self, limit: int) -> int:
        self._number, drawn = divmod(self._number, limit)
        return drawn

    def one_of(self, choices: Sequence[str]) -> str:
        return choices[self.below(len(choices))]


def make_up_person(person: str, sex: str | None, home: str | None = None) -> MadeUpPerson:
    """Make up who a person is; ``home`` is shared by those who live together."""
    lot = _Lot(f"name:{person}")
    origin, families = FAMILIES[_weighted(lot)]
    infix, family = _split(lot.one_of(families))
    chosen = sex if sex in {"female", "male"} else lot.one_of(("female", "male"))
    given = FIRST_NAMES[origin][chosen]
    first = lot.one_of(given)
    second = lot.one_of(given) if lot.below(4) == 0 else first
    names = first if second == first else f"{first} {second}"
    phone = f"06-0000{lot.below(10_000):04d}" if lot.below(10) else ""
    return MadeUpPerson(family, infix, names, *_address(home or person), phone)


def _weighted(lot: _Lot) -> int:
    drawn = lot.below(sum(_WEIGHTS))
    position = 0
    while drawn >= _WEIGHTS[position]:
        drawn -= _WEIGHTS[position]
        position += 1
    return position


def _split(name: str) -> tuple[str, str]:
    """Return the small words before a family name, and the name."""
    words = name.split()
    first = next(i for i, word in enumerate(words) if word not in _SMALL_WORDS)
    return " ".join(words[:first]), " ".join(words[first:])


def _address(home: str) -> tuple[str, str]:
    lot = _Lot(f"home:{home}")
    letters = lot.one_of(_UNUSED_LETTERS) + lot.one_of(_UNUSED_LETTERS)
    return f"{lot.one_of(_STREETS)} {1 + lot.below(240)}", f"{1000 + lot.below(9000)} {letters}"
