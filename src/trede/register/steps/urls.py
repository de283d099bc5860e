"""The addresses of steps."""

from django.urls import path

from trede.register.steps.registering_views import receive_handover, register_client
from trede.register.steps.views import take_step, undo_change

urlpatterns = [
    path("nieuw", register_client, name="register-client"),
    path("overdracht", receive_handover, name="receive-handover"),
    path("<str:number>/stap/<slug:name>", take_step, name="step"),
    path("<str:number>/stap/<slug:name>/<str:subject>", take_step, name="step-of"),
    path("<str:number>/terug/<int:pk>", undo_change, name="undo"),
]
