"""All steps, by name."""

from collections.abc import Mapping
from types import MappingProxyType

from trede.language import translate as _
from trede.register.enforcement.signals import EnforcementSignal
from trede.register.enforcement.steps import Enforcement, EnforcementNext
from trede.register.facts.versions import Change
from trede.register.steps.aftercare import Aftercare
from trede.register.steps.appointment import Appointment, AppointmentOff
from trede.register.steps.attendance import Attendance
from trede.register.steps.barriers import Barriers
from trede.register.steps.benefit import Benefit, BenefitEnd
from trede.register.steps.benefit_application import BenefitApplication, BenefitDecision
from trede.register.steps.classification import Classification
from trede.register.steps.contact import Contact
from trede.register.steps.contradicting import AbsenceContradiction, WorkContradiction
from trede.register.steps.diagnosis import Diagnosis
from trede.register.steps.exemption import Exemption, ExemptionEnd
from trede.register.steps.handover_follow_up import HandoverFollowUp
from trede.register.steps.late_report import LateReport
from trede.register.steps.own_purchase import OwnPurchase
from trede.register.steps.participation_end import ParticipationEnd
from trede.register.steps.personal_details import PersonalDetails
from trede.register.steps.placement import Placement, PlacementEnd
from trede.register.steps.plan import Plan
from trede.register.steps.plan_signing import PlanSigning
from trede.register.steps.provider_answers import PlanAnswer, ReportAnswer
from trede.register.steps.referral import Referral
from trede.register.steps.referral_recall import ReferralRecall
from trede.register.steps.step import Step
from trede.register.steps.three_way_talk import ThreeWayTalk, ThreeWayTalkNext
from trede.register.steps.trajectory import Trajectory, TrajectoryNext, TrajectoryOffer
from trede.register.steps.unemployment import Unemployment
from trede.register.steps.verification import Verification

STEPS: Mapping[str, Step] = MappingProxyType(
    {
        step.name: step
        for step in (
            PersonalDetails(),
            BenefitApplication(),
            BenefitDecision(),
            Benefit(),
            BenefitEnd(),
            Unemployment(),
            Diagnosis(),
            Classification(),
            Barriers(),
            Exemption(),
            ExemptionEnd(),
            Plan(),
            PlanSigning(),
            Trajectory(),
            TrajectoryNext(),
            TrajectoryOffer(),
            Referral(),
            ReferralRecall(),
            ParticipationEnd(),
            OwnPurchase(),
            PlanAnswer(),
            ReportAnswer(),
            LateReport(),
            ThreeWayTalk(),
            ThreeWayTalkNext(),
            Attendance(),
            Appointment(),
            AppointmentOff(),
            Contact(),
            Placement(),
            PlacementEnd(),
            WorkContradiction(),
            AbsenceContradiction(),
            Verification(),
            Aftercare(),
            HandoverFollowUp(),
            EnforcementSignal(),
            Enforcement(),
            EnforcementNext(),
        )
    }
)


def label_of(change: Change) -> str:
    """Name what a change was about, as in the history of a file."""
    others = {
        "undo": _("Undone"),
        "load": _("A dossier was loaded"),
        "identities": _("Names were loaded"),
        "made-up-names": _("Names were made up for a demonstration"),
        "register-client": _("New client"),
        "handover": _("Hand-over received"),
        "sanction-decision": _("Decision on a sanction"),
        "retention": _("Name and number removed: past the term"),
        "sanction-revision": _("Decision on a sanction revised"),
        "merge": _("Merged with another client"),
        "unmerge": _("Merge undone"),
        "citizen-number": _("Citizen service number corrected"),
        "referral-accept": _("Referral accepted by the provider"),
        "referral-return": _("Referral returned by the provider"),
        "provider-plan": _("Plan proposed by the provider"),
        "provider-report": _("Report of the provider"),
        "provider-absence": _("Absence reported by the provider"),
        "provider-absence-end": _("Absence reported by the provider"),
        "provider-signal": _("Signal of the provider"),
        "provider-placement": _("Work reported by the provider"),
        "provider-proof": _("Proof sent by the provider"),
        "provider-take-back": _("Taken back by the provider"),
        "provider-attendance": _("Attendance list of the provider"),
        "provider-report-late": _("Report of the provider is late"),
        "referral-start": _("The first day at the provider has come"),
        "own-purchase-decision": _("Decision on an own purchase"),
        "own-purchase-payment": _("Own purchase paid"),
    }
    if change.step in STEPS:
        return STEPS[change.step].label()
    return others.get(change.step, change.step)
