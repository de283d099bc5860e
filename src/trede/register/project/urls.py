"""The addresses of the register."""

from django.urls import URLPattern, URLResolver, include, path

from trede.register.pages.views import go_home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", go_home, name="home"),
    path("werklijst/", include("trede.register.worklists.urls")),
    path("cijfers/", include("trede.register.figures.urls")),
    path("begrippen/", include("trede.register.glossary.urls")),
    path("gegevens/", include("trede.register.quality.urls")),
    path("handhaving/", include("trede.register.enforcement.urls")),
    path("aanbieders/", include("trede.register.providers.urls")),
    path("aanbieder/facturen/", include("trede.register.payments.provider_urls")),
    path("aanbieder/", include("trede.register.provider_entrance.urls")),
    path("aanbod/", include("trede.register.providers.catalogue_urls")),
    path("aanbestedingen/", include("trede.register.tendering.urls")),
    path("overzicht/", include("trede.register.oversight.urls")),
    path("contracten/", include("trede.register.yields.urls")),
    path("contracten/", include("trede.register.reconciling.urls")),
    path("contracten/", include("trede.register.contracts.urls")),
    path("betalingen/", include("trede.register.payments.urls")),
    path("inkoop/", include("trede.register.referrals.urls")),
    path("instellingen/", include("trede.register.configuration.urls")),
    path("team/", include("trede.register.caseloads.urls")),
    path("clienten/", include("trede.register.clients.urls")),
    path("clienten/", include("trede.register.steps.urls")),
    path("clienten/", include("trede.register.documents.urls")),
    path("clienten/", include("trede.register.access.urls")),
    path("clienten/", include("trede.register.dossiers.urls")),
    path("systemen/", include("trede.register.api.page_urls")),
    path("api/v1/", include("trede.register.api.urls")),
    path("", include("trede.register.accounts.urls")),
    path("", include("trede.register.operation.urls")),
]

handler400 = "trede.register.pages.views.show_bad_request"
handler500 = "trede.register.pages.views.show_failure"
