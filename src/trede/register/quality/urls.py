"""The addresses of the data manager."""

from django.urls import path

from trede.register.quality.contradiction_views import (
    leave_as_is,
    list_contradictions,
    list_left,
    put_on_list,
)
from trede.register.quality.duplicate_views import (
    compare_clients,
    list_duplicates,
    list_merges,
    merge_clients,
    show_merge,
    undo_merge,
)
from trede.register.quality.list_views import show_code_lists, show_exchanges
from trede.register.quality.number_views import correct_number
from trede.register.quality.views import open_for_data, show_data, show_gap

urlpatterns = [
    path("", show_data, name="data"),
    path("volledigheid/<slug:field>", show_gap, name="data-gap"),
    path("openen/<key:number>", open_for_data, name="data-open"),
    path("tegenstrijdigheden", list_contradictions, name="contradictions"),
    path("tegenstrijdigheden/laten", leave_as_is, name="leave-as-is"),
    path("gelaten", list_left, name="left-as-is"),
    path("gelaten/<int:pk>/terug", put_on_list, name="on-list-again"),
    path("dubbel", list_duplicates, name="duplicates"),
    path("dubbel/<key:number>/<key:other>", compare_clients, name="compare-clients"),
    path("dubbel/<key:number>/<key:other>/samenvoegen", merge_clients, name="merge"),
    path("samengevoegd", list_merges, name="merges"),
    path("samengevoegd/<int:pk>", show_merge, name="merge-done"),
    path("samengevoegd/<int:pk>/terug", undo_merge, name="merge-undo"),
    path("burgerservicenummer/<key:number>", correct_number, name="citizen-number"),
    path("codelijsten", show_code_lists, name="code-lists"),
    path("uitwisseling", show_exchanges, name="exchanges"),
]
