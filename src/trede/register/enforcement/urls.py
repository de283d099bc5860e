"""The addresses of those who decide on sanctions."""

from django.urls import path

from trede.register.enforcement.views import decide_sanction, show_proposals

urlpatterns = [
    path("", show_proposals, name="sanctions"),
    path("<str:number>/<str:key>", decide_sanction, name="sanction"),
]
