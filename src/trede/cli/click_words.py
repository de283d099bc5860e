"""The words of click itself (Usage, Options, its complaints) in the language in use.

Click looks its words up with the standard library's gettext: in a compiled catalogue on disk, in
the language of the environment. Ours come from the catalogue that all texts of Trede come from, in
the language that the user chose; so click's modules are handed our look-up in place of that one.
"""

from click import core, decorators, exceptions, formatting, parser, types

from trede.language import translate, translate_number

MODULES = (core, decorators, exceptions, formatting, parser, types)
"""The modules of click of which a user of Trede can meet a word."""


def use_own_catalogue() -> None:
    """Let click look its words up in the catalogue of Trede."""
    for module in MODULES:
        for name, look_up in (("_", translate), ("ngettext", translate_number)):
            if hasattr(module, name):
                setattr(module, name, look_up)
