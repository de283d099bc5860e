"""The addresses of the worklist."""

from django.urls import path

from trede.register.worklists.views import show_worklist

urlpatterns = [path("", show_worklist, name="worklist")]
