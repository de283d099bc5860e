"""What waits too long with a provider, or came back, stands on the worklist."""

from datetime import date

import pytest
from django.urls import reverse

from tests.register.referrals.conftest import change, referral
from tests.register.referrals.test_referral import BAKEN, refers
from tests.register.steps.browsing import words
from trede.register.facts.journal import open_journal
from trede.register.referrals.placing import give_back
from trede.register.signals.computing import refresh_client
from trede.register.signals.models import Signal

pytestmark = pytest.mark.django_db


def rules() -> list[str]:
    return sorted(Signal.objects.filter(rule__startswith="referral").values_list("rule", flat=True))


def test_a_referral_without_an_answer_asks_to_be_seen_to(taker):
    refers(taker)
    assert rules() == []
    key = str(referral().cell("referral_id"))
    change("referrals", {"referral_id": key}, referred_on=date(2026, 3, 16))
    refresh_client(taker.client.person_id)
    assert rules() == ["referral_unanswered"]
    told = taker.page.get("/werklijst/").content.decode()
    assert f"stap/referral-recall/{key}" in told
    taker.take("referral-recall", recall_reason="No answer in two weeks.")
    assert rules() == []


def test_what_came_back_asks_for_a_new_referral(taker, english):
    refers(taker)
    with open_journal(author=english, step="answer", client=taker.client) as journal:
        give_back(journal, referral(), "full", "No room before summer.", "a.boer")
    assert rules() == ["referral_returned"]
    dossier = words(taker.page.get(reverse("dossier", args=[taker.client.number])))
    assert "With providers 31 Mar 2026 returned Atlas: no place." in dossier
    assert "No room before summer." in dossier
    confirmed = {"confirm-other_contract": "on", "motive": "Atlas is full."}
    assert refers(taker, BAKEN, **confirmed).status_code == 302
    assert rules() == []
