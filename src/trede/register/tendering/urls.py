"""The addresses of tenders."""

from django.urls import path

from trede.register.tendering.views import (
    list_tenders,
    prepare_tender,
    show_report,
    show_tender,
    take_task,
)

urlpatterns = [
    path("", list_tenders, name="tenders"),
    path("nieuw", prepare_tender, name="tender-add"),
    path("<str:key>", show_tender, name="tender"),
    path("<str:key>/verslag", show_report, name="tender-report"),
    path("<str:key>/taak/<str:task>", take_task, name="tender-task"),
    path("<str:key>/taak/<str:task>/<str:part>", take_task, name="tender-task-of"),
]
