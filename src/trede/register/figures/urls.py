"""The addresses of figures."""

from django.urls import path

from trede.register.figures.people_views import download_people, show_people
from trede.register.figures.views import download_figure, list_figures, show_figure

urlpatterns = [
    path("", list_figures, name="figures"),
    path("<slug:name>", show_figure, name="figure"),
    path("<slug:name>/csv", download_figure, name="figure-download", kwargs={"form": "csv"}),
    path("<slug:name>/xlsx", download_figure, name="figure-workbook", kwargs={"form": "xlsx"}),
    path("<slug:name>/mensen", show_people, name="figure-people"),
    path("<slug:name>/mensen/csv", download_people, name="figure-people-download"),
]
