"""The terms of a contract: a new version of them, or a mistake in one that nobody came under."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from trede.errors import TredeError
from trede.language import translate as _
from trede.register.contracts.corrections import why_not_corrected
from trede.register.contracts.differing import all_changes
from trede.register.contracts.documents import checked, row_of
from trede.register.contracts.drafting import starting_document
from trede.register.contracts.following import check_follows, sums_of, warnings_of
from trede.register.contracts.keeping import OfContract, contract_of
from trede.register.contracts.previewing import PreviewForm, show_first
from trede.register.contracts.reaching import Reach, reach_of
from trede.register.contracts.versions import Version, moved_by, versions_of
from trede.register.facts.journal import Journal
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_day
from trede.register.providers.tasks import About, Answers, locked, one
from trede.register.steps.fields import DayField, WordsField
from trede.register.steps.form import Words
from trede.register.steps.refusing import RefusedError
from trede.settlement.describing import Changed, Chapter, describe, validity
from trede.settlement.terms import Terms

LARGEST = 500_000
"""The most bytes that a document may have."""


@dataclass(frozen=True)
class Preview:
    """What would be stored, in words: all of it, and what differs from what it takes the place of.

    ``former`` is the number of that version; none with the first one. ``reach`` is what a version
    that reaches back moves, ``sums`` says its money; ``untold`` is why that cannot be said.
    """

    chapters: Sequence[Chapter]
    validity: str
    former: int | None
    changed: Sequence[Changed]
    reach: Reach | None = None
    sums: Sequence[str] = ()
    untold: str = ""


class TermsForm(PreviewForm):
    """The document, as text or as a file; since when it was agreed, and why."""

    text = WordsField(rows=30, required=False)
    document = forms.FileField(
        required=False, widget=forms.FileInput(attrs={"accept": ".toml,text/plain"})
    )
    agreed_on = DayField()
    motive = WordsField(rows=2)
    unmarked = ("text", "document")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        number = int(self.about.part) if self.about.part.isdecimal() else None
        before = [each for each in versions_of(self.about.key) if each.number != number]
        if not before or number == 1:
            del self.fields["motive"]

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "text": (
                _("The document"),
                _("Amounts in euros without value added tax. What it can say stands below, under "
                  "“What a document of terms can say”."),
            ),
            "document": (_("Or a file"), _("What is in it takes the place of the text above.")),
            "agreed_on": _("Agreed on"),
            "motive": _("Why it replaces the version before it"),
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Put what is in the file in the place of the text."""
        cleaned: dict[str, Any] = super().clean() or {}
        sent = cleaned.pop("document", None)
        if sent is not None:
            cleaned["text"] = self._text_of(sent)
            self.keep(text=cleaned["text"])
        if not cleaned.get("text", "").strip() and not self.errors:
            self.add_error("text", _("Fill this in."))
        return cleaned

    def _text_of(self, sent: Any) -> str:
        if sent.size > LARGEST:
            self.add_error("document", _("This file is too large for a document of terms."))
            return ""
        try:
            return str(sent.read().decode("utf-8"))
        except UnicodeDecodeError:
            self.add_error("document", _("This file is not in UTF-8. Save it so and try again."))
            return ""


