"""The addresses of a team leader."""

from django.urls import path

from trede.register.caseloads.views import assign_clients, set_norm, show_team

urlpatterns = [
    path("", show_team, name="team"),
    path("toewijzen", assign_clients, name="assign"),
    path("norm", set_norm, name="norm"),
]
