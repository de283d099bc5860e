"""Whom to speak to at a provider, and what providers offer: the catalogue with its prices."""

from trede.dossier.columns import Kind, Table, cents, ends_on, starts_on, text, whole

PROVIDER_CONTACTS = Table(
    "provider_contacts",
    Kind.SPELL,
    "People of providers whom the municipality deals with.",
    key=("provider_contact_id",),
    begins="starts_on",
    own_columns=(
        text("provider_contact_id", "the contact", required=True),
        text("provider_id", "of which provider", required=True, references="providers"),
        text("name", "who it is", required=True),
        text("task", "what to turn to this person for"),
        text("email", "e-mail address"),
        text("telephone", "telephone number"),
        starts_on(),
        ends_on(),
    ),
)

PRODUCTS = Table(
    "products",
    Kind.SPELL,
    "The catalogue: trajectories and products that providers offer.",
    key=("product_id",),
    begins="starts_on",
    own_columns=(
        text("product_id", "the product", required=True),
        text("provider_id", "who offers it", required=True, references="providers"),
        text("contract_id", "under which contract, if there is one", references="contracts"),
        text("name", "its name", required=True),
        text("type", "type of trajectory", codes="trajectory_type"),
        text("target_group", "whom it is for"),
        text("method", "what is done, and what is asked of who enters"),
        text("rung", "rung of the ladder it works on", codes="participation_rung"),
        whole("duration_weeks", "how long it usually takes, in weeks"),
        whole("capacity", "how many clients can take part at the same time"),
        starts_on("first day it is offered"),
        ends_on("first day it is no longer offered", planned=True),
    ),
)

PRODUCT_PRICES = Table(
    "product_prices",
    Kind.SPELL,
    "Prices in the catalogue, each from its own day: a new price leaves the old one as it was.",
    key=("product_id", "starts_on"),
    begins="starts_on",
    own_columns=(
        text("product_id", "the product", required=True, references="products"),
        starts_on("first day of the price"),
        cents("amount_cents", "price for one client, without value added tax", required=True),
        cents("vat_cents", "value added tax over it; 0 if the provider is exempt", required=True),
        text("motive", "why the price changed"),
    ),
)

TABLES = (PROVIDER_CONTACTS, PRODUCTS, PRODUCT_PRICES)
