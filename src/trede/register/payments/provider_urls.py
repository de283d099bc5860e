"""The addresses of invoices, for providers."""

from django.urls import path

from trede.register.payments.provider_views import (
    download_answer,
    download_example,
    list_invoices,
    make_invoice,
    show_own_invoice,
    upload_invoice,
)

urlpatterns = [
    path("", list_invoices, name="provider-invoices"),
    path("maken", make_invoice, name="provider-invoice-make"),
    path("uploaden", upload_invoice, name="provider-invoice-upload"),
    path("uploaden/antwoord", download_answer, name="provider-invoice-answer"),
    path("uploaden/voorbeeld", download_example, name="provider-invoice-example"),
    path("<key:key>", show_own_invoice, name="provider-invoice"),
]
