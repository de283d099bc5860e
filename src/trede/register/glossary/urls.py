"""The address of the terms."""

from django.urls import path

from trede.register.glossary.views import list_terms

urlpatterns = [path("", list_terms, name="glossary")]
