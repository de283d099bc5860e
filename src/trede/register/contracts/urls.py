"""The addresses of contracts."""

from django.urls import path

from trede.register.contracts.views import (
    add_contract,
    list_contracts,
    show_contract,
    take_task,
)

urlpatterns = [
    path("", list_contracts, name="contracts"),
    path("nieuw", add_contract, name="contract-add"),
    path("<str:key>", show_contract, name="contract"),
    path("<str:key>/taak/<str:task>", take_task, name="contract-task"),
    path("<str:key>/taak/<str:task>/<str:part>", take_task, name="contract-task-of"),
]
