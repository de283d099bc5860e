"""The addresses of lists of providers."""

from django.urls import path

from trede.register.reconciling.views import (
    download_reconciliation,
    list_reconciliations,
    reconcile,
    settle,
    settle_several,
    show_reconciliation,
    withdraw,
)

urlpatterns = [
    path("<str:key>/lijsten", list_reconciliations, name="reconciliations"),
    path("<str:key>/lijsten/nieuw", reconcile, name="reconcile"),
    path("<str:key>/lijsten/<str:number>", show_reconciliation, name="reconciliation"),
    path(
        "<str:key>/lijsten/<str:number>/csv",
        download_reconciliation,
        name="reconciliation-download",
    ),
    path("<str:key>/lijsten/<str:number>/intrekken", withdraw, name="reconciliation-withdraw"),
    path("<str:key>/lijsten/<str:number>/samen/<str:kind>", settle_several, name="differences"),
    path("<str:key>/lijsten/<str:number>/<str:difference>", settle, name="difference"),
]
