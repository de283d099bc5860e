"""Finding clients by name, number or date of birth, within what a user may search."""

from datetime import date

from django.db.models import Q, QuerySet

from trede.register.clients.models import Client, Identity


def find(text: str, among: QuerySet[Client]) -> QuerySet[Client]:
    """Return the clients whose number begins with a text, or whose names have all its words."""
    words = text.replace(",", " ").split()
    if not words:
        return among
    current = Identity.objects.filter(withdrawn_at__isnull=True)
    for word in words:
        day = _day(word)
        named = Q(family_name__istartswith=word) | Q(first_names__istartswith=word)
        current = current.filter(Q(birth_on=day) if day else named | Q(infix__iexact=word))
    return among.filter(Q(number__istartswith=text.strip()) | Q(pk__in=current.values("client")))


def _day(word: str) -> date | None:
    parts = word.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):  # noqa: PLR2004
        return None
    day, month, year = (int(part) for part in parts)
    try:
        return date(year, month, day)
    except ValueError:
        return None
