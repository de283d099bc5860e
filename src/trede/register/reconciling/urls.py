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
    path("<key:key>/lijsten", list_reconciliations, name="reconciliations"),
    path("<key:key>/lijsten/nieuw", reconcile, name="reconcile"),
    path("<key:key>/lijsten/<key:number>", show_reconciliation, name="reconciliation"),
    path(
        "<key:key>/lijsten/<key:number>/csv",
        download_reconciliation,
        name="reconciliation-download",
    ),
    path("<key:key>/lijsten/<key:number>/intrekken", withdraw, name="reconciliation-withdraw"),
    path("<key:key>/lijsten/<key:number>/samen/<str:kind>", settle_several, name="differences"),
    path("<key:key>/lijsten/<key:number>/<key:difference>", settle, name="difference"),
]
