"""Users: added, changed and stopped by an administrator, each change with its author."""

import re
from datetime import date

import pytest
from django.test import Client as Browser

from tests.register.buying import put
from trede.register.accounts.administering import (
    Details,
    NameTakenError,
    OwnAccountError,
    WrongCompanyError,
    add_user,
    change_user,
    details_of,
)
from trede.register.accounts.changes import changes_of
from trede.register.accounts.models import User
from trede.register.accounts.roles import Domain, Role


@pytest.fixture
def administrator(user_with):
    """An administrator."""
    return user_with("timmer", Role.ADMINISTRATOR)


@pytest.fixture
def office(administrator, browser_of):
    """The administrator's browser."""
    return browser_of(administrator)


def details(**other: object) -> Details:
    """Return details of a case manager, with some of them other."""
    said = {"name": "Kees Kok", "email": "", "team": None, "roles": (Role.CASE_MANAGER,)}
    return Details(**{**said, "domain": Domain.WORK, **other})


def answers(said: Details) -> dict[str, object]:
    """Return details as a form sends them."""
    return {
        "name": said.name,
        "email": said.email,
        "team": said.team.pk if said.team else "",
        "roles": [role.value for role in said.roles],
        "domain": said.domain.value,
    }


def changes(user: User) -> list[tuple[str, str, str, str]]:
    """Return author, subject, before and after of what was changed, oldest first."""
    return [(each.author, each.what, each.before, each.after) for each in changes_of(user)][::-1]


def test_a_new_user_chooses_a_password_before_anything_opens(office, team):
    shown = office.post(
        "/gebruikers/nieuw", {"username": "kok", **answers(details(team=team))}
    ).content.decode()
    password = re.search(r"<code>(\w{4}-\w{4}-\w{4}-\w{4})</code>", shown)[1]
    browser = Browser()
    browser.post("/inloggen", {"username": "kok", "password": password})
    assert browser.get("/werklijst/").url == "/profiel/wachtwoord?next=/werklijst/"
    chosen = {"present": password, "chosen": "zeven groene fietsen", "next": "/werklijst/"}
    changed = browser.post("/profiel/wachtwoord", {**chosen, "again": chosen["chosen"]})
    assert (changed.status_code, changed.url) == (302, "/werklijst/")
    assert browser.get("/werklijst/").status_code == 200
    assert changes(User.objects.get(username="kok")) == [
        ("Timmer", "Toegevoegd", "", "kok"),
        ("Timmer", "Naam", "", "Kees Kok"),
        ("Timmer", "Team", "", "Zuid"),
        ("Timmer", "Rollen", "", "klantmanager"),
        ("Timmer", "Verantwoordelijk voor", "", "werk"),
        ("Kees Kok", "Nieuw wachtwoord", "", ""),
    ]


def test_a_name_is_given_once_whatever_its_capitals(administrator, case_manager):
    with pytest.raises(NameTakenError, match="There is a user Bakker already"):
        add_user(administrator, case_manager.username.title(), details())


@pytest.mark.parametrize("username", ["Kok", "kok jansen", "-kok", "kök", "kok/../x"])
def test_a_user_name_is_plain(username, office):
    refused = office.post("/gebruikers/nieuw", {"username": username, **answers(details())})
    assert refused.status_code == 422
    assert User.objects.count() == 1


def test_only_what_changed_is_logged(administrator, case_manager, office):
    said = details_of(case_manager)
    roles = (Role.TEAM_LEADER, Role.CASE_MANAGER)
    office.post(
        f"/gebruikers/{case_manager.pk}",
        {**answers(said), "roles": [role.value for role in roles], "domain": "income"},
    )
    case_manager.refresh_from_db()
    assert (case_manager.roles, case_manager.domain) == (["case_manager", "team_leader"], "income")
    assert changes(case_manager) == [
        ("Timmer", "Rollen", "klantmanager", "klantmanager, teamleider"),
        ("Timmer", "Verantwoordelijk voor", "inkomen en werk", "inkomen"),
    ]
    page = office.get(f"/gebruikers/{case_manager.pk}").content.decode()
    assert "klantmanager, teamleider" in page
    assert change_user(administrator, case_manager, details_of(case_manager)) == []


@pytest.mark.parametrize("other", [{"roles": tuple(Role)}, {"domain": Domain.WORK}, {"team": None}])
def test_one_cannot_give_oneself_access(other, administrator, office):
    said = details_of(administrator)
    wanted = Details(**{**vars(said), **other})
    with pytest.raises(OwnAccountError, match="only be changed by another administrator"):
        change_user(administrator, administrator, wanted)
    refused = office.post(f"/gebruikers/{administrator.pk}", answers(wanted))
    assert refused.status_code == 422
    administrator.refresh_from_db()
    assert details_of(administrator) == said


