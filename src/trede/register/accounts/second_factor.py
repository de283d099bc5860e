"""The second factor: a code from an app on one's phone, and backup codes for when it is lost."""

from dataclasses import dataclass

import segno
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django_otp import devices_for_user, login, match_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from trede.register.accounts.models import User

BACKUP_CODES = 10
GROUP = 4
"""How many signs of a key stand together, so that it can be typed over."""


@dataclass(frozen=True)
class SetUp:
    """What one needs to tell an app: a picture to scan, or the key to type over."""

    picture: str
    key: str


def is_verified(user: User) -> bool:
    """Tell whether the user gave a second factor in this session."""
    return getattr(user, "otp_device", None) is not None


def has_second_factor(user: User) -> bool:
    """Tell whether the user has set up an app."""
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def prepare(user: User) -> SetUp:
    """Return what the app must be told; the same until it is confirmed."""
    device, _made = TOTPDevice.objects.get_or_create(user=user, confirmed=False)
    address = device.config_url
    key = address.split("secret=")[1].split("&")[0]
    parts = [key[start : start + GROUP] for start in range(0, len(key), GROUP)]
    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=2)
    return SetUp(picture, " ".join(parts))


@transaction.atomic
def confirm(request: HttpRequest, user: User, code: str) -> list[str]:
    """Take the app into use if its code is right, in the place of any earlier one.

    Returns new backup codes; none if the code is wrong.
    """
    device = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    if device is None or not device.verify_token(_cleaned(code)):
        return []
    TOTPDevice.objects.filter(user=user, confirmed=True).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    login(request, device)
    return make_backup_codes(user)


def verify(request: HttpRequest, user: User, code: str) -> bool:
    """Accept a code of the app, or a backup code, which then is used up."""
    device = match_token(user, _cleaned(code))
    if device is None:
        return False
    login(request, device)
    return True


def wait_of(user: User) -> int:
    """Return how many seconds no code is accepted because of earlier wrong ones."""
    until = [
        data["locked_until"]
        for device in devices_for_user(user)
        for _allowed, data in [device.verify_is_allowed()]
        if data
    ]
    waits = [(moment - timezone.now()).total_seconds() for moment in until]
    return max((int(wait) + 1 for wait in waits), default=0)


@transaction.atomic
def make_backup_codes(user: User) -> list[str]:
    """Make new backup codes; the earlier ones are worth nothing from now on."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="backup")
    codes = [StaticToken.random_token() for _number in range(BACKUP_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def count_backup_codes(user: User) -> int:
    """Return how many backup codes are left."""
    return int(StaticToken.objects.filter(device__user=user).count())


@transaction.atomic
def remove(user: User) -> None:
    """Take the second factor away; at the next signing in a new one is set up."""
    for device in list(devices_for_user(user, confirmed=None)):
        device.delete()


def _cleaned(code: str) -> str:
    """Return a code without the spaces with which apps show it."""
    return "".join(code.split()).lower()
