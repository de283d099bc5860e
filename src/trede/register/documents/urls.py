"""The addresses of papers."""

from django.urls import path

from trede.register.documents.views import show_paper

urlpatterns = [
    path("<key:number>/brief/<slug:name>", show_paper, name="paper"),
    path("<key:number>/brief/<slug:name>/<key:subject>", show_paper, name="paper-of"),
]
