"""The address of the health page."""

from django.urls import path

from trede.register.operation.views import show_health

urlpatterns = [path("health", show_health, name="health")]
