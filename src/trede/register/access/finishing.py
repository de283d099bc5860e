"""What someone who gave a password must still do before any page opens."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY
from django.http import HttpRequest

from trede.register.accounts.models import User
from trede.register.accounts.second_factor import has_second_factor, is_verified

SINGLE_SIGN_ON = "trede.register.accounts.single_sign_on.SingleSignOnBackend"
"""The backend of a municipality's own sign-in, which asks for its own second factor."""


def unfinished(request: HttpRequest) -> str | None:
    """Return the page on which signing in is to be finished; none if there is nothing to do.

    First the second factor, then a new password if the present one was given by someone else.
    Whoever came through the municipality's own sign-in did all that there.
    """
    user = request.user
    if not isinstance(user, User) or request.session.get(BACKEND_SESSION_KEY) == SINGLE_SIGN_ON:
        return None
    if settings.SECOND_FACTOR and not is_verified(user):
        return "second-factor" if has_second_factor(user) else "second-factor-set-up"
    return "password" if user.has_given_password else None
