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
    path("<str:key>", show_provider, name="provider"),
    path("<str:key>/taak/<str:task>", take_task, name="provider-task"),
    path("<str:key>/taak/<str:task>/<str:part>", take_task, name="provider-task-of"),
]
