"""The addresses of the municipality's own settings."""

from django.urls import path

from trede.register.configuration.views import (
    change_case_management,
    change_signal,
    list_signals,
    show_case_management,
    show_configuration,
    show_policy,
    show_signal,
    withdraw_choice,
)

urlpatterns = [
    path("", show_configuration, name="configuration"),
    path("signalen", list_signals, name="signal-settings"),
    path("signalen/<str:rule>", show_signal, name="signal-setting"),
    path("signalen/<str:rule>/wijzigen", change_signal, name="signal-change"),
    path("casemanagement", show_case_management, name="case-management"),
    path("casemanagement/wijzigen", change_case_management, name="case-management-change"),
    path("beleid/<str:policy>", show_policy, name="policy"),
    path("intrekken/<str:kind>/<int:pk>", withdraw_choice, name="choice-withdraw"),
]
