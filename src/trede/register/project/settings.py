"""Django's settings, derived from the environment of one register."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from trede.register.project.environment import read_environment

ENVIRONMENT = read_environment(os.environ)
PARTS = Path(__file__).resolve().parent.parent

DEBUG = False
SECRET_KEY = ENVIRONMENT.keys.signing
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
DATABASES = {"default": dict(ENVIRONMENT.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "csp",
    "trede.register.accounts",
    "trede.register.clients",
    "trede.register.facts",
    "trede.register.access",
    "trede.register.caseloads",
    "trede.register.signals",
    "trede.register.operation",
    "trede.register.quality",
    "trede.register.api",
    "trede.register.provider_entrance",
    "trede.register.oversight",
    "trede.register.pages",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "trede.register.access.middleware.HeadersMiddleware",
    "trede.register.api.middleware.ApiMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "trede.register.pages.language.LanguageMiddleware",
    "trede.register.access.middleware.InactivityMiddleware",
    "trede.register.access.middleware.FinishingMiddleware",
    "trede.register.access.middleware.ReasonMiddleware",
    "trede.register.configuration.middleware.PolicyMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "trede.register.project.urls"
WSGI_APPLICATION = "trede.register.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PARTS / "pages" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "trede.register.pages.templating.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "trede.register.pages.context.every_page",
            ],
        },
    },
]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"

# Whoever gives a wrong password five times for a name waits a quarter of an hour, from whatever
# address: behind a proxy, or with many addresses, the address says nothing.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_CALLABLE = "trede.register.accounts.lock_out.username_of"
AXES_WHITELIST_CALLABLE = "trede.register.accounts.lock_out.is_not_a_password"
AXES_LOCKOUT_CALLABLE = "trede.register.accounts.lock_out.show_lock_out"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_VERBOSE = False

SECOND_FACTOR = not ENVIRONMENT.is_demo
OTP_TOTP_ISSUER = "Trede"
SINGLE_SIGN_ON = ENVIRONMENT.single_sign_on
if SINGLE_SIGN_ON is not None:
    AUTHENTICATION_BACKENDS.append("trede.register.accounts.single_sign_on.SingleSignOnBackend")

# Facts are kept in local civil time, as dossiers are; see decision 0011.
USE_TZ = False
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]

STATIC_URL = "/static/"
STATICFILES_DIRS = [PARTS / "pages" / "static"]
STATIC_ROOT = ENVIRONMENT.folder / "static"
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# How long a session lasts without use is in access.middleware; this is its outer limit.
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not ENVIRONMENT.is_demo
CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if not ENVIRONMENT.is_demo:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# Whether browsers get to know beforehand that a whole domain is encrypted (HSTS preload) is for
# the owner of the domain to decide, not for one register on it. Locking by name alone is meant:
# see AXES_LOCKOUT_PARAMETERS.
SILENCED_SYSTEM_CHECKS = ["security.W021", "axes.W006"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"screen": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"django": {"handlers": ["screen"], "level": "ERROR", "propagate": False}},
}
