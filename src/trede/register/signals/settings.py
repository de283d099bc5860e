"""The municipality's own terms for the signals, dated, laid over those that Trede ships."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from trede.errors import UsageError
from trede.language import translate as _
from trede.measures.library import read_library
from trede.register.accounts.models import User
from trede.register.project.clock import now
from trede.register.signals.declarations import declared
from trede.register.signals.models import SignalSetting


class UnknownSettingError(UsageError):
    """A setting names a signal or a parameter that does not exist."""

    def __init__(self, rule: str, name: str, allowed: tuple[str, ...]) -> None:
        super().__init__(
            _('{rule}: there is no setting "{name}". Choose from: {allowed}.').format(
                rule=rule, name=name, allowed=", ".join(allowed)
            )
        )


@dataclass(frozen=True)
class Settings:
    """Which signals are on, and the values that differ from the shipped ones, on a day."""

    rules: tuple[str, ...]
    chosen: tuple[tuple[str, str], ...] = ()

    @property
    def values(self) -> Mapping[str, str]:
        """The municipality's own values of parameters, as a dossier proposes them to measures."""
        return dict(self.chosen)

    @property
    def parameters(self) -> Mapping[str, str]:
        """Every parameter of the signals with its value, as a user would type it."""
        known = read_library().parameters
        names = (name for signal in declared().values() for name in signal.parameters)
        return {name: known[name].default for name in names} | dict(self.values)


def settings_on(day: date) -> Settings:
    """Return the settings that are in force on a day."""
    valid = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    in_force = SignalSetting.objects.filter(valid, valid_from__lte=day, withdrawn_at__isnull=True)
    chosen: dict[str, str] = {}
    off = set()
    for setting in in_force:
        chosen |= setting.values
        if not setting.is_on:
            off.add(setting.rule)
    rules = (
        rule for rule, signal in declared().items() if rule not in off and signal.valid_from <= day
    )
    return Settings(tuple(rules), tuple(sorted(chosen.items())))


@transaction.atomic
def lay_down(
    rule: str,
    *,
    valid_from: date,
    author: User | None,
    values: Mapping[str, str] | None = None,
    is_on: bool = True,
) -> SignalSetting:
    """Decide about a signal from a day on, until the day of a later decision.

    Takes effect in the projection with the next run. Raises :class:`UnknownSettingError` or
    :class:`trede.measures.parameters.UnusableValueError`.
    """
    checked = _check(rule, values or {})
    standing = SignalSetting.objects.filter(rule=rule, withdrawn_at__isnull=True)
    standing.filter(valid_from=valid_from).update(withdrawn_at=now())
    later = standing.filter(valid_from__gt=valid_from).order_by("valid_from").first()
    standing.filter(valid_from__lt=valid_from).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=valid_from)
    ).update(valid_until=valid_from)
    return SignalSetting.objects.create(
        rule=rule,
        is_on=is_on,
        values=checked,
        valid_from=valid_from,
        valid_until=later.valid_from if later else None,
        author=author,
        set_at=now(),
    )


def _check(rule: str, values: Mapping[str, str]) -> dict[str, str]:
    if rule not in declared():
        raise UnknownSettingError(rule, rule, tuple(declared()))
    allowed = declared()[rule].parameters
    for name, value in values.items():
        if name not in allowed:
            raise UnknownSettingError(rule, name, allowed)
        read_library().parameters[name].parse(value)
    return dict(values)
