"""Papers are in plain Dutch, can be read by a screen reader, and can be replaced by one's own."""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client as Browser
from pypdf import PdfReader

from trede.language import use_language
from trede.register.accounts.models import User
from trede.register.clients.models import Client, Identity
from trede.register.documents.blocks import Block, read_blocks
from trede.register.documents.papers import PAPERS
from trede.register.documents.writing import FaultyTemplateError, template_of
from trede.register.facts.models import model_of

KNOWN = {"recorded_at": datetime(2026, 3, 1, 10, 0), "source": "register"}


def test_a_template_is_headings_paragraphs_points_facts_and_signatures() -> None:
    text = "# Doel\nEen regel\nen nog een.\n\n- een\n- twee\n\n| Van: 1 mrt 2026\n~ Cliënt\n"
    assert read_blocks(text) == (
        Block("heading", ("Doel",)),
        Block("paragraph", ("Een regel en nog een.",)),
        Block("points", ("een", "twee")),
        Block("facts", ("Van: 1 mrt 2026",)),
        Block("signatures", ("Cliënt",)),
    )


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("paper", PAPERS)
def test_every_paper_has_a_template_in_both_languages(paper: str, language: str) -> None:
    assert template_of(paper, language, Path("nowhere")).is_file()


@pytest.mark.django_db
def test_the_plan_says_what_was_agreed_and_is_tagged(page: Browser, client: Client) -> None:
    model_of("plans").objects.create(
        plan_id="L1",
        person_id=client.person_id,
        status="definitive",
        goal="Werk als monteur",
        client_wish="32 uur in de techniek",
        motive="Ervaring en vacatures",
        client_signed_on=date(2026, 3, 30),
        **KNOWN,
    )
    response = page.get(f"/clienten/{client.number}/brief/plan/L1")
    assert response["Content-Type"] == "application/pdf"
    reader = PdfReader(BytesIO(response.content))
    text = " ".join(each.extract_text() for each in reader.pages)
    for said in ("Plan naar werk", "Pieter Jansen", "Werk als monteur", "32 uur", "30 maart 2026"):
        assert said in text
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


@pytest.mark.django_db
def test_a_paper_about_someone_elses_fact_is_not_made(page: Browser, client: Client) -> None:
    model_of("plans").objects.create(plan_id="L1", person_id="P-other", status="draft", **KNOWN)
    assert page.get(f"/clienten/{client.number}/brief/plan/L1").status_code == 404


@pytest.mark.django_db
def test_a_municipality_replaces_a_template_and_hears_what_is_wrong_with_it(
    page: Browser, client: Client
) -> None:
    own = Path(settings.ENVIRONMENT.folder) / "documents"
    own.mkdir()
    try:
        template = own / "handover.nl.md"
        template.write_text("Onze eigen woorden over {{ client.name }}.", encoding="utf-8")
        shown = page.get(f"/clienten/{client.number}/brief/handover").content
        text = PdfReader(BytesIO(shown)).pages[0].extract_text()
        assert "Onze eigen woorden over Pieter Jansen" in text
        template.write_text("{{ client.shoe_size }}", encoding="utf-8")
        use_language("nl")
        with pytest.raises(FaultyTemplateError, match=r"handover\.nl\.md.*shoe_size"):
            page.get(f"/clienten/{client.number}/brief/handover")
    finally:
        (own / "handover.nl.md").unlink()
        own.rmdir()


def text_of(page: Browser, address: str) -> str:
    """Return the words of a paper."""
    reader = PdfReader(BytesIO(page.get(address).content))
    return " ".join(each.extract_text() for each in reader.pages)


@pytest.mark.django_db
def test_a_signed_plan_is_printed_as_it_was_signed(page: Browser, client: Client) -> None:
    about = {"person_id": client.person_id, "plan_id": "L1"}
    model_of("plans").objects.create(
        status="definitive",
        drawn_up_on=date(2026, 1, 20),
        municipality_signed_on=date(2026, 1, 27),
        client_signed_on=date(2026, 1, 27),
        goal="Werk als monteur",
        recorded_at=datetime(2026, 1, 27, 11, 0),
        source="register",
        **about,
    )
    for name, kind, day in (("T1", "schooling", 20), ("T2", "mediation", 3)):
        month = 1 if day == 20 else 2
        model_of("trajectories").objects.create(
            trajectory_id=name,
            type=kind,
            offered_on=date(2026, month, day),
            recorded_at=datetime(2026, month, day, 12, 0),
            source="register",
            **about,
        )
    text = text_of(page, f"/clienten/{client.number}/brief/plan/L1")
    assert ("scholing" in text, "bemiddeling" in text) == (True, False)


@pytest.mark.django_db
def test_a_letter_is_in_dutch_unless_the_client_reads_english(
    page: Browser, client: Client, case_manager: User
) -> None:
    case_manager.language = "en"
    case_manager.save()
    address = f"/clienten/{client.number}/brief/handover"
    assert "Overdracht" in text_of(page, address)
    Identity.objects.filter(client=client).update(language="Engels")
    assert "Hand-over" in text_of(page, address)
    dossier = page.get(f"/clienten/{client.number}").content.decode()
    assert "Letters are in English: the language of this client." in dossier
