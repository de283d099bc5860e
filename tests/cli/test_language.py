"""The command line speaks one language, its own words and those of click alike."""

import pytest
from tests.cli.conftest import Trede

ENGLISH_WORDS = (
    "Usage",
    "Options",
    "Commands",
    "Error",
    "Show this",
    "default",
    "required",
    "Missing",
    "Invalid",
    "No such",
    "Try",
    "Got",
    "OPTIONS",
    "DIRECTORY",
    "FILE",
    "TEXT",
    "RANGE",
    "Did you mean",
    "does not exist",
)


@pytest.mark.parametrize(
    ("words", "dutch"),
    [
        (("--help",), "Gebruik: trede [OPTIES] OPDRACHT [ARGUMENTEN]..."),
        (("-h",), "Mensen volgen van bijstand naar werk"),
        ((), "Deze tekst tonen en stoppen."),
        (("measure", "--help"), "[verplicht]"),
        (("synth", "--help"), "[standaard: 1; x>=0]"),
        (("measure",), "Fout: Er ontbreekt een argument: 'INDICATOR'."),
        (("measure", "closed_rate"), "Fout: Er ontbreekt een optie: '--dossier'."),
        (("measure", "a", "--doss", "x"), "De optie '--doss' bestaat niet. Bedoelde u"),
        (("mesure",), "De opdracht 'mesure' bestaat niet."),
        (("measures", "a", "b"), "Er staat een argument te veel (b)"),
        (("measure", "a", "--dossier"), "Bij de optie '--dossier' hoort een waarde."),
        (("measure", "a", "--people=ja"), "Bij de optie '--people' hoort geen waarde."),
        (("measure", "a", "--format", "doc"), "'doc' is niet een van 'table', 'json'"),
        (("measure", "a", "--threshold", "1"), "1 ligt niet in het bereik x>=2."),
        (("synth", "--clients", "veel", "x"), "'veel' is niet bruikbaar als geheel getal."),
        (("measures", "--library", "nergens"), "Map 'nergens' bestaat niet."),
    ],
)
def test_dutch_is_spoken_throughout(trede: Trede, words: tuple[str, ...], dutch: str) -> None:
    ended = trede(*words, language="nl")
    said = ended.out + ended.err
    assert dutch in said
    assert [word for word in ENGLISH_WORDS if word in said] == []


@pytest.mark.parametrize(
    "words",
    [
        ("--help", "--language", "en"),
        ("--language", "en", "--help"),
        ("--language=en",),
        ("--language", "en", "measures", "--help"),
    ],
)
def test_the_language_of_an_option_goes_before_that_of_the_environment(
    trede: Trede, words: tuple[str, ...]
) -> None:
    ended = trede(*words, language="nl")
    assert "Usage: trede" in ended.out + ended.err
    assert "Gebruik" not in ended.out + ended.err
    assert "Deze tekst" not in ended.out + ended.err


def test_a_language_that_trede_does_not_speak_is_refused(trede: Trede) -> None:
    for ended in (trede("--language", "fr", "measures"), trede("measures", language="fr")):
        assert ended.code == 2
        assert "'fr' is niet een van 'nl', 'en'" in ended.err
