"""Turns one delivery of the five systems into facts, system by system."""

from collections.abc import Mapping
from types import MappingProxyType

from trede.importers.profile import Import, Profile
from trede.importers.profiles.amsterdam_2007.benefits import SOURCE, read_benefits, read_exemptions
from trede.importers.profiles.amsterdam_2007.codebook import CODEBOOK, read_codebook
from trede.importers.profiles.amsterdam_2007.contracts import read_contracts
from trede.importers.profiles.amsterdam_2007.delivery import Delivery, People
from trede.importers.profiles.amsterdam_2007.employment import (
    read_hiring_fees,
    read_postings,
    read_subsidies,
)
from trede.importers.profiles.amsterdam_2007.participations import (
    read_social_service,
    read_work_company,
)
from trede.importers.profiles.amsterdam_2007.position import read_rungs, read_verifications

SETTINGS: Mapping[str, str] = MappingProxyType(
    {
        "period_from": "2004-01-01",
        "period_to": "2006-06-30",
        "status_on": "2006-07-01",
        "cost_status_on": "2006-06-30",
        "benefit_per_month": "965",
    }
)
"""The dates of the audit (rekenkamer-amsterdam E1, E2); the extracts themselves name none."""

SYSTEMS = (
    read_benefits,
    read_exemptions,
    read_contracts,
    read_social_service,
    read_work_company,
    read_postings,
    read_hiring_fees,
    read_subsidies,
    read_rungs,
    read_verifications,
)
"""In this order: the benefit system first, since it says which numbers belong together."""


def read(imported: Import) -> Mapping[str, str]:
    """Read the delivery into the dossier."""
    imported.progress(CODEBOOK.name)
    codes = read_codebook(imported.extracts)
    delivery = Delivery(imported, codes, People(imported.pseudonyms))
    for read_system in SYSTEMS:
        read_system(delivery)
    _write_people(delivery)
    return SETTINGS


def _write_people(delivery: Delivery) -> None:
    for person_id, person in delivery.people.met.items():
        delivery.add(
            "persons",
            SOURCE,
            {
                "person_id": person_id,
                "client_number": person.client_number,
                "birth_on": person.birth_on,
                "sex": person.sex,
                "identity_doubt": person.identity_doubt,
            },
        )


PROFILE = Profile("amsterdam-2007", "Five systems of Amsterdam's social service", read)
