"""A ledger file with hostile text in any of its fields, as an editor could leave it."""

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from models.store import Store
from models.store.migrations import newest
from models.values.message import Problem

COUNT = int(os.environ.get("FUZZ_STRINGS", "120"))
"""How many hostile strings the suite tries; `FUZZ_STRINGS=2000` for a long look."""

NOW = "2026-12-05T12:00:00+08:00"
BILL = "huabei/2026-12-10"
LATER = "huabei/2027-01-10"

Field = tuple[str, ...]
"""A table and the way to a text in one of its records; the last step "*" is a key."""


def record(table: str) -> dict[str, Any]:
    """A record of the table with all its texts."""
    at = {"at": NOW}
    plan = {"type": "shown", "principal": 30000, "periods": 3, "amount": 10100, "fee": 100}
    share = {"order": "phone", "number": 1, "fee": 100, "principal": 900}
    done = {"step": "platform", "at": NOW, "answer": "支付宝"}
    return {
        "orders": {
            "id": "phone",
            "title": "小米14",
            "account_id": "huabei",
            "bought_at": "2026-11-01T20:00:00",
            "plan": plan,
            "first_due": "2026-12-10",
            "order_no": "1",
            "pay_account": "尾号 1234",
            "debited_before": [{"until": "2026-12-09", "pay_account": "尾号 1234"}],
            "note": "n",
        },
        "repayments": {
            "id": "r",
            "account_id": "huabei",
            "due": "2026-12-10",
            "amount": 1000,
            "paid_at": NOW,
            "method": "balance",
            "reference": "ref",
            "order": "",
            "allocations": [share],
        },
        "corrections": {"id": BILL, "total": 20200, "reason": "why", **at},
        "checklists": {
            "id": BILL,
            "started_at": NOW,
            "done": [done],
            "answered": [{"warning": "w", "reason": "r", **at}],
        },
        "channels": {
            "id": "my-bank",
            "base": "bank-card",
            "values": {
                "name": {"zh_CN": "我的卡", "en": "my card"},
                "short": {"zh_CN": "我的", "en": "mine"},
                "lender": "bank",
                "source": "me",
                "notes": {"zh_CN": "注", "en": "note"},
                "entry": {"zh_CN": "入口", "en": "entry"},
                "minimum": {"zh_CN": "最低", "en": "least"},
                "apps": [{"name": {"zh_CN": "应用", "en": "app"}, "domain": "example.com"}],
                "auto_debit": {"account": "尾号 1234"},
            },
        },
        "debits": {"id": BILL, "pay_account": "尾号 1234", "pay_account_at": NOW},
        "closings": {"id": "vacuum", "first": 2, "at": NOW, "estimate": 100, "figure": 100},
        "refunds": {"id": "phone~1", "order": "phone", "amount": 100, **at},
        "accounts": {
            "id": "cmb-1234",
            "channel": "cmb",
            "label": "工资卡",
            "last4": "1234",
            "mode": "statement",
            "pay_account": "尾号 1234",
            "debited_before": [{"until": "2026-12-09", "pay_account": "尾号 1234"}],
        },
        "balances": {"id": "尾号 1234", "amount": 100, **at},
        "conversions": {"id": "phone", "bill": BILL, "amount": 100, **at},
        "deferrals": {"id": BILL, "to": LATER, **at},
        "minimums": {"id": BILL, **at},
        "credits": {"id": "c", "account_id": "huabei", "of": "r", "bill": BILL, "amount": 100, **at},
        "reductions": {
            "id": "d",
            "bill": BILL,
            "target": "fee",
            "amount": 100,
            "order": "phone",
            "number": 1,
            "reason": "why",
            **at,
        },
        "promises": {"id": BILL, "on": "2026-12-20", **at},
        "figures": {"id": BILL, "total": 100, "seen_at": NOW, "source": "app"},
        "moved": {"id": "huabei/2026-12-09", "to": BILL},
        "pages": {"id": "phone", "seen_on": "2026-12-09"},
        "precautions": {"id": "credit-report", "last": NOW},
        "budget": {"id": "budget", "income": 100, "pay_account": "招行 1234"},
        "sightings": {"id": "s", "source": "alipay", "amount": 100, "repayment": "r", **at},
        "set_ups": {
            "id": "huabei",
            "asked_at": NOW,
            "beside": "r",
            "started_at": NOW,
            "done": [{"step": "app", "at": NOW, "answer": "支付宝"}],
            "pay_account": "尾号 1234",
        },
        "history": {
            "label": {"template": "edit {title}", "params": {"title": "x"}},
            **at,
            "docs": [["orders", "phone", None, "0" * 16]],
        },
    }[table]


