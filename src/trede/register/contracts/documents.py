"""Reads a document of terms as it is sent: what is wrong is refused beside it, with its line."""

from trede.language import translate as _
from trede.register.contracts.faults import faults_of, line_of
from trede.register.contracts.reading import Contract
from trede.register.facts.journal import Value
from trede.register.providers.reading import all_providers
from trede.register.providers.tasks import Answers
from trede.register.steps.refusing import RefusalsError, RefusedError
from trede.settlement.reading import parse_terms
from trede.settlement.terms import Terms


def checked(contract: Contract, text: str, former: Terms | None = None) -> Terms:
    """Return the terms in a document of a contract; raises RefusedError beside the document.

    ``former`` is what is corrected, if that is so: the company that stands there may stay.
    """
    contract_id = contract.key
    faults = [str(each) for each in faults_of(text.replace("\r\n", "\n"), contract_id)]
    if len(faults) > 1:
        told = _("{number} things are wrong; nothing was stored. They stand above, by line.")
        all_of_it = RefusedError(told.format(number=len(faults)), "text")
        raise RefusalsError([*map(RefusedError, faults), all_of_it])
    if faults:
        raise RefusedError(_("{told} Nothing was stored.").format(told=faults[0]), "text")
    terms = parse_terms(text, contract_id)
    if terms.contract_id != contract_id:
        said = _("contract is {found}. Write the number of this contract: {number}.")
        raise refused(text, "contract", said.format(found=terms.contract_id, number=contract_id))
    _check_company(contract, text, terms, former)
    return terms


def _check_company(contract: Contract, text: str, terms: Terms, former: Terms | None) -> None:
    """Refuse the name of another company than the provider of the contract, or of its group."""
    own = all_providers().get(str(contract.fact.cell("provider_id")))
    if own is None:
        return
    name = str(own.cell("name"))
    if terms.company != name and (former is None or terms.company != former.company):
        said = _("company is {found}. Write the name of the provider of this contract: {name}.")
        raise refused(text, "company", said.format(found=terms.company, name=name))
    group = str(own.cell("company_group") or "")
    allowed = {terms.company, group or terms.company, former.company_group if former else ""}
    if terms.company_group in allowed:
        return
    if group:
        said = _("company_group is {found}. Write the group of this provider: {name}.")
    else:
        said = _("company_group is {found}. Leave it out: of {name} no group is on file.")
    told = said.format(found=terms.company_group, name=group or name)
    raise refused(text, "company_group", told)


def refused(text: str, key: str, told: str) -> RefusedError:
    """Return the refusal of one entry, with its line."""
    line = line_of(text.replace("\r\n", "\n"), key)
    if line is not None:
        told = _("Line {line}: {told}").format(line=line, told=told)
    return RefusedError(told, "text")


def row_of(terms: Terms, answers: Answers) -> dict[str, Value]:
    """Return the row of a version."""
    return {
        "contract_id": terms.contract_id,
        "version": terms.version,
        "starts_on": terms.starts_on,
        "ends_on": terms.ends_on,
        "terms": answers["text"].replace("\r\n", "\n"),
        "agreed_on": answers["agreed_on"],
        "motive": answers.get("motive") or None,
    }
