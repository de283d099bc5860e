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
    path("<str:key>", show_contract, name="contract"),
    path("<str:key>/voorwaarden", show_terms, name="contract-terms"),
    path("<str:key>/voorwaarden/<int:number>", show_version, name="contract-version"),
    path(
        "<str:key>/voorwaarden/<int:number>/toml",
        download_version,
        name="contract-version-download",
    ),
    path("<str:key>/taak/<str:task>", take_task, name="contract-task"),
    path("<str:key>/taak/<str:task>/<str:part>", take_task, name="contract-task-of"),
]