FIELDS: tuple[Field, ...] = (
    *(("orders", each) for each in ("id", "title", "account_id", "order_no", "pay_account", "note", "of")),
    ("orders", "debited_before", "0", "pay_account"),
    *(("repayments", each) for each in ("id", "account_id", "method", "reference", "order", "other")),
    ("repayments", "allocations", "0", "order"),
    *(("corrections", each) for each in ("id", "reason")),
    ("checklists", "id"),
    ("checklists", "done", "0", "answer"),
    ("checklists", "done", "0", "other"),
    ("checklists", "answered", "0", "warning"),
    ("checklists", "answered", "0", "reason"),
    *(("channels", each) for each in ("id", "base")),
    *(
        ("channels", "values", each)
        for each in ("lender", "source", "mode", "zone", "cutoff", "late_daily_rate", "late_base", "*")
    ),
    *(("channels", "values", each, "zh_CN") for each in ("name", "short", "entry", "notes", "minimum")),
    ("channels", "values", "apps", "0", "domain"),
    ("channels", "values", "apps", "0", "name", "en"),
    ("channels", "values", "auto_debit", "account"),
    *(("debits", each) for each in ("id", "pay_account")),
    ("closings", "id"),
    *(("refunds", each) for each in ("id", "order")),
    *(("accounts", each) for each in ("id", "channel", "label", "last4", "pay_account")),
    ("accounts", "debited_before", "0", "pay_account"),
    ("balances", "id"),
    *(("conversions", each) for each in ("id", "bill")),
    *(("deferrals", each) for each in ("id", "to")),
    ("minimums", "id"),
    *(("credits", each) for each in ("id", "account_id", "of", "bill")),
    *(("reductions", each) for each in ("id", "bill", "order", "reason")),
    ("promises", "id"),
    *(("figures", each) for each in ("id", "source")),
    *(("moved", each) for each in ("id", "to")),
    ("pages", "id"),
    ("precautions", "id"),
    *(("budget", each) for each in ("id", "pay_account")),
    *(("set_ups", each) for each in ("id", "beside", "pay_account")),
    ("set_ups", "done", "0", "answer"),
    *(("sightings", each) for each in ("id", "source", "repayment")),
    ("history", "label", "template"),
    ("history", "label", "params", "title"),
    ("history", "label", "params", "*"),
    ("history", "docs", "0", "1"),
)


def edited(texts: Iterable[tuple[Field, str]]) -> bytes:
    """A ledger whose records are as they should be, and one more for each of these texts, which it holds."""
    meta = {"1": {"schema": newest(), "generation": 7}}
    tables: dict[str, dict[str, Any]] = {"fenqi": meta}
    for table in ("orders", "repayments", "channels"):
        kept = record(table)
        tables[table] = {kept["id"]: kept}
    vacuum = {**record("orders"), "id": "vacuum", "title": "扫地机器人", "order_no": "2", "account_id": "my-bank"}
    tables["orders"]["vacuum"] = vacuum
    for number, (field, text) in enumerate(texts, 1):
        table, *way = field
        one = record(table)
        ident = str(number) if table == "history" else f"{one['id']}{number}" if table == "orders" else one["id"]
        if table != "history":
            one["id"] = ident
        if table == "orders":
            one["order_no"] = ident
        _put(one, way, text)
        tables.setdefault(table, {})[one.get("id", ident)] = one
    return json.dumps(tables).encode()


def _put(record: Any, way: Sequence[str], text: str) -> None:
    """Put the text where the way leads."""
    *steps, last = way
    for step in steps:
        record = record[int(step)] if step.isdecimal() else record[step]
    if last == "*":
        record[text] = text
    elif isinstance(record, list):
        record[int(last)] = text
    else:
        record[last] = text


def accepted(strings: Sequence[str]) -> Iterator[tuple[Field, str]]:
    """The fields and texts that a ledger is read with, each looked for when it is asked for."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "ledger.json")
        for field in FIELDS:
            for text in strings:
                store.path.write_bytes(edited([(field, text)]))
                try:
                    store.load()
                except Problem:
                    continue
                yield field, text
