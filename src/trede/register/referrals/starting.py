"""Lets trajectories begin on the first day that a provider named when it took the client."""

from datetime import date

from trede.register.clients.models import Client
from trede.register.facts.journal import open_journal
from trede.register.facts.models import Fact, believed
from trede.register.referrals.placing import ACCEPTED, start_trajectory

STEP = "referral-start"


def start_due(day: date) -> int:
    """Start each trajectory whose accepted participation has begun; return how many.

    A provider may name a day ahead: then nothing else records that it came.
    """
    waiting = _waiting(day)
    for referral, starts_on in waiting:
        client = Client.objects.filter(person_id=referral.cell("person_id")).first()
        with open_journal(author=None, step=STEP, client=client and client.kept) as journal:
            start_trajectory(journal, referral, starts_on)
    return len(waiting)


def _waiting(day: date) -> list[tuple[Fact, date]]:
    unstarted = believed("trajectories").filter(started_on=None, ended_on=None)
    referrals = believed("referrals").filter(
        answer=ACCEPTED, trajectory_id__in=unstarted.values("trajectory_id")
    )
    begun = believed("participations").filter(
        starts_on__lte=day, participation_id__in=referrals.values("participation_id")
    )
    days = dict(begun.values_list("participation_id", "starts_on"))
    return [
        (each, days[key]) for each in referrals if (key := each.cell("participation_id")) in days
    ]
