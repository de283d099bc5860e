"""The worklist and the figures say the same, per client and in total."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.measures.made_up_lives import TODAY, make_facts, write_facts
from tests.register.signals.small_register import fill_register
from trede.measures.engines.embedded import embedded_engine
from trede.measures.figures import Question, compute, people, resolve_parameters
from trede.measures.library import read_library
from trede.register.signals.computing import refresh_all, refresh_client
from trede.register.signals.declarations import declared
from trede.register.signals.models import Signal, Standing
from trede.register.signals.projection import Difference
from trede.register.signals.settings import lay_down, settings_on

pytestmark = pytest.mark.django_db

Asked = set[tuple[str, str, date, str]]

OWN_TERMS = {
    "application_decision": {"application_weeks": "4", "application_notice_days": "0"},
    "closed_approach_deadline": {"closing_event": "offered", "closed_approach_notice_days": "30"},
    "contact_due": {"contact_months": "3"},
    "classification_due": {"classification_scales": "phase", "ladder": "ladder_utrecht_2009"},
    "durability_check": {"durable_months": "3"},
}


def on_the_worklist(rule: str) -> Asked:
    """Return whom a signal asks attention for, with what, by when and of whom."""
    shown = Signal.objects.filter(rule=rule)
    return set(shown.values_list("person_id", "subject", "due_on", "case_manager_id"))


@pytest.mark.parametrize("own_terms", [{}, OWN_TERMS], ids=["shipped terms", "own terms"])
def test_the_worklist_is_the_people_behind_the_figure(
    own_terms: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    facts = make_facts(150)
    fill_register(facts)
    for rule, values in own_terms.items():
        lay_down(rule, values=values, valid_from=TODAY, author=None)
    refresh_all(TODAY)
    library = read_library()
    with embedded_engine(write_facts(facts, tmp_path / "dossier")) as engine:
        for rule, signal in declared().items():
            measure = library.measure(signal.measures.open)
            settings = settings_on(TODAY).values
            known = {name: settings[name] for name in settings if name in library.parameters}
            given = {"as_of": str(TODAY)}
            question = Question(measure, resolve_parameters(library, measure, known, given))
            counted = [
                row for row in people(library, engine, question).to_pylist() if row["in_numerator"]
            ]
            figure = {
                (row["person_id"], row["subject"], row["due_on"], row["case_manager_id"] or "")
                for row in counted
            }
            assert (rule, figure ^ on_the_worklist(rule)) == (rule, set())
            assert compute(library, engine, question).total.numerator == len(figure)
            assert {row["state"] for row in counted} >= {"late"}, f"{rule}: nobody to compare"


def test_the_nightly_run_finds_what_is_found_client_by_client() -> None:
    fill_register(make_facts(120))
    refresh_all(TODAY)
    nightly = list(Signal.objects.order_by(*Signal.KEY).values_list(*Signal.KEY, *Signal.VALUES))
    standings = Standing.objects.order_by("person_id").values_list(*Standing.KEY, *Standing.VALUES)
    stood = list(standings)
    Signal.objects.all().delete()
    Standing.objects.all().delete()
    for person_id in dict.fromkeys(row[0] for row in stood):
        refresh_client(person_id, TODAY)
    again = Signal.objects.order_by(*Signal.KEY).values_list(*Signal.KEY, *Signal.VALUES)
    assert list(again) == nightly
    assert list(standings.all()) == stood
    assert Counter(row[1] for row in nightly).keys() == declared().keys()


def test_only_what_differs_is_written() -> None:
    fill_register(make_facts(40))
    first = refresh_all(TODAY)
    assert (first.signals.changed, first.signals.removed) == (0, 0)
    assert first.standings == Difference(added=40)
    second = refresh_all(TODAY)
    assert (second.signals, second.standings) == (Difference(), Difference())
    Signal.objects.filter(person_id="P003").delete()
    Standing.objects.filter(person_id="P004").update(team="North")
    repaired = refresh_all(TODAY)
    assert repaired.signals.removed == repaired.signals.changed == 0
    assert repaired.signals.added > 0
    assert repaired.standings == Difference(changed=1)
