"""The addresses of those who decide on sanctions."""

from django.urls import path

from trede.register.enforcement.views import decide_sanction, revise_decision, show_proposals

urlpatterns = [
    path("", show_proposals, name="sanctions"),
    path("<key:number>/<key:key>", decide_sanction, name="sanction"),
    path("<key:number>/<key:key>/herzien", revise_decision, name="sanction-revise"),
]
