"""Describes the machine that was measured on."""

import platform
from importlib.metadata import version

import psutil

LIBRARIES = ("duckdb", "pyarrow", "pandas", "numpy")


def describe_machine() -> dict[str, str]:
    """Return the machine and the versions that decide the speed."""
    memory = psutil.virtual_memory().total / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return {
        "processor": f"{platform.machine()}, {psutil.cpu_count()} cores",
        "memory": f"{memory:.0f} GB",
        "system": platform.system(),
        "Python": platform.python_version(),
        "libraries": libraries,
    }
