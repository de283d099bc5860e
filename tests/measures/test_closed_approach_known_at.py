"""The closed approach as it was known at a moment, and as the sources say it."""

from tests.dossiers import SmallDossier

START = "01-02-2002"


def test_an_end_is_not_known_before_the_day_it_is_registered(dossier: SmallDossier) -> None:
    dossier.client_on_benefit("left in time", START, "01-12-2002", end_registered="15-03-2003")
    assert dossier.clients("long_term_ratio") == set()
    assert dossier.clients("long_term_ratio", known_at="2003-03-14") == {"left in time"}
    assert dossier.clients("long_term_ratio", known_at="2003-03-15") == set()


def test_an_end_that_is_not_yet_known_hides_no_event(dossier: SmallDossier) -> None:
    dossier.client_on_benefit("left", START, "01-06-2002", end_registered="15-03-2003")
    dossier.with_trajectory("left", "01-07-2002")
    assert dossier.rows("closing_ratio", "position", "event_in_time") == {"left": ("left", False)}
    assert dossier.rows("closing_ratio", "position", "event_in_time", known_at="2003-03-01") == {
        "left": ("A", True)
    }


def test_an_exemption_found_later_does_not_exempt_before(dossier: SmallDossier) -> None:
    dossier.settings["first_query_at"] = "2003-09-01"
    for client, found_in in (("found in a file", "file_study"), ("known", None), ("obliged", None)):
        dossier.client_on_benefit(client, START)
        if client != "obliged":
            registered = "01-11-2003" if found_in else "01-03-2002"
            dossier.with_full_exemption(client, START, registered=registered, found_in=found_in)
    assert dossier.clients("exempt_stayers") == {"found in a file", "known"}
    assert dossier.clients("exempt_stayers", known_at="2003-09-01") == {"known"}
    assert dossier.ask("found_exempt_since_first_query") == {None: (1, 2)}
    assert dossier.ask("found_exempt_since_first_query", "exemption_found_in") == {
        "file_study": (1, 1),
        None: (0, 1),
    }


def test_a_plan_registered_later_closes_only_from_then_on(dossier: SmallDossier) -> None:
    dossier.client_on_benefit("signed", START)
    dossier.with_plan(
        "signed",
        client_signed="01-05-2002",
        municipality_signed="02-05-2002",
        registered="01-04-2003",
    )
    decided = {"closing_event": "decided"}
    assert dossier.clients("closing_ratio", **decided) == {"signed"}
    assert dossier.clients("closing_ratio", **decided, known_at="2003-03-31") == set()


def test_the_phase_does_not_depend_on_what_was_known_when(dossier: SmallDossier) -> None:
    dossier.client_on_benefit("registered late", START)
    dossier.classified("registered late", "phase", "3", START, registered="01-01-2004")
    assert dossier.rows("long_term_ratio", "phase", known_at="2003-01-01") == {
        "registered late": ("3",)
    }


def test_each_source_has_a_cohort_of_its_own(dossier: SmallDossier) -> None:
    dossier.client_on_benefit("in both", START)
    dossier.central_client("in both", START, "01-05-2002")
    dossier.client_on_benefit("local only", START)
    dossier.central_client("central only", START)
    assert dossier.clients("long_term_ratio", sources="local") == {"in both", "local only"}
    assert dossier.clients("long_term_ratio", sources="cbs,mosa") == {"central only"}
    assert dossier.ask("in_both_cohorts", sources="local") == {None: (1, 3)}


def test_a_delivery_that_was_not_processed_counts_only_if_asked_for(
    dossier: SmallDossier,
) -> None:
    for client, processed in (("processed", True), ("received", False), ("not delivered", None)):
        dossier.client_on_benefit(client, START)
        dossier.with_trajectory(client, "01-05-2002", processed=processed)
    assert dossier.clients("closing_ratio") == {"processed", "not delivered"}
    assert dossier.clients("closing_ratio", unprocessed_deliveries="count") == {
        "processed",
        "received",
        "not delivered",
    }
