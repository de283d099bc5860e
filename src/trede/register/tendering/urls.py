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
    path("<key:key>", show_tender, name="tender"),
    path("<key:key>/verslag", show_report, name="tender-report"),
    path("<key:key>/taak/<str:task>", take_task, name="tender-task"),
    path("<key:key>/taak/<str:task>/<key:part>", take_task, name="tender-task-of"),
]
