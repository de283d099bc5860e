"""The address of the catalogue, which more people read than the pages of providers."""

from django.urls import path

from trede.register.providers.views import show_catalogue

urlpatterns = [path("", show_catalogue, name="catalogue")]
