"""The addresses of what contracts yield; they come before those of one contract."""

from django.urls import path

from trede.register.yields.views import list_yields, show_people, show_yield

urlpatterns = [
    path("opbrengst", list_yields, name="yields"),
    path("<key:key>/opbrengst", show_yield, name="yield"),
    path("<key:key>/opbrengst/mensen", show_people, name="yield-people"),
]
