"""What goes to stdout: JSON, lines, tables."""

import sys
from collections.abc import Iterable
from itertools import accumulate
from shutil import get_terminal_size
from typing import Any

import click
import msgspec
from rich.cells import cell_len

from models.exchange.schema import SCHEMA
from models.values.text import escaped
from tui.terminal.cells import columns

GAP, INDENT = 2, 2
"""Cells between columns, and before what stands of a row in a further line."""
_JSON = msgspec.json.Encoder(decimal_format="number")


def print_json(fields: dict[str, Any]) -> None:
    """`fields` under the schema, as one line of UTF-8 whatever the terminal's encoding."""
    click.echo(escaped(_JSON.encode({"schema": SCHEMA, **fields}).decode()).encode())


def print_rows(rows: Iterable[str]) -> None:
    """Lines of a table or a text."""
    for row in rows:
        click.echo(row)


def print_table(head: list[str], rows: list[list[str]], numeric: frozenset[int]) -> None:
    """The rows; with headings where a person reads them, not where a program does, and there no figure is broken by the
    end of a line."""
    read = sys.stdout.isatty()
    print_rows(folded([head, *rows], numeric, get_terminal_size().columns) if read else columns(rows, numeric))


def folded(rows: list[list[str]], numeric: frozenset[int], width: int) -> list[str]:
    """Rows as aligned lines; in two or more, where the figures would end beyond `width` cells: from the first column
    that has no room on, they stand in the next one. A text at the end may be longer: a terminal breaks it."""
    takes = [max(cell_len(row[at]) for row in rows) for at in range(len(rows[0]))]
    ends = accumulate(takes, lambda end, more: end + GAP + more)
    beyond = next((at for at, end in enumerate(ends) if end > width), len(takes))
    if not 0 < beyond <= max(numeric, default=-1):
        return columns(rows, numeric)
    first = columns([row[:beyond] for row in rows], numeric)
    behind = frozenset(each - beyond for each in numeric if each >= beyond)
    rest = folded([row[beyond:] for row in rows], behind, width - INDENT)
    each = len(rest) // len(rows)
    lines: list[str] = []
    for at, line in enumerate(first):
        lines += [line, *(" " * INDENT + more for more in rest[at * each : (at + 1) * each])]
    return lines
