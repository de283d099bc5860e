"""Finding clients by name, number or date of birth, within what a user may search."""

from django.db.models import Q, QuerySet

from trede.register.clients.models import Client, Identity
from trede.register.pages.moments import read_day


def find(text: str, among: QuerySet[Client]) -> QuerySet[Client]:
    """Return the clients whose number begins with a text, or whose names have all its words."""
    words = text.replace(",", " ").split()
    if not words:
        return among
    current = Identity.objects.filter(withdrawn_at__isnull=True)
    for word in words:
        day = read_day(word)
        named = Q(family_name__istartswith=word) | Q(first_names__istartswith=word)
        current = current.filter(Q(birth_on=day) if day else named | Q(infix__iexact=word))
    return among.filter(Q(number__istartswith=text.strip()) | Q(pk__in=current.values("client")))