class StoreTerms(OfContract):
    """A new version of the terms; the one before it ends on the day this one starts."""

    name = "terms"
    form = TermsForm

    def title(self) -> str:
        """Say what the task does."""
        return _("Store terms")

    def explanation(self, about: About) -> str:
        """Say what a new version does to those who take part."""
        if not versions_of(about.key):
            return _("The first version of the terms of this contract, from what is known of it.")
        return _(
            "Who takes part keeps the version of the day they began: a new version counts for "
            "those who begin from its first day on."
        )

    def subject(self, about: About) -> Fact | None:
        """Return the newest version, so that of two who amend at once the second is told."""
        found = versions_of(about.key)
        return found[-1].fact if found else None

    def initial(self, about: About) -> Mapping[str, object]:
        """Return a document to start from."""
        versions = versions_of(about.key)
        text = starting_document(contract_of(about), versions, about.today)
        return {"text": text, "agreed_on": about.today}

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Record the version and end the former one."""
        contract = contract_of(about, lock=True)
        versions = versions_of(about.key)
        terms = checked(contract, answers["text"])
        former = versions[-1] if versions else None
        check_follows(terms, former, answers)
        reach, untold = _reach(terms, former, about)
        warnings = warnings_of(contract, terms, former, reach)
        seen = (answers["text"], warnings)
        show_first(answers, lambda: _preview(terms, former, reach, untold), warnings, *seen)
        if former is not None:
            last = min(former.ends_on or terms.starts_on, terms.starts_on)
            journal.correct(former.fact, {"ends_on": last})
        journal.record("contract_versions", row_of(terms, answers))
        said = _("Version {number} is on file, for those who begin from {day} on.")
        return said.format(number=terms.version, day=show_day(terms.starts_on))


class CorrectTerms(OfContract):
    """A mistake in a version of the terms, as long as nothing rests on it."""

    name = "terms-correct"
    form = TermsForm
    needs_part = True
    asks_why = True

    def title(self) -> str:
        """Say what the task does."""
        return _("Correct this version")

    def explanation(self, about: About) -> str:
        """Say what a correction does."""
        return _(
            "A mistake in the document of version {number}, upon which nothing rests yet. Its "
            "number and its first day stay; what stood there before stays visible, with your "
            "reason."
        ).format(number=about.part)

    def subject(self, about: About) -> Fact | None:
        """Return the version."""
        number = int(about.part) if about.part.isdecimal() else 0
        return one("contract_versions", contract_id=about.key, version=number)

    def initial(self, about: About) -> Mapping[str, object]:
        """Return the document as it stands."""
        known = super().initial(about)
        return {**known, "text": known.get("terms")}

    def obstacle(self, about: About) -> str:
        """Only a version upon which nothing rests is corrected."""
        versions = versions_of(about.key)
        found = [each for each in versions if str(each.number) == about.part]
        if not found:
            return _("There is no such version of the terms.")
        return why_not_corrected(found[0], versions)

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Correct the version; its number and its first day stay in their place."""
        contract = contract_of(about, lock=True)
        if why := self.obstacle(about):
            raise RefusedError(why)
        known = locked("contract_versions", contract_id=about.key, version=int(about.part))
        before = next(each for each in versions_of(about.key) if str(each.number) == about.part)
        terms = checked(contract, answers["text"], before.terms)
        if terms.version != known.cell("version") or terms.starts_on != known.cell("starts_on"):
            message = _("version and valid_from stay as they are: {version} and {day}.")
            told = message.format(version=known.cell("version"), day=known.cell("starts_on"))
            raise RefusedError(told, "text")
        show_first(answers, lambda: _preview(terms, before), {}, answers["text"])
        later = [each for each in versions_of(about.key) if each.number > terms.version]
        values = row_of(terms, answers)
        if later:
            values["ends_on"] = min(terms.ends_on or later[0].starts_on, later[0].starts_on)
        journal.correct(known, values)
        return _("The document was corrected.")


def _reach(terms: Terms, former: Version | None, about: About) -> tuple[Reach | None, str]:
    """Return what a version that reaches back moves, or why that cannot be told."""
    if former is None or not moved_by(about.key, terms.starts_on, terms.ends_on)[0]:
        return None, ""
    try:
        return reach_of(terms, about.today), ""
    except TredeError as error:
        return None, str(error)


def _preview(
    terms: Terms, former: Version | None, reach: Reach | None = None, untold: str = ""
) -> Preview:
    was = former.terms if former is not None else None
    return Preview(
        chapters=describe(terms),
        validity=validity(terms),
        former=former.number if former is not None else None,
        changed=all_changes(was, terms) if was is not None else (),
        reach=reach,
        sums=tuple(sums_of(reach.money)) if reach is not None else (),
        untold=untold,
    )


TERMS_TASKS: Sequence[OfContract] = (StoreTerms(), CorrectTerms())
