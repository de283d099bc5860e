"""The addresses of access."""

from django.urls import path

from trede.register.access.look_views import show_looks_at_client
from trede.register.access.views import ask_reason

urlpatterns = [
    path("<key:number>/reden", ask_reason, name="look-reason"),
    path("<key:number>/bekeken", show_looks_at_client, name="client-looks"),
]
