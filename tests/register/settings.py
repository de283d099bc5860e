"""The settings of a register that lives as long as the tests do.

``TREDE_DATABASE`` chooses PostgreSQL; without it SQLite is used.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from trede.register.project.environment import make_keys

FOLDER = Path(tempfile.mkdtemp(prefix="trede-register-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
make_keys(FOLDER)
(FOLDER / "static").mkdir()
os.environ["TREDE_REGISTER"] = str(FOLDER)
os.environ["TREDE_MODE"] = "demo"
os.environ["TREDE_NOW"] = "2026-03-31T09:00"

from trede.register.project.settings import *

# A browser test serves pages from threads of its own, whose connections must not stay open.
DATABASES["default"]["CONN_MAX_AGE"] = 0

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
