"""The addresses of the API."""

from django.urls import path

from trede.register.api.description import show_description
from trede.register.api.endpoints import NAMESPACE, api

app_name = NAMESPACE
urlpatterns = [*api.urls[0], path("openapi.json", show_description, name="openapi")]
