"""The engines that measures run on, chosen by name.

``duckdb`` is always there and right for one municipality. ``spark`` needs the optional extra of
that name; its answers are the same, cell by cell.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Literal, get_args

from trede.dossier.storage import Dossier
from trede.errors import UsageError
from trede.language import translate as _
from trede.measures.engines.base import Engine

EngineName = Literal["duckdb", "spark"]
ENGINES: tuple[EngineName, ...] = get_args(EngineName)


class UnknownEngineError(UsageError):
    """An engine was asked for that does not exist."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _('There is no engine "{name}". Choose from: {allowed}.').format(
                name=name, allowed=", ".join(ENGINES)
            )
        )


class EngineNotInstalledError(UsageError):
    """Spark was asked for, but the optional extra was not installed."""

    def __init__(self) -> None:
        super().__init__(
            _(
                'The engine "spark" is not installed. Install it with `uv sync --extra spark` or '
                '`pip install "trede[spark]"`, or leave the engine out: the embedded one gives '
                "the same figures."
            )
        )


@contextmanager
def open_engine(
    name: str, dossier: Dossier, settings: Mapping[str, str] | None = None
) -> Iterator[Engine]:
    """Open the engine ``duckdb`` or ``spark`` on a dossier for as long as the block lasts.

    ``settings`` are Spark's own, by name (see :func:`.cluster.cluster_engine`); the embedded
    engine has none. Raises :class:`UnknownEngineError` or :class:`EngineNotInstalledError`.
    """
    if name not in ENGINES:
        raise UnknownEngineError(name)
    if name == "spark":
        if find_spec("pyspark") is None:
            raise EngineNotInstalledError
        from trede.measures.engines.cluster import cluster_engine  # noqa: PLC0415 - optional

        with cluster_engine(dossier, settings) as engine:
            yield engine
    else:
        from trede.measures.engines.embedded import embedded_engine  # noqa: PLC0415 - slow to load

        with embedded_engine(dossier) as engine:
            yield engine
