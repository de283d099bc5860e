"""The municipality's own terms for the signals, dated, laid over those that Trede ships."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from trede.errors import UsageError
from trede.language import translate as _
from trede.measures.library import read_library
from trede.register.accounts.models import User
from trede.register.configuration.dated import DayTakenError
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
    in_force = {setting.rule: setting for setting in SignalSetting.objects.begun(day)}
    chosen: dict[str, str] = {}
    for setting in in_force.values():
        chosen |= setting.values
    off = {rule for rule, setting in in_force.items() if not setting.is_on}
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
    reason: str = "",
) -> SignalSetting:
    """Decide about a signal from a day on, until the day of a later decision.

    Takes effect in the projection with the next run. Raises :class:`UnknownSettingError`,
    :class:`trede.register.configuration.dated.DayTakenError` or
    :class:`trede.measures.parameters.UnusableValueError`.
    """
    checked = check_values(rule, values or {})
    if SignalSetting.objects.standing().filter(rule=rule, valid_from=valid_from).exists():
        raise DayTakenError(valid_from)
    return SignalSetting.objects.create(
        rule=rule,
        is_on=is_on,
        values=checked,
        valid_from=valid_from,
        author=author,
        reason=reason,
        set_at=now(),
    )


def check_values(rule: str, values: Mapping[str, str]) -> dict[str, str]:
    """Return the values that were typed for a signal, checked; raises as :func:`lay_down` does."""
    if rule not in declared():
        raise UnknownSettingError(rule, rule, tuple(declared()))
    allowed = declared()[rule].parameters
    for name, value in values.items():
        if name not in allowed:
            raise UnknownSettingError(rule, name, allowed)
        read_library().parameters[name].parse(value)
    return dict(values)
