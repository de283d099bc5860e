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
    path("eigen-inkoop/<str:key>", show_purchase, name="own-purchase"),
    path("eigen-inkoop/<str:key>/besluit", decide_purchase, name="own-purchase-decision"),
    path("eigen-inkoop/<str:key>/betaling", pay_purchase, name="own-purchase-payment"),
]
