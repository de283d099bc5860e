"""The tour of one client from intake to work: its page, its images, its municipality."""

from datetime import date, datetime

from tests.register.browser.tours.tour import TUTORIAL, found_user
from trede.register.accounts.models import Team
from trede.register.accounts.roles import Role
from trede.register.facts.models import model_of

PAGE = TUTORIAL / "one-client-from-intake-to-work.md"
HANDOVER = TUTORIAL / "hanna-de-groot.json"
IMAGES = (
    "tour-1-hand-over.png",
    "tour-2-dossier.png",
    "tour-3-diagnosis.png",
    "tour-4-classification.png",
    "tour-5-plan.png",
    "tour-6-choice.png",
    "tour-7-placement.png",
    "tour-8-worklist.png",
    "tour-9-verification.png",
    "tour-10-timeline.png",
    "tour-11-earlier.png",
    "tour-12-figure.png",
)
"""Every image that the tour takes, in order."""
AT = {"recorded_at": datetime(2024, 12, 1, 9, 0), "source": "contract register"}


def found_municipality() -> None:
    """Found team South with its people, three contracts, and how it went with earlier clients."""
    team = Team.objects.create(name="Zuid")
    for username, name, role in (
        ("bakker", "Mirjam Bakker", Role.CASE_MANAGER),
        ("smit", "Lotte Smit", Role.TEAM_LEADER),
    ):
        found_user(username, name, role, team)
    for number, (name, rung, category) in enumerate(
        (
            ("Techniekroute", "4", "4. Directe bemiddeling naar werk"),
            ("Stap voor stap", "2", "2. Maatschappelijke participatie"),
            ("Jong en aan de slag", "4", "3. Doelgroeptrajecten"),
        )
    ):
        provider = f"B{number}"
        model_of("providers").objects.create(
            provider_id=provider, name=("Werkpad", "Samen Verder", "De Brug")[number], **AT
        )
        model_of("contracts").objects.create(
            contract_id=f"C{number}", name=name, provider_id=provider, rung=rung,
            category=category, inflow="open", signed_on=date(2023, 1, 1),
            data_agreement_on=date(2023, 1, 1), **AT,
        )  # fmt: skip
    _past("C0", "mediation", took_part=26, to_work=11, came_back=2)
    _past("C2", "schooling", took_part=8, to_work=3, came_back=0)
    _past(None, "mediation", took_part=31, to_work=9, came_back=3)
    _past(None, "schooling", took_part=14, to_work=4, came_back=0)


def _past(contract: str | None, kind: str, *, took_part: int, to_work: int, came_back: int) -> None:
    """Let earlier clients take part in an offer; some left for work, of whom some came back."""
    for number in range(took_part):
        person = f"{contract or 'own'}-{kind}-{number}"
        works, moved = number < to_work, number >= to_work and number % 3 == 0
        model_of("persons").objects.create(person_id=person, **AT)
        model_of("classifications").objects.create(
            person_id=person, classification_id=person, scale="phase", value=str(1 + number % 4),
            starts_on=date(2023, 1, 9), **AT,
        )  # fmt: skip
        model_of("trajectories").objects.create(
            trajectory_id=person, person_id=person, type=kind, contract_id=contract,
            offered_on=date(2023, 2, 1), started_on=date(2023, 3, 1 + number % 20),
            ended_on=date(2023, 9, 1), **AT,
        )  # fmt: skip
        reason = "work" if works else "moved_municipality" if moved else None
        spells = [(date(2023, 1, 9), date(2023, 10, 2) if reason else None, reason)]
        spells += [(date(2024, 1, 1), None, None)] if number < came_back else []
        for begun, ended, why in spells:
            model_of("benefit_spells").objects.create(
                spell_id=f"{person}-{begun}", person_id=person, scheme="PW", starts_on=begun,
                ends_on=ended, exit_reason=why, **AT,
            )  # fmt: skip
