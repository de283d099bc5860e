"""What companies report on the progress of clients, and what the case manager answers."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from trede.synthesis.agreements import REPORT, report_days, report_months
from trede.synthesis.commissioned import Commissioned, Drawn
from trede.synthesis.randomness import (
    NEVER,
    Flags,
    Whole,
    between,
    choose,
    happens,
    months_later,
    until,
)
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.sentences import said
from trede.synthesis.versions import finish, later_of, record, replace_column, split

ANSWERS = ("accepted", "asked_back")
_ADVICE = ("go_on", "adjust", "stop")
_PROGRESS = (
    "Komt trouw en houdt de afgesproken uren vol.",
    "Twee sollicitatiegesprekken gevoerd; nog geen aanbod.",
    "De eerste module is gehaald.",
    "Werkt nu vier dagdelen; de werkgever is tevreden.",
    "Minder vooruitgang dan gehoopt; afspraken zijn aangescherpt.",
)
_OBSTACLES = (
    "De reistijd.",
    "Gezondheid: soms te moe.",
    "Opvang is nog niet geregeld.",
    "Schulden.",
)
_NEXT_STEPS = (
    "Uren uitbreiden met een dagdeel.",
    "Gesprekken bij twee werkgevers.",
    "De tweede module en daarna stage.",
    "Met de klantmanager bespreken hoe het verder gaat.",
)
REMARKS = (
    "Er staat niet in wat er met de cliënt is bereikt; graag aanvullen.",
    "De uren ontbreken; graag opnieuw indienen.",
)
_IN_TIME, _MISSING, _LATEST = 0.8, 0.06, 60
_ASKED_BACK, _SENT_AGAIN = 0.06, 0.8
_UNREAD, _UNREAD_DAYS = 0.12, 120
_FEWEST_DAYS = 28
UNANSWERED = dict.fromkeys(("answered_on", "answered_by", "answer", "remark"))


@dataclass(frozen=True)
class Reports:
    """Reports as they came in, the nth on a participation; NEVER for days that do not come."""

    about: Commissioned
    ordinal: Whole
    due: Whole
    received: Whole
    answered: Whole
    asked_back: Flags

    def where(self, chosen: Flags) -> "Reports":
        """Return the chosen reports."""
        return Reports(
            about=self.about.where(chosen),
            ordinal=self.ordinal[chosen],
            due=self.due[chosen],
            received=self.received[chosen],
            answered=self.answered[chosen],
            asked_back=self.asked_back[chosen],
        )


def report_tables(drawn: Drawn) -> dict[str, pa.Table]:
    """Return the table of reports with their answers; what was asked back came in once more."""
    random = drawn.block.chance("progress reports")
    first = _received(random, drawn)
    again = _sent_again(random, drawn, first)
    entered = record(random, first.received, median_days=0.5, spread=0.8)
    answered_at = later_of(entered, record(random, first.answered, median_days=1, spread=0.8))
    replaced_at = later_of(answered_at, record(random, again.received, median_days=0.5))
    settled_at = later_of(replaced_at, record(random, again.answered, median_days=1))
    kept = (replaced_at == NEVER) | drawn.recent(first.received)
    came_again = replaced_at != NEVER
    once = (entered[kept], answered_at[kept], replaced_at[kept])
    twice = (replaced_at[came_again], settled_at[came_again], again.received[came_again])
    never = np.full(len(twice[0]), NEVER)
    tables = (
        _report_rows(random, drawn, first.where(kept), *once),
        _report_rows(random, drawn, again.where(came_again), *twice[:2], never),
    )
    return {"progress_reports": finish("progress_reports", pa.concat_tables(tables))}


def _received(random: np.random.Generator, drawn: Drawn) -> Reports:
    """Draw the reports that came in: most by their last day, some late, some not at all."""
    row, ordinal, moment = _moments(drawn)
    size, agreement = len(row), drawn.portfolio.agreement[drawn.participations.contract[row]]
    within = report_days(agreement)
    due = moment + within
    late = due + between(random, 1, _LATEST, size)
    in_time = happens(random, _IN_TIME, size)
    received = np.where(in_time, moment + between(random, 0, within, size), late)
    came = ~happens(random, _MISSING, size) & (received <= drawn.last_day)
    answered = received + between(random, 1, 30, size)
    unread = happens(random, _UNREAD, size) & (received > drawn.last_day - _UNREAD_DAYS)
    answered = until(np.where(unread, NEVER, answered), drawn.last_day)
    asked_back = happens(random, _ASKED_BACK, size) & (answered != NEVER)
    about = drawn.participations.where(row)
    return Reports(about, ordinal, due, received, answered, asked_back).where(came)


def _moments(drawn: Drawn) -> tuple[Whole, Whole, Whole]:
    """Return participation, ordinal and day of every report that the calendar asks for."""
    each = drawn.participations
    months = report_months(drawn.portfolio.agreement[each.contract])
    last = np.minimum(each.last + 1, drawn.last_day)
    most = np.maximum((last - each.start) // (_FEWEST_DAYS * months), 0)
    row = np.repeat(np.arange(each.size), most)
    ordinal = 1 + np.arange(len(row)) - np.repeat(np.cumsum(most) - most, most)
    moment = months_later(each.start[row], ordinal * months[row])
    chosen = moment <= last[row]
    return row[chosen], ordinal[chosen], moment[chosen]


def _sent_again(random: np.random.Generator, drawn: Drawn, first: Reports) -> Reports:
    """Draw when reports that were asked back came in once more, and were accepted."""
    size, last = len(first.received), drawn.last_day
    resent = first.asked_back & happens(random, _SENT_AGAIN, size)
    received = until(first.answered + between(random, 5, 25, size), last)
    received = np.where(resent, received, NEVER)
    answered = until(received + between(random, 1, 20, size), last)
    none = np.zeros(size, dtype=np.bool_)
    return Reports(first.about, first.ordinal, first.due, received, answered, none)


def _report_rows(
    random: np.random.Generator,
    drawn: Drawn,
    reports: Reports,
    entered: Whole,
    answered_at: Whole,
    replaced_at: Whole,
) -> pa.Table:
    """Return reports with the version before their answer, withdrawn when sent again."""
    each, size = reports.about, len(reports.received)
    answer = np.where(reports.answered == NEVER, -1, reports.asked_back.astype(np.int64))
    entered, answered_at = drawn.recorded(entered, answered_at, reports.received)
    obstacle = choose(random, (2, 2, 1, 1, 6), size)
    rows = {
        "report_id": numbered("VR", each.number * 100 + reports.ordinal, 13),
        "person_id": drawn.persons(each.client),
        "participation_id": each.ids(),
        "name": REPORT,
        "due_on": reports.due,
        "received_on": reports.received,
        "written_by": each.guides(),
        "progress": said(_PROGRESS, choose(random, (5, 3, 3, 4, 2), size)),
        "obstacles": said(_OBSTACLES, np.where(obstacle < len(_OBSTACLES), obstacle, -1)),
        "next_steps": said(_NEXT_STEPS, choose(random, (3, 3, 2, 2), size)),
        "advice": coded(_ADVICE, choose(random, (80, 16, 4), size)),
        "answered_on": reports.answered,
        "answered_by": drawn.managers_on(each.client, reports.answered),
        "answer": coded(ANSWERS, answer),
        "remark": said(REMARKS, np.where(answer == 1, each.client % len(REMARKS), -1)),
        "recorded_at": entered,
        "source": "provider",
    }
    moments = {"answered_at": answered_at, "replaced_at": replaced_at}
    content = split(make_table("progress_reports", rows, moments), "answered_at", UNANSWERED)
    withdrawn = pc.coalesce(content["withdrawn_at"], content["replaced_at"])
    return replace_column(content, "withdrawn_at", withdrawn)
