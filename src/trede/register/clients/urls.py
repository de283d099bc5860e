"""The addresses of the list of clients."""

from django.urls import path

from trede.register.clients.views import list_clients

urlpatterns = [path("", list_clients, name="clients")]