@pytest.mark.parametrize("action", ["deactivate", "second-factor", "password"])
def test_one_cannot_lock_or_unlock_oneself(action, administrator, office):
    answer = office.post(f"/gebruikers/{administrator.pk}/{action}")
    assert (answer.status_code, answer.url) == (302, f"/gebruikers/{administrator.pk}")
    assert changes(administrator) == []


def test_one_can_mend_ones_own_name(administrator, office):
    said = answers(details_of(administrator))
    assert (
        office.post(f"/gebruikers/{administrator.pk}", {**said, "name": "Bea"}).status_code == 302
    )
    assert changes(administrator) == [("Bea", "Naam", "Timmer", "Bea")]


def test_who_may_no_longer_sign_in_is_out_at_once(case_manager, page, office):
    office.post(f"/gebruikers/{case_manager.pk}/deactivate")
    assert page.get("/werklijst/").url == "/inloggen?next=/werklijst/"
    listed = office.get("/gebruikers/").content.decode()
    assert case_manager.username not in listed
    assert case_manager.username in office.get("/gebruikers/?all=1").content.decode()
    office.post(f"/gebruikers/{case_manager.pk}/activate")
    assert changes(case_manager) == [
        ("Timmer", "Kan inloggen", "ja", "nee"),
        ("Timmer", "Kan inloggen", "nee", "ja"),
    ]


def test_a_given_password_ends_the_session_and_the_waiting(case_manager, page, office):
    for wrong in range(5):
        Browser().post("/inloggen", {"username": "bakker", "password": f"wrong {wrong}"})
    shown = office.post(f"/gebruikers/{case_manager.pk}/password").content.decode()
    assert page.get("/werklijst/").status_code == 302
    password = re.search(r"<code>(\w{4}-\w{4}-\w{4}-\w{4})</code>", shown)[1]
    again = Browser().post("/inloggen", {"username": "bakker", "password": password})
    assert again.status_code == 302
    assert password not in office.get(f"/gebruikers/{case_manager.pk}").content.decode()


def test_an_administrator_can_end_the_waiting(case_manager, office):
    right = {"username": "bakker", "password": "a long password"}
    for wrong in range(5):
        Browser().post("/inloggen", {**right, "password": f"wrong {wrong}"})
    assert Browser().post("/inloggen", right).status_code == 429
    office.post(f"/gebruikers/{case_manager.pk}/lock-out")
    assert Browser().post("/inloggen", right).status_code == 302
    assert changes(case_manager) == [("Timmer", "Wachttijd opgeheven", "", "")]


def test_an_action_that_does_not_exist_is_not_found(case_manager, office):
    assert office.post(f"/gebruikers/{case_manager.pk}/promote").status_code == 404


@pytest.mark.parametrize(
    ("present", "chosen", "again", "why"),
    [
        ("another one", "zeven groene fietsen", "zeven groene fietsen", "niet uw huidige"),
        ("a long password", "kort", "kort", "12 tekens"),
        ("a long password", "q1w2e3r4t5y6", "q1w2e3r4t5y6", "te algemeen"),
        ("a long password", "a long password", "a long password", "Kies een ander"),
        ("a long password", "zeven groene fietsen", "zes groene fietsen", "niet hetzelfde"),
    ],
)
def test_a_password_is_refused_with_the_reason(present, chosen, again, why, page):
    said = {"present": present, "chosen": chosen, "again": again}
    refused = page.post("/profiel/wachtwoord", said)
    assert refused.status_code == 422
    assert why in refused.content.decode()


def test_changing_the_password_ends_ones_other_sessions_only(case_manager, page, browser_of):
    other = browser_of(case_manager)
    said = {"present": "a long password", "chosen": "zeven groene fietsen"}
    page.post("/profiel/wachtwoord", {**said, "again": said["chosen"]})
    assert page.get("/werklijst/").status_code == 200
    assert other.get("/werklijst/").status_code == 302


def test_the_language_of_the_profile_is_that_of_the_pages(page):
    page.post("/profiel", {"language": "en"})
    assert "<h1>Your account</h1>" in page.get("/profiel").content.decode()


@pytest.fixture
def atlas(db):
    """The companies Atlas and Baken are on file."""
    del db
    put("providers", provider_id="R1", name="Atlas", affiliation="private")
    put("providers", provider_id="R2", name="Baken", affiliation="private")


def of_company(provider_id: str, *roles: Role, **other: object) -> dict[str, object]:
    """Return what a form sends about someone of a company."""
    said = details(roles=roles or (Role.PROVIDER,), **other)
    return {"username": "anna", **answers(said), "provider_id": provider_id}


