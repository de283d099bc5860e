"""All that a provider can record about a participation, by its name in the address."""

from trede.register.provider_entrance.guiding import (
    AskForTalk,
    EndAbsence,
    ProposePlan,
    ReportAbsence,
)
from trede.register.provider_entrance.own_task import OwnTask
from trede.register.provider_entrance.placing_at_work import Place, Prove
from trede.register.provider_entrance.reporting import SendReport
from trede.register.provider_entrance.taking_back import TakeBack

TASKS: dict[str, OwnTask] = {
    task.name: task
    for task in (
        ProposePlan(),
        SendReport(),
        ReportAbsence(),
        EndAbsence(),
        AskForTalk(),
        Place(),
        Prove(),
        TakeBack(),
    )
}
OPTIONAL_PART = frozenset({SendReport.name})
"""The tasks that may name a part: a new report, or one that is sent again."""
