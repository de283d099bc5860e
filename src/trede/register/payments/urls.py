"""The addresses of paying, for the municipality."""

from django.urls import path

from trede.register.payments.book_views import (
    download_export,
    download_ledger,
    make_export,
    show_exports,
    show_ledger,
)
from trede.register.payments.claim_views import let_claim_stand, turn_claim_down
from trede.register.payments.invoice_views import (
    drop_line,
    post_credit_note,
    post_payment,
    post_performance,
    send_line_back,
    show_invoice,
)
from trede.register.payments.views import show_contract, show_payments, show_premiums

urlpatterns = [
    path("", show_payments, name="payments"),
    path("premies", show_premiums, name="premiums-to-verify"),
    path("exporten", show_exports, name="payment-exports"),
    path("exporten/nieuw", make_export, name="payment-export"),
    path("exporten/<key:key>", download_export, name="payment-export-download"),
    path("grootboek", show_ledger, name="ledger"),
    path("grootboek/bestand", download_ledger, name="ledger-download"),
    path("contract/<key:key>", show_contract, name="payments-of-contract"),
    path("contract/<key:key>/creditnota", post_credit_note, name="credit-note"),
    path("factuur/<key:key>", show_invoice, name="invoice"),
    path("factuur/<key:key>/prestatie", post_performance, name="approve-performance"),
    path("factuur/<key:key>/betaling", post_payment, name="approve-payment"),
    path("claim/<key:key>/afwijzen", turn_claim_down, name="turn-claim-down"),
    path("claim/<key:key>/herstellen", let_claim_stand, name="let-claim-stand"),
    path("regel/<key:key>/opgeven", drop_line, name="drop-line"),
    path("regel/<key:key>/terugsturen", send_line_back, name="send-back-line"),
]
