"""Writes a made-up municipality as a dossier: for demonstrations, tests and benchmarks."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa

from trede.dossier.building import DossierBuilder
from trede.dossier.codes import write_codes
from trede.dossier.storage import DossierWriter, write_dossier
from trede.errors import UsageError
from trede.language import translate as _
from trede.synthesis.blocks import CLIENTS_PER_BLOCK, make_block
from trede.synthesis.money import general_costs, money_tables
from trede.synthesis.portfolio import Portfolio, make_portfolio, portfolio_tables
from trede.synthesis.randomness import Period
from trede.synthesis.sources import source_tables

PRODUCER = "synth"
BLOCKS_PER_PART = 4
MOST_CLIENTS = 20_000_000
_EARLIEST, _LATEST = 1950, 2150

Progress = Callable[[str], None]


class UnusableRequestError(UsageError):
    """A made-up municipality was asked for that cannot be made."""


def synthesise(
    folder: Path,
    clients: int,
    from_year: int,
    to_year: int,
    seed: int,
    *,
    replace: bool = False,
    progress: Progress = lambda _step: None,
    blocks_per_part: int = BLOCKS_PER_PART,
) -> None:
    """Write a made-up municipality with so many clients; the same seed gives the same bytes.

    Facts lie from the first of January of ``from_year`` (with the spells of benefit that ran
    then) up to the last of December of ``to_year``. At most ``blocks_per_part`` blocks of clients
    are held in memory; if more are needed, the tables are written in parts of that size, with the
    same rows. Raises :class:`UnusableRequestError`, or
    :class:`trede.dossier.storage.DossierExistsError` unless ``replace`` is given.
    """
    _check(clients, from_year, to_year, seed)
    period = Period(from_year, to_year)
    portfolio = make_portfolio(seed, clients)
    blocks = -(-clients // CLIENTS_PER_BLOCK)
    with write_dossier(folder, replace=replace) as writer:
        _write_general(writer, seed, clients, period, portfolio)
        parts = _parts(seed, clients, period, portfolio, blocks_per_part, progress)
        for content in parts:
            for name, table in content.items():
                if blocks <= blocks_per_part:
                    writer.write(name, table)
                else:
                    writer.write_part(name, table)
        writer.finish(PRODUCER, _settings(period))


def _check(clients: int, from_year: int, to_year: int, seed: int) -> None:
    if not 1 <= clients <= MOST_CLIENTS:
        raise UnusableRequestError(
            _("A municipality of {clients} clients cannot be made; ask for 1 to {most}.").format(
                clients=clients, most=MOST_CLIENTS
            )
        )
    if not _EARLIEST <= from_year <= to_year <= _LATEST:
        raise UnusableRequestError(
            _(
                "The years {from_year} to {to_year} cannot be made; choose years from {earliest} "
                "to {latest}, the first one first."
            ).format(from_year=from_year, to_year=to_year, earliest=_EARLIEST, latest=_LATEST)
        )
    if seed < 0:
        raise UnusableRequestError(
            _("The seed {seed} is below zero; choose zero or a larger whole number.").format(
                seed=seed
            )
        )


def _write_general(
    writer: DossierWriter, seed: int, clients: int, period: Period, portfolio: Portfolio
) -> None:
    """Write the tables that are not about single clients."""
    tables = {
        **source_tables(seed, clients, period),
        **portfolio_tables(seed, portfolio, period),
        **money_tables(seed, clients, period),
    }
    builder = DossierBuilder()
    write_codes(builder)
    tables |= {name: builder.table(name).build() for name in ("codes", "code_groups")}
    for name, table in tables.items():
        writer.write(name, table)


def _parts(
    seed: int,
    clients: int,
    period: Period,
    portfolio: Portfolio,
    blocks_per_part: int,
    progress: Progress,
) -> Iterator[Mapping[str, pa.Table]]:
    """Make the rows of all clients, so many blocks at a time."""
    blocks = -(-clients // CLIENTS_PER_BLOCK)
    for first in range(0, blocks, blocks_per_part):
        collected: dict[str, list[pa.Table]] = defaultdict(list)
        if first == 0:
            collected["costs"].append(general_costs(seed, clients, period))
        for index in range(first, min(first + blocks_per_part, blocks)):
            for name, table in make_block(seed, index, clients, period, portfolio).items():
                collected[name].append(table)
            done = min((index + 1) * CLIENTS_PER_BLOCK, clients)
            progress(_("{done} of {clients} clients").format(done=done, clients=clients))
        yield {name: pa.concat_tables(tables) for name, tables in collected.items()}


def _settings(period: Period) -> dict[str, str]:
    """Return the dates that measures take by default: inflow that is observed for a whole year."""
    inflow_year = max(period.from_year, period.to_year - 1)
    last_day = date(period.to_year, 12, 31)
    return {
        "inflow_from": date(inflow_year, 1, 1).isoformat(),
        "inflow_to": date(inflow_year, 12, 31).isoformat(),
        "observed_until": last_day.isoformat(),
        "period_from": date(period.from_year, 1, 1).isoformat(),
        "period_to": last_day.isoformat(),
        "status_on": date(period.to_year + 1, 1, 1).isoformat(),
        "cost_status_on": last_day.isoformat(),
        "ladder_on": last_day.isoformat(),
    }
