"""Evidence that companies send: checked, encrypted, and given out only to whom it is for.

A file is one of three kinds, told by its first bytes and not by its name, of at most five
megabytes. It is encrypted with the key of the citizen service numbers: an employment contract or a
payslip has one on it.
"""

import hashlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet
from django import forms
from django.conf import settings

from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.facts.journal import new_id
from trede.register.facts.models import Fact, believed, model_of
from trede.register.project.clock import now
from trede.register.provider_entrance.models import EvidenceFile
from trede.register.provider_entrance.own_work import taken_back

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.db.models import QuerySet

LARGEST = 5 * 1024 * 1024
"""In bytes."""
LONGEST_NAME = 100
_KINDS = {
    b"%PDF-": ("application/pdf", ".pdf"),
    b"\x89PNG\r\n\x1a\n": ("image/png", ".png"),
    b"\xff\xd8\xff": ("image/jpeg", ".jpg"),
}
"""By their first bytes: the kinds of file that are taken, and how their names end."""
ACCEPTED = ".pdf,.png,.jpg,.jpeg"


@dataclass(frozen=True)
class Proof:
    """A file that was checked."""

    content: bytes
    name: str
    media_type: str


class EvidenceField(forms.FileField):
    """A file with evidence; cleaned it is a :class:`Proof`."""

    def __init__(self) -> None:
        super().__init__(widget=forms.FileInput(attrs={"accept": ACCEPTED}))

    def clean(self, data: object, initial: object = None) -> Proof:
        """Return the file; refuse what is too large, empty or of another kind."""
        self.error_messages["empty"] = _("This file is empty. Choose another one.")
        self.error_messages["missing"] = self.error_messages["required"]
        return check_file(super().clean(data, initial))


def check_file(file: "UploadedFile[bytes]") -> Proof:
    """Check a file that was sent; raises ValidationError."""
    if (file.size or 0) > LARGEST:
        raise forms.ValidationError(
            _("This file is larger than 5 MB. Scan it in black and white, or send fewer pages.")
        )
    content = file.read()
    for begins, (media_type, ending) in _KINDS.items():
        if content.startswith(begins):
            stem = PurePath((file.name or "").replace("\\", "/")).stem
            kept = "".join(sign for sign in stem if sign.isalnum() or sign in " -_")
            return Proof(content, f"{kept.strip()[:LONGEST_NAME] or 'bewijs'}{ending}", media_type)
    raise forms.ValidationError(
        _("Only a PDF, PNG or JPG is taken, whatever the name says. Save or scan it as one.")
    )


def keep(author: User, participation: Fact, proof: Proof, kind: str, placement_id: str) -> str:
    """Keep a file, encrypted; return its number. The very same proof is kept once."""
    file_hash, key = (
        hashlib.sha256(proof.content).hexdigest(),
        participation.cell("participation_id"),
    )
    sent = {"hash": file_hash, "participation_id": str(key), "placement_id": placement_id}
    known = EvidenceFile.objects.filter(**sent, kind=kind).first()
    if known is not None:
        return known.number
    kept = EvidenceFile.objects.create(
        number=new_id(),
        name=proof.name,
        media_type=proof.media_type,
        size=len(proof.content),
        encrypted=_cipher().encrypt(proof.content),
        kind=kind,
        at=now(),
        author=author,
        **sent,
    )
    return kept.number


def content_of(file: EvidenceFile) -> bytes:
    """Return a file as it was sent."""
    return _cipher().decrypt(bytes(file.encrypted))


def evidence_in(participations: "QuerySet[Any]") -> list[tuple[EvidenceFile, Fact | None]]:
    """Return the evidence sent in participations, newest first, each with the work it proves.

    Evidence of work that the company took back went with it.
    """
    keys = [str(each.cell("participation_id")) for each in participations]
    every = EvidenceFile.objects.filter(participation_id__in=keys).select_related("author")
    gone = taken_back(file.placement_id for file in every)
    files = [file for file in every if file.placement_id not in gone]
    named = {file.placement_id for file in files}
    placements = believed("placements").filter(placement_id__in=named)
    work = {str(each.cell("placement_id")): each for each in placements}
    return [(file, work.get(file.placement_id)) for file in files]


def remove_evidence(person_id: str) -> None:
    """Remove the files about a client whose identity is removed: names and numbers are in them."""
    every: Any = model_of("participations").objects
    own = every.filter(person_id=person_id)
    named = set(own.values_list("participation_id", flat=True))
    EvidenceFile.objects.filter(participation_id__in=named).delete()


def _cipher() -> Fernet:
    return Fernet(settings.ENVIRONMENT.keys.numbers)
