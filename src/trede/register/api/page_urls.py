"""The addresses of the pages about other systems."""

from django.urls import path

from trede.register.api.system_views import (
    add_system,
    end_right,
    give_right,
    give_token,
    list_systems,
    revoke_token,
    show_system,
)

urlpatterns = [
    path("", list_systems, name="systems"),
    path("nieuw", add_system, name="system-add"),
    path("<int:pk>", show_system, name="system"),
    path("<int:pk>/recht", give_right, name="system-right"),
    path("<int:pk>/recht/<int:right>", end_right, name="system-right-end"),
    path("<int:pk>/sleutel", give_token, name="system-token"),
    path("<int:pk>/sleutel/<int:token>", revoke_token, name="system-token-revoke"),
]
