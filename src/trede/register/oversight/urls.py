"""The addresses of what purchaser and controller watch over."""

from django.urls import path

from trede.register.oversight.calendar_views import download_calendar, show_calendar
from trede.register.oversight.chain_views import download_chain, find_chain, show_chain
from trede.register.oversight.contract_views import (
    download_glance,
    download_participants,
    show_depth,
    show_glance,
)

urlpatterns = [
    path("", show_calendar, name="calendar"),
    path("agenda.<str:form>", download_calendar, name="calendar-download"),
    path("contracten", show_glance, name="contracts-at-a-glance"),
    path("contracten/bestand", download_glance, name="contracts-at-a-glance-download"),
    path("contracten/<key:key>", show_depth, name="contract-in-depth"),
    path("contracten/<key:key>/deelnemers", download_participants, name="participants-download"),
    path("geldketen", find_chain, name="money-chains"),
    path("geldketen/<key:number>", show_chain, name="money-chain"),
    path("geldketen/<key:number>/bestand", download_chain, name="money-chain-download"),
]