def test_a_user_of_a_provider_works_for_one_company(office, atlas):
    assert office.post("/gebruikers/nieuw", of_company("R1")).status_code == 200
    user = User.objects.get(username="anna")
    assert (user.provider_id, user.roles) == ("R1", ["provider"])
    assert ("Timmer", "Bedrijf", "", "Atlas") in changes(user)
    assert "Atlas" in office.get("/gebruikers/").content.decode()


@pytest.mark.parametrize(
    ("provider_id", "roles", "refused"),
    [
        ("", (), "Kies voor welk bedrijf deze gebruiker werkt."),
        (
            "R1",
            (Role.PROVIDER, Role.CASE_MANAGER),
            "Iemand van een aanbieder heeft geen andere rol",
        ),
        ("R1", (Role.CASE_MANAGER,), "Dit is voor gebruikers met de rol aanbieder."),
        ("R9", (), "Selecteer een geldige keuze."),
    ],
)
def test_a_provider_has_a_company_and_no_other_role(office, atlas, provider_id, roles, refused):
    answer = office.post("/gebruikers/nieuw", of_company(provider_id, *roles))
    assert answer.status_code == 422
    assert refused in answer.content.decode()
    assert not User.objects.filter(username="anna").exists()


def test_someone_of_a_provider_is_in_no_team(office, atlas, team):
    answer = office.post("/gebruikers/nieuw", of_company("R1", team=team))
    assert "Iemand van een aanbieder zit in geen team van de gemeente." in answer.content.decode()


def test_a_change_of_company_is_logged(administrator, office, atlas):
    office.post("/gebruikers/nieuw", of_company("R1"))
    user = User.objects.get(username="anna")
    moved = {name: said for name, said in of_company("R2").items() if name != "username"}
    assert office.post(f"/gebruikers/{user.pk}", moved).status_code == 302
    assert changes(user)[-1] == ("Timmer", "Bedrijf", "Atlas", "Baken")
    with pytest.raises(WrongCompanyError, match="Kies voor welk bedrijf"):
        change_user(administrator, user, Details(**{**vars(details_of(user)), "provider_id": ""}))


def test_nobody_is_added_for_a_company_that_has_ended(administrator, office):
    put("providers", provider_id="failliet", name="Werk BV", ended_on=date(2026, 2, 28),
        ended_by="bankruptcy")  # fmt: skip
    said = details(roles=(Role.PROVIDER,), provider_id="failliet")
    with pytest.raises(WrongCompanyError, match="Werk BV exists no longer, since 1 Mar 2026"):
        add_user(administrator, "begeleider", said)
    sent = {"username": "begeleider", **answers(said), "provider_id": "failliet"}
    assert office.post("/gebruikers/nieuw", sent).status_code == 422
    assert not User.objects.filter(username="begeleider").exists()


def test_a_user_of_a_company_that_ended_since_can_still_be_kept(administrator, user_with):
    put("providers", provider_id="failliet", name="Werk BV", ended_on=date(2026, 2, 28))
    guide = user_with("begeleider", Role.PROVIDER)
    guide.provider_id, guide.team = "failliet", None
    guide.save()
    said = Details(**{**vars(details_of(guide)), "name": "Gea Oud"})
    assert [each.after for each in change_user(administrator, guide, said)] == ["Gea Oud"]


@pytest.mark.parametrize(
    "roles",
    [
        (Role.PURCHASER, Role.CONTROLLER),
        (Role.CASE_MANAGER, Role.PURCHASER),
        (Role.CASE_MANAGER, Role.CONTROLLER),
    ],
)
def test_two_roles_that_are_kept_apart_are_confirmed(office, roles):
    sent = {"username": "beide", **answers(details(roles=roles))}
    refused = office.post("/gebruikers/nieuw", sent)
    assert refused.status_code == 422
    assert "kan deze gebruiker er maar een van doen" in refused.content.decode()
    assert not User.objects.filter(username="beide").exists()
    assert office.post("/gebruikers/nieuw", {**sent, "confirm-roles": "on"}).status_code == 200
    beide = User.objects.get(username="beide")
    again = {**answers(details_of(beide)), "name": "Bea Ide"}
    assert office.post(f"/gebruikers/{beide.pk}", again).status_code == 302


def test_roles_that_do_not_meet_are_given_without_a_word(office):
    said = details(roles=(Role.CASE_MANAGER, Role.TEAM_LEADER))
    sent = {"username": "leider", **answers(said)}
    assert office.post("/gebruikers/nieuw", sent).status_code == 200
