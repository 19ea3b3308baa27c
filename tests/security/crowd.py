"""A ledger, and files to import, in which every text is hostile and all of which can be read."""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from models.exchange.columns import COLUMNS
from models.store.migrations import newest
from models.values.text import MAX_NOTE, MAX_TITLE, clean
from tests.security.field import NOW, record

DUE = "2026-12-10"
OWN = 5
"""One in so many orders goes through a channel of the user's own; the others through channels that are lost."""
TEXTS = 32
"""The hostile texts of one number: an order with what is recorded of it, a channel, an action."""


def crowd(strings: Sequence[str]) -> bytes:
    """As many orders as strings. Every string comes to stand in every field, each time among other ones."""
    tables: dict[str, dict[str, Any]] = {
        "fenqi": {"1": {"schema": newest(), "generation": 7}},
        **{table: {} for table in ("orders", "repayments", "corrections", "checklists", "channels", "debits")},
        "closings": {},
        "refunds": {},
        "history": {},
    }
    for number in range(len(strings)):
        _add(tables, number, _Turn(strings, number))
    return json.dumps(tables).encode()


class _Turn:
    """Gives the strings out, another one at every call."""

    def __init__(self, strings: Sequence[str], at: int) -> None:
        self._strings, self._at = strings, at

    def __call__(self) -> str:
        self._at += 1
        return self._strings[self._at % len(self._strings)]

    def words(self) -> dict[str, str]:
        """For a channel's texts, which have to be clean."""
        return {"zh_CN": clean(self(), 60) or "x", "en": clean(self(), 60) or "x"}


def _add(tables: dict[str, dict[str, Any]], number: int, text: _Turn) -> None:
    order = f"{number}{text()}"
    channel = f"own-{number}" if number % OWN == 0 else f"{number}{text()}"
    bill = f"{channel}/{DUE}"
    tables["orders"][order] = {
        **record("orders"),
        "id": order,
        "account_id": channel,
        "title": clean(text(), MAX_TITLE) or "x",
        "order_no": f"{number}{clean(text(), 60)}".strip(),
        "note": clean(text(), MAX_NOTE),
        "pay_account": label(text()),
    }
    if number % OWN == 0:
        tables["channels"][channel] = _channel(channel, text)
    elif number % OWN == 1:
        word = text()
        tables["channels"][f"{number}{word}"] = {"id": f"{number}{word}", "base": text(), "values": {text(): text()}}
    tables["history"][str(number + 1)] = {
        **record("history"),
        "label": {"template": text(), "params": {"title": text(), text(): text(), "words": {text(): text()}}},
    }
    match number % 4:
        case 0:
            share = {"order": order, "number": 1, "fee": 100, "principal": 900}
            given = {"method": text(), "reference": text(), "allocations": [share], "account_id": channel}
            ident = f"{number}{text()}"
            tables["repayments"][ident] = {**record("repayments"), **given, "id": ident}
        case 1:
            done = {"step": "platform", "at": NOW, "answer": text()}
            answered = {"warning": text(), "reason": text(), "at": NOW}
            tables["checklists"][bill] = {**record("checklists"), "id": bill, "done": [done], "answered": [answered]}
        case 2:
            tables["corrections"][bill] = {"id": bill, "total": 20_200, "reason": text(), "at": NOW}
            tables["debits"][bill] = {"id": bill, "pay_account": text(), "pay_account_at": NOW}
        case _:
            ident = f"{number}{text()}"
            tables["refunds"][ident] = {"id": ident, "order": order, "amount": 100, "at": NOW}
            tables["closings"][order] = {"id": order, "first": 3, "at": NOW, "estimate": 100, "figure": 100}


def _channel(ident: str, text: _Turn) -> dict[str, Any]:
    return {
        "id": ident,
        "base": "bank-card",
        "values": {
            **{each: text.words() for each in ("name", "short", "entry", "notes", "minimum")},
            "lender": clean(text(), 60) or "x",
            "source": clean(text(), 60) or "x",
            "apps": [{"name": text.words(), "domain": "example.com"}],
            "auto_debit": {"account": label(text())},
        },
    }


def label(text: str) -> str:
    """An account's label, which must not hold digits enough for a number."""
    return clean("".join("x" if c.isdecimal() else c for c in clean(text, 60)), 60)


def orders_csv(strings: Sequence[str]) -> bytes:
    """A file to import with each of the strings in each of its columns: many good rows and many bad ones."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for number, text in enumerate(each.replace("\0", "\x01") for each in strings):
        good = {
            "title": text,
            "note": text,
            "account": label(text),
            "bought_at": "2026-11-01",
            "channel": "huabei",
            "periods": "3",
            "amount_per_period": f"{number + 1}.00",
            "first_due": DUE,
            "order_no": f"n{number}{text}",
        }
        writer.writerow([good.get(column, "") for column in COLUMNS])
        if number % 2:
            writer.writerow([text if at % 3 == number % 3 else good.get(each, "") for at, each in enumerate(COLUMNS)])
    return out.getvalue().encode()
