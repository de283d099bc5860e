"""The addresses of contracts."""

from django.urls import path

from trede.register.contracts.terms_views import (
    download_version,
    explain_terms,
    show_terms,
    show_version,
)
from trede.register.contracts.views import (
    add_contract,
    list_contracts,
    show_contract,
    take_task,
)

urlpatterns = [
    path("", list_contracts, name="contracts"),
    path("nieuw", add_contract, name="contract-add"),
    path("uitleg-voorwaarden", explain_terms, name="contract-terms-guide"),
    path("<key:key>", show_contract, name="contract"),
    path("<key:key>/voorwaarden", show_terms, name="contract-terms"),
    path("<key:key>/voorwaarden/<int:number>", show_version, name="contract-version"),
    path(
        "<key:key>/voorwaarden/<int:number>/toml",
        download_version,
        name="contract-version-download",
    ),
    path("<key:key>/taak/<str:task>", take_task, name="contract-task"),
    path("<key:key>/taak/<str:task>/<key:part>", take_task, name="contract-task-of"),
]
