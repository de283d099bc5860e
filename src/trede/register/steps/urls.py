"""The addresses of steps."""

from django.urls import path

from trede.register.steps.registering_views import receive_handover, register_client
from trede.register.steps.views import take_step, undo_change

urlpatterns = [
    path("nieuw", register_client, name="register-client"),
    path("overdracht", receive_handover, name="receive-handover"),
    path("<key:number>/stap/<slug:name>", take_step, name="step"),
    path("<key:number>/stap/<slug:name>/<key:subject>", take_step, name="step-of"),
    path("<key:number>/terug/<int:pk>", undo_change, name="undo"),
]
