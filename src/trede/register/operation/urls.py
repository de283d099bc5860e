"""The addresses that say whether the register works."""

from django.urls import path

from trede.register.operation.views import show_health, show_operation

urlpatterns = [
    path("health", show_health, name="health"),
    path("beheer", show_operation, name="operation"),
]
