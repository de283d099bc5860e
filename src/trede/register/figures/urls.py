"""The addresses of figures."""

from django.urls import path

from trede.register.figures.views import download_figure, list_figures, show_figure, show_people

urlpatterns = [
    path("", list_figures, name="figures"),
    path("<slug:name>", show_figure, name="figure"),
    path("<slug:name>/csv", download_figure, name="figure-download"),
    path("<slug:name>/mensen", show_people, name="figure-people"),
]
