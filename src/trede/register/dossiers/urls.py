"""The addresses of dossiers."""

from django.urls import path

from trede.register.dossiers.views import show_dossier

urlpatterns = [path("<key:number>", show_dossier, name="dossier")]
