"""The addresses of papers."""

from django.urls import path

from trede.register.documents.views import show_paper

urlpatterns = [
    path("<str:number>/brief/<slug:name>", show_paper, name="paper"),
    path("<str:number>/brief/<slug:name>/<str:subject>", show_paper, name="paper-of"),
]
