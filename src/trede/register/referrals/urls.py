"""The addresses of volumes and own purchase."""

from django.urls import path

from trede.register.referrals.views import (
    decide_purchase,
    list_purchases,
    pay_purchase,
    show_purchase,
    show_volumes,
)

urlpatterns = [
    path("aantallen", show_volumes, name="volumes"),
    path("eigen-inkoop", list_purchases, name="own-purchases"),
    path("eigen-inkoop/<key:key>", show_purchase, name="own-purchase"),
    path("eigen-inkoop/<key:key>/besluit", decide_purchase, name="own-purchase-decision"),
    path("eigen-inkoop/<key:key>/betaling", pay_purchase, name="own-purchase-payment"),
]
