"""The forms in which a benefit system tells what changed, one for each kind of change.

Names of schemes, decisions and reasons are codes of the code lists. ``last_on`` is a last day, as
people say it; amounts are whole euro cents.
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SkipValidation, model_validator
from pydantic_core import PydanticCustomError

from trede.language import translate
from trede.register.api.words import later as _
from trede.register.steps.handover import CitizenNumber, OneOf
from trede.register.steps.reading_errors import SAID

MOST_AT_ONCE = 200
"""Changes in one batch."""

Scheme = Annotated[str, OneOf("scheme")]
Cents = Annotated[int, Field(ge=0, le=9_999_999_999, strict=True)]
Day = Annotated[date | None, Field(default=None)]
Corrects = Annotated[
    str | None,
    Field(
        default=None,
        min_length=1,
        description=_(
            "Key of what is corrected, as it was answered before or as it stands in the dossier. "
            "What is not named stays as it is."
        ),
    ),
]


class _Form(BaseModel):
    """A form: what it does not know is a fault, so that nothing is lost unseen."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class WhichClient(_Form):
    """The client, by the municipality's client number or by citizen service number."""

    number: Annotated[str | None, Field(description=_("client number"))] = None
    citizen_number: Annotated[
        CitizenNumber | None, Field(description=_("citizen service number"))
    ] = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.number is None) == (self.citizen_number is None):
            why = translate("give the client number or the citizen service number, one of both")
            raise PydanticCustomError(SAID, "{why}", {"why": why})
        return self


class _Change(_Form):
    """What every change says."""

    client: WhichClient
    corrects: Corrects
    reason: Annotated[
        str | None, Field(description=_("Why it is corrected; compulsory beside corrects."))
    ] = None
    confirmed: Annotated[
        tuple[str, ...],
        Field(description=_("Warnings that someone has looked at, by the names they came with.")),
    ] = ()


class ApplicationChange(_Change):
    """Someone applied for benefit."""

    kind: Literal["application"]
    scheme: Scheme | None = None
    applied_on: Day


class DecisionChange(_Change):
    """An application was decided on; granting it begins a benefit."""

    kind: Literal["decision"]
    application: Annotated[
        str | None,
        Field(description=_("Key of the application, if more than one waits for a decision.")),
    ] = None
    decision: Annotated[str, OneOf("application_decision")] | None = None
    decided_on: Day
    scheme: Scheme | None = None
    starts_on: Annotated[date | None, Field(description=_("first day of benefit"))] = None
    monthly_amount_cents: Cents | None = None


class StartChange(_Change):
    """A benefit runs that was granted elsewhere; with ``corrects``, a benefit was different."""

    kind: Literal["start"]
    scheme: Scheme | None = None
    starts_on: Annotated[date | None, Field(description=_("first day of benefit"))] = None
    applied_on: Day
    decided_on: Day
    monthly_amount_cents: Cents | None = None
    last_on: Annotated[
        date | None, Field(description=_("last day of benefit; only to correct one that ended"))
    ] = None
    exit_reason: Annotated[str, OneOf("exit_reason")] | None = None
    destination: str | None = None
    contract_kind: Annotated[str, OneOf("contract_kind")] | None = None


class EndChange(_Change):
    """A benefit ended: the last day, and why."""

    kind: Literal["end"]
    benefit: Annotated[
        str | None, Field(description=_("Key of the benefit; the one that runs if left out."))
    ] = None
    last_on: Annotated[date | None, Field(description=_("last day of benefit"))] = None
    exit_reason: Annotated[str, OneOf("exit_reason")] | None = None
    destination: Annotated[
        str | None, Field(description=_("the employer, the other municipality, the training"))
    ] = None
    contract_kind: Annotated[
        Annotated[str, OneOf("contract_kind")] | None,
        Field(description=_("kind of contract; needed if the client left for work")),
    ] = None


class UnemploymentChange(_Change):
    """The dates of an unemployment benefit (WW)."""

    kind: Literal["unemployment"]
    starts_on: Day
    expected_last_on: Annotated[date | None, Field(description=_("last day at the latest"))] = None
    last_on: Annotated[date | None, Field(description=_("last day, once it has ended"))] = None


Change = ApplicationChange | DecisionChange | StartChange | EndChange | UnemploymentChange
"""Any change of benefit."""
BenefitChange = Annotated[Change, Field(discriminator="kind")]


class BenefitChangeBatch(_Form):
    """Changes, each of which is recorded or refused apart from the others."""

    changes: Annotated[
        list[SkipValidation[BenefitChange]], Field(min_length=1, max_length=MOST_AT_ONCE)
    ]
