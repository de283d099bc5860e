"""Reads a hand-over: what another organisation knows of someone, in one form of JSON.

The form is declared below, once; the API and the upload page take the same. In short::

    {
      "form": "trede-handover-1",
      "sender": "UWV WERKbedrijf Zuid", "reference": "2026-0193", "sent_on": "2026-03-20",
      "person": {"citizen_number": "123456782", "family_name": "Groot", "infix": "de", ...},
      "application": {"applied_on": "2026-03-18", "scheme": "PW"},
      "diagnoses": [{"kind": "work_intake", "diagnosed_on": "2026-03-19", "finding": "...",
                     "answers": {"last_worked": "1_to_3_years_ago", "debts": "no"}}],
      "classifications": [{"scale": "phase", "value": "2", "starts_on": "2026-03-19"}],
      "barriers": ["childcare"],
      "applications_made": [{"on": "2026-03-02", "employer": "...", "function": "..."}],
      "unemployment_benefit": {"starts_on": "2025-04-01", "last_on": "2026-03-31"},
      "notices": [{"on": "2026-03-10", "description": "..."}],
      "warm_handover_on": "2026-03-24"
    }

Codes are those of the code lists, questions those of the questionnaire. Nothing but form, sender
and reference is compulsory; what is missing decides how complete the hand-over is
(``policy/handover.toml``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationError,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from trede.dossier.codes import lists_in_force
from trede.dossier.pseudonyms import passes_eleven_proof
from trede.errors import BadInputError
from trede.language import translate as _
from trede.register.steps.reading_errors import SAID, Place, explain

LARGEST = 1_000_000
"""Bytes; no hand-over of one person is larger."""


class HandoverError(BadInputError):
    """A hand-over cannot be read; ``faults`` says for each place what is wrong with it.

    ``problems`` says the same for people, who count from one.
    """

    def __init__(self, faults: Sequence[tuple[Place, str]]) -> None:
        self.faults = tuple(faults)
        self.problems = tuple((_in_words(place), why) for place, why in faults)
        said = "; ".join(f"{place}: {why}" if place else why for place, why in self.problems)
        super().__init__(_("The hand-over cannot be read. {problems}").format(problems=said))


def _in_words(place: Place) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in place)


@dataclass(frozen=True)
class OneOf:
    """Marks a text as a code of a list, which is checked and stands in the form's schema."""

    codes: str

    def __get_pydantic_core_schema__(
        self, source: type, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Check that the code is in the list."""
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Name the list."""
        return {**handler(schema), "x-code-list": self.codes}

    def _check(self, code: str) -> str:
        if code not in {each.code for each in lists_in_force()[self.codes].codes}:
            why = _("'{code}' is not in the code list {codes}").format(code=code, codes=self.codes)
            raise PydanticCustomError(SAID, "{why}", {"why": why})
        return code


def _citizen_number(number: str) -> str:
    cleaned = number.replace(" ", "").replace(".", "")
    if not passes_eleven_proof(cleaned):
        why = _("this is no citizen service number: it does not pass the eleven-proof")
        raise PydanticCustomError(SAID, "{why}", {"why": why})
    return cleaned.zfill(9)


CitizenNumber = Annotated[str, AfterValidator(_citizen_number)]
"""A citizen service number as it is kept; what does not pass the eleven-proof is refused."""


class _Part(BaseModel):
    """A part of the form: what it does not know is an error, so that nothing is lost unseen."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class HandedPerson(_Part):
    """Who it is about."""

    citizen_number: CitizenNumber | None = None
    family_name: str = ""
    infix: str = ""
    first_names: str = ""
    birth_on: date | None = None
    sex: Annotated[str, OneOf("sex")] | None = None
    address: str = ""
    postcode: str = ""
    place: str = ""
    phone: str = ""
    email: str = ""
    language: str = ""
    education: Annotated[str, OneOf("education")] | None = None
    last_worked: Annotated[str, OneOf("last_worked")] | None = None


class HandedApplication(_Part):
    """The application for benefit."""

    applied_on: date
    scheme: Annotated[str, OneOf("scheme")]


class HandedDiagnosis(_Part):
    """An intake or diagnosis that was made, with the answers by question."""

    kind: Annotated[str, OneOf("diagnosis_kind")] = "work_intake"
    diagnosed_on: date
    finding: str = ""
    answers: dict[str, str] = Field(default_factory=dict)


class HandedClassification(_Part):
    """Where the sender thinks the person stands on a scale."""

    scale: Annotated[str, OneOf("scale")]
    value: str
    starts_on: date
    reason: str = ""


class HandedUnemployment(_Part):
    """The unemployment benefit; ``last_on`` is its last day at the latest."""

    starts_on: date
    last_on: date


class ApplicationMade(_Part):
    """One time that the person applied for work."""

    on: date
    employer: str = ""
    function: str = ""


class Notice(_Part):
    """Something the sender must tell: conduct that stands in the way of work (iwi-2007 C3)."""

    on: date
    description: str


class Handover(_Part):
    """A hand-over as it was sent."""

    form: Literal["trede-handover-1"]
    sender: str = Field(min_length=1)
    reference: str = Field(min_length=1)
    sent_on: date | None = None
    person: HandedPerson = HandedPerson()
    application: HandedApplication | None = None
    diagnoses: tuple[HandedDiagnosis, ...] = ()
    classifications: tuple[HandedClassification, ...] = ()
    barriers: tuple[Annotated[str, OneOf("barrier")], ...] = ()
    applications_made: tuple[ApplicationMade, ...] = ()
    unemployment_benefit: HandedUnemployment | None = None
    notices: tuple[Notice, ...] = ()
    warm_handover_on: date | None = None


def read_handover(content: str | bytes | Mapping[str, Any]) -> Handover:
    """Read a hand-over from JSON, or from what JSON was read into; raises HandoverError."""
    try:
        if isinstance(content, Mapping):
            return _checked(Handover.model_validate(dict(content)))
        if len(content) > LARGEST:
            raise HandoverError([((), _("It is too large for the hand-over of one person."))])
        return _checked(Handover.model_validate_json(content))
    except ValidationError as error:
        raise HandoverError([(each["loc"], explain(each)) for each in error.errors()]) from None


def _checked(handover: Handover) -> Handover:
    """Check what goes beyond one field: values of scales, and spells that end before they begin."""
    problems: list[tuple[Place, str]] = []
    for index, each in enumerate(handover.classifications):
        known = lists_in_force().get(each.scale)
        if known is not None and each.value not in {code.code for code in known.codes}:
            why = _("'{code}' is not in the code list {codes}")
            place = ("classifications", index, "value")
            problems.append((place, why.format(code=each.value, codes=each.scale)))
    benefit = handover.unemployment_benefit
    if benefit is not None and benefit.last_on < benefit.starts_on:
        ended = ("unemployment_benefit", "last_on")
        problems.append((ended, _("The last day lies before the first.")))
    if problems:
        raise HandoverError(problems)
    return handover
