"""The changes of a client's file, also those from before a merge or another citizen number."""

from django.db.models import Max, Q, QuerySet

from trede.register.clients.models import Client
from trede.register.facts.versions import Change
from trede.register.quality.models import Renumbering
from trede.register.steps.undoing import ABOUT_TWO


def changes_of(client: Client) -> QuerySet[Change]:
    """Return the changes of a client's file, whichever pseudonym they were filed under."""
    earlier = Q(person_id__in=_other_names(client)) & ~Q(step__in=ABOUT_TWO)
    changes = Change.objects.filter(Q(person_id=client.person_id) | earlier)
    return changes.exclude(person_id=client.person_id, pk__lte=_last_of_others(client))


def may_be_undone(change: Change, client: Client) -> bool:
    """Tell whether a change can be undone from the client's own file."""
    return change.person_id == client.person_id and change.step not in ABOUT_TWO


def _other_names(client: Client) -> set[str]:
    """Return the pseudonyms under which facts of this client were filed before."""
    names, ahead = set(), [client]
    while ahead:
        one = ahead.pop()
        names |= set(one.renumberings.values_list("former_person_id", flat=True))
        merged = list(Client.objects.filter(merged_into=one))
        names |= {each.person_id for each in merged}
        ahead += merged
    return names - {client.person_id}


def _last_of_others(client: Client) -> int:
    """Return the last change that was filed under this pseudonym by mistake; 0 if there is none."""
    mistaken = Renumbering.objects.filter(former_person_id=client.person_id).exclude(client=client)
    return mistaken.aggregate(last=Max("left_in_id"))["last"] or 0
