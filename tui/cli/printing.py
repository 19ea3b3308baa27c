"""What goes to stdout: JSON, lines, tables."""

import sys
from collections.abc import Iterable
from typing import Any

import click
import msgspec

from models.exchange.schema import SCHEMA
from models.values.text import escaped
from tui.terminal.cells import columns

_JSON = msgspec.json.Encoder(decimal_format="number")


def print_json(fields: dict[str, Any]) -> None:
    """`fields` under the schema, as one line of UTF-8 whatever the terminal's encoding."""
    click.echo(escaped(_JSON.encode({"schema": SCHEMA, **fields}).decode()).encode())


def print_rows(rows: Iterable[str]) -> None:
    """Lines of a table or a text."""
    for row in rows:
        click.echo(row)


def print_table(head: list[str], rows: list[list[str]], numeric: frozenset[int]) -> None:
    """The rows; with headings where a person reads them, not where a program does."""
    for line in columns([head, *rows] if sys.stdout.isatty() else rows, numeric):
        click.echo(line)
