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
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from trede.dossier.codes import lists_in_force
from trede.dossier.pseudonyms import passes_eleven_proof
from trede.errors import BadInputError
from trede.language import translate as _

LARGEST = 1_000_000
"""Bytes; no hand-over of one person is larger."""
_ODD = "odd"


class HandoverError(BadInputError):
    """A hand-over cannot be read; ``problems`` says for each place what is wrong with it."""

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        self.problems = tuple(problems)
        said = "; ".join(f"{place}: {why}" if place else why for place, why in problems)
        super().__init__(_("The hand-over cannot be read. {problems}").format(problems=said))


def _one_of(codes: str) -> AfterValidator:
    def check(code: str) -> str:
        if code not in {each.code for each in lists_in_force()[codes].codes}:
            why = _("'{code}' is not in the code list {codes}").format(code=code, codes=codes)
            raise PydanticCustomError(_ODD, "{why}", {"why": why})
        return code

    return AfterValidator(check)


def _citizen_number(number: str) -> str:
    cleaned = number.replace(" ", "").replace(".", "")
    if not passes_eleven_proof(cleaned):
        why = _("this is no citizen service number: it does not pass the eleven-proof")
        raise PydanticCustomError(_ODD, "{why}", {"why": why})
    return cleaned.zfill(9)


class _Part(BaseModel):
    """A part of the form: what it does not know is an error, so that nothing is lost unseen."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class HandedPerson(_Part):
    """Who it is about."""

    citizen_number: Annotated[str, AfterValidator(_citizen_number)] | None = None
    family_name: str = ""
    infix: str = ""
    first_names: str = ""
    birth_on: date | None = None
    sex: Annotated[str, _one_of("sex")] | None = None
    address: str = ""
    postcode: str = ""
    place: str = ""
    phone: str = ""
    email: str = ""
    language: str = ""
    education: Annotated[str, _one_of("education")] | None = None
    last_worked: Annotated[str, _one_of("last_worked")] | None = None


class HandedApplication(_Part):
    """The application for benefit."""

    applied_on: date
    scheme: Annotated[str, _one_of("scheme")]


class HandedDiagnosis(_Part):
    """An intake or diagnosis that was made, with the answers by question."""

    kind: Annotated[str, _one_of("diagnosis_kind")] = "work_intake"
    diagnosed_on: date
    finding: str = ""
    answers: dict[str, str] = Field(default_factory=dict)


class HandedClassification(_Part):
    """Where the sender thinks the person stands on a scale."""

    scale: Annotated[str, _one_of("scale")]
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
    barriers: tuple[Annotated[str, _one_of("barrier")], ...] = ()
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
            raise HandoverError([("", _("It is too large for the hand-over of one person."))])
        return _checked(Handover.model_validate_json(content))
    except ValidationError as error:
        raise HandoverError([_problem(each) for each in error.errors()]) from None


def _checked(handover: Handover) -> Handover:
    """Check what goes beyond one field: values of scales, and spells that end before they begin."""
    problems = []
    for index, each in enumerate(handover.classifications):
        known = lists_in_force().get(each.scale)
        if known is not None and each.value not in {code.code for code in known.codes}:
            why = _("'{code}' is not in the code list {codes}")
            place = f"classifications.{index + 1}.value"
            problems.append((place, why.format(code=each.value, codes=each.scale)))
    benefit = handover.unemployment_benefit
    if benefit is not None and benefit.last_on < benefit.starts_on:
        problems.append(("unemployment_benefit.last_on", _("The last day lies before the first.")))
    if problems:
        raise HandoverError(problems)
    return handover


def _problem(error: Any) -> tuple[str, str]:
    """Return the place of an error and what is wrong, in our words."""
    place = ".".join(str(part + 1) if isinstance(part, int) else part for part in error["loc"])
    said = {
        "missing": _("is missing"),
        "extra_forbidden": _("is not part of the form"),
        "json_invalid": _("This is no JSON: {why}").format(why=error["msg"]),
        "literal_error": _("is another form than trede-handover-1"),
        "string_too_short": _("is empty"),
        _ODD: error["msg"],
    }
    if error["type"].startswith("date"):
        return place, _("is no day; write it as 2026-12-31")
    return place, said.get(error["type"], error["msg"])
