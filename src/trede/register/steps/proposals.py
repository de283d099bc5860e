"""Proposes where a client stands on a scale, from a rule table that anyone can read.

The rules are dated data (``policy/proposals.toml``, which explains itself): conditions on answers
and facts, a value, and the sentence that says why. Nothing is weighed or scored; people decide.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from trede.language import current_language
from trede.language import translate as _
from trede.register.facts.models import believed
from trede.register.pages.templating import show_code, show_day
from trede.register.steps.policies import Entry, FaultyPolicyError, in_force, own_file
from trede.register.steps.questionnaire import find_question
from trede.register.steps.situation import Situation

POLICY = "proposals"
LADDER = "ladder"
"""Stands for the ladder in use among the scales; the name of the setting that says which."""
MONTH = 30.44


@dataclass(frozen=True)
class Known:
    """What is known under a name: the values, how people read them, and from where."""

    values: tuple[str | int, ...]
    shown: str
    origin: str = ""

    @property
    def told(self) -> str:
        """The values with their origin."""
        return f"{self.shown} ({self.origin})" if self.origin else self.shown


@dataclass(frozen=True)
class Proposal:
    """A value that a rule proposes: why, and on the ground of what."""

    scale: str
    value: str
    why: str
    grounds: tuple[str, ...]
    rule: str


@dataclass(frozen=True)
class NoProposal:
    """No rule gives a value; ``missing`` are the questions whose answer would help."""

    scale: str
    missing: tuple[str, ...]


def scales_of(situation: Situation) -> Sequence[str]:
    """Return the scales in use today, the municipality's ladder among them."""
    names = [str(entry["name"]) for entry in in_force(POLICY, "scales", situation.today)]
    return [ladder_of(situation) if name == LADDER else name for name in names]


def ladder_of(situation: Situation) -> str:
    """Return the ladder that the municipality uses today, as the signals count it."""
    return situation.settings.parameters[LADDER]


def propose(situation: Situation, scale: str) -> Proposal | NoProposal:
    """Return what the rules propose for a client on a scale; raises FaultyPolicyError."""
    known = what_is_known(situation)
    rules = [rule for rule in in_force(POLICY, "rules", situation.today) if rule["scale"] == scale]
    missing: dict[str, None] = {}
    for rule in rules:
        if all(_holds(condition, known, rule) for condition in rule["when"]):
            grounds = tuple(_ground(condition, known) for condition in rule["when"])
            return Proposal(
                scale, str(rule["value"]), rule[current_language()], grounds, rule["name"]
            )
        unknown = (_name(each, rule) for each in rule["when"])
        missing.update(dict.fromkeys(name for name in unknown if name not in known))
    return NoProposal(scale, tuple(_title(name) for name in missing))


def what_is_known(situation: Situation) -> Mapping[str, Known]:
    """Return what conditions can ask for, by name: answers first, then facts."""
    return {**dict(_facts(situation)), **dict(_answers(situation))}


def _answers(situation: Situation) -> Iterator[tuple[str, Known]]:
    """Yield the newest answer to each question."""
    for fact in situation.file["answers"]:
        name, answer = str(fact.cell("question")), str(fact.cell("answer"))
        question, day = find_question(name), fact.cell("answered_on")
        origin = show_day(day) if isinstance(day, date) else ""
        shown = question.show(answer) if question else answer
        values = tuple(int(each) if each.isdigit() else each for each in answer.split(","))
        yield name, Known(values, shown, ", ".join(filter(None, (origin, fact.source))))


def _facts(situation: Situation) -> Iterator[tuple[str, Known]]:
    yield from _of_the_person(situation)
    yield from _of_benefit(situation)
    yield from _of_exemptions(situation)
    barriers = [str(fact.cell("barrier")) for fact in situation.holding("barriers")]
    named = ", ".join(show_code(each, "barrier") for each in barriers)
    yield "barriers", Known((len(barriers),), str(len(barriers)), named)
    yield "barrier", Known(tuple(barriers), named or _("none on file"))
    financed = [fact.cell("financed_by") for fact in situation.holding("placements")]
    work = "none" if not financed else "regular" if "employer" in financed else "subsidised"
    titles = {"none": _("none"), "regular": _("regular"), "subsidised": _("subsidised")}
    yield "work", Known((work,), titles[work])
    for fact in situation.holding("classifications"):
        scale, value = str(fact.cell("scale")), str(fact.cell("value"))
        yield scale, Known((value,), show_code(value, scale))


