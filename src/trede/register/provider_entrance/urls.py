"""The addresses of the provider's own entrance."""

from django.urls import path

from trede.register.provider_entrance.attendance_views import show_attendance
from trede.register.provider_entrance.views import (
    answer_referral,
    list_due_reports,
    list_evidence,
    list_own_clients,
    record_work,
    send_evidence,
    send_own_evidence,
    show_home,
    show_own_client,
)

urlpatterns = [
    path("vandaag", show_home, name="provider-home"),
    path("clienten", list_own_clients, name="provider-clients"),
    path("clienten/<key:number>", show_own_client, name="provider-client"),
    path("rapportages", list_due_reports, name="provider-reports"),
    path("presentie", show_attendance, name="provider-attendance"),
    path("aanmelding/<key:key>/<str:task>", answer_referral, name="provider-referral"),
    path("deelname/<key:key>/<str:task>", record_work, name="provider-work"),
    path("deelname/<key:key>/<str:task>/<key:part>", record_work, name="provider-work-of"),
    path("bewijs/<str:document>", send_own_evidence, name="provider-evidence"),
    path("bewijsstukken/<key:number>", list_evidence, name="evidence-list"),
    path("bewijsstuk/<str:document>", send_evidence, name="evidence"),
]
