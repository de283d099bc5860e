"""The addresses of accounts."""

from django.urls import path

from trede.register.access.look_views import show_looks_of_user
from trede.register.accounts.own_views import (
    ask_second_factor,
    change_password,
    renew_backup_codes,
    set_up_second_factor,
    show_profile,
)
from trede.register.accounts.single_sign_on import receive_answer, start_single_sign_on
from trede.register.accounts.user_views import act_on_user, add_user, list_users, show_user
from trede.register.accounts.views import choose_language, sign_in, sign_out

urlpatterns = [
    path("inloggen", sign_in, name="sign-in"),
    path("inloggen/gemeente", start_single_sign_on, name="single-sign-on"),
    path("inloggen/gemeente/terug", receive_answer, name="single-sign-on-answer"),
    path("inloggen/code", ask_second_factor, name="second-factor"),
    path("inloggen/code/instellen", set_up_second_factor, name="second-factor-set-up"),
    path("uitloggen", sign_out, name="sign-out"),
    path("taal", choose_language, name="language"),
    path("profiel", show_profile, name="profile"),
    path("profiel/wachtwoord", change_password, name="password"),
    path("profiel/reservecodes", renew_backup_codes, name="backup-codes"),
    path("gebruikers/", list_users, name="users"),
    path("gebruikers/nieuw", add_user, name="user-add"),
    path("gebruikers/<int:pk>", show_user, name="user"),
    path("gebruikers/<int:pk>/bekeken", show_looks_of_user, name="user-looks"),
    path("gebruikers/<int:pk>/<slug:action>", act_on_user, name="user-action"),
]
