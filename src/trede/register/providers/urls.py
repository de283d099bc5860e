"""The addresses of providers."""

from django.urls import path

from trede.register.providers.views import (
    add_provider,
    list_providers,
    show_provider,
    take_task,
)

urlpatterns = [
    path("", list_providers, name="providers"),
    path("nieuw", add_provider, name="provider-add"),
    path("<key:key>", show_provider, name="provider"),
    path("<key:key>/taak/<str:task>", take_task, name="provider-task"),
    path("<key:key>/taak/<str:task>/<key:part>", take_task, name="provider-task-of"),
]