def _of_the_person(situation: Situation) -> Iterator[tuple[str, Known]]:
    identity = situation.client.identity
    age = identity.age_on(situation.today) if identity is not None else None
    if age is not None:
        yield "age", Known((age,), str(age))
    person = situation.latest("persons")
    for name in ("education", "last_worked"):
        value = person.cell(name) if person is not None else None
        if value is not None:
            yield name, Known((str(value),), show_code(str(value), name))
    for member in situation.holding("household_members"):
        household = believed("households").filter(household_id=member.cell("household_id")).first()
        if household is not None and household.composition is not None:
            shown = show_code(household.composition, "household_composition")
            yield "household", Known((household.composition,), shown)


def _of_benefit(situation: Situation) -> Iterator[tuple[str, Known]]:
    for benefit in situation.holding("benefit_spells"):
        scheme, starts_on = str(benefit.cell("scheme")), benefit.cell("starts_on")
        yield "scheme", Known((scheme,), show_code(scheme, "scheme"))
        if isinstance(starts_on, date):
            months = int((situation.today - starts_on).days / MONTH)
            yield "months_on_benefit", Known((months,), str(months))


def _of_exemptions(situation: Situation) -> Iterator[tuple[str, Known]]:
    exemptions = situation.holding("exemptions")
    extents = {str(fact.cell("extent")) for fact in exemptions}
    extent = "full" if "full" in extents else "partial" if extents else "none"
    shown = _("none") if extent == "none" else show_code(extent, "exemption_extent")
    yield "exemption", Known((extent,), shown)
    reasons = [fact.cell("reason") for fact in exemptions if fact.cell("reason") is not None]
    if reasons:
        named = ", ".join(show_code(str(each), "exemption_reason") for each in reasons)
        yield "exemption_reason", Known(tuple(map(str, reasons)), named)


def _holds(condition: Entry, known: Mapping[str, Known], rule: Entry) -> bool:
    found = known.get(_name(condition, rule))
    if found is None:
        return False
    numbers = [value for value in found.values if isinstance(value, int)]
    if "is" in condition:
        allowed = [str(each) for each in condition["is"]]
        return any(str(value) in allowed for value in found.values)
    least, most = condition.get("at_least"), condition.get("at_most")
    return any(
        (least is None or least <= number) and (most is None or number <= most)
        for number in numbers
    )


def _name(condition: Entry, rule: Entry) -> str:
    """Return what a condition asks for; raises FaultyPolicyError if it asks for nothing."""
    name = condition.get("answer") or condition.get("fact")
    if not name or not condition.keys() & {"is", "at_least", "at_most"}:
        why = _("rule '{name}': a condition names an answer or a fact, and is, at_least or at_most")
        raise FaultyPolicyError(own_file(POLICY), why.format(name=rule["name"]))
    return str(name)


def _ground(condition: Entry, known: Mapping[str, Known]) -> str:
    name = str(condition.get("answer") or condition.get("fact"))
    return f"{_title(name)}: {known[name].told}"


def _title(name: str) -> str:
    """Return how people call what a condition asks for."""
    question = find_question(name)
    if question is not None:
        return question.text
    titles = {
        "age": _("Age"),
        "barriers": _("Number of barriers"),
        "barrier": _("Barriers"),
        "exemption": _("Exemption"),
        "exemption_reason": _("Reason of the exemption"),
        "months_on_benefit": _("Months on benefit"),
        "scheme": _("Benefit"),
        "work": _("Work"),
        "household": _("Household"),
    }
    return titles.get(name) or show_code(name, "scale")
