"""Statements made by hand, and the ledger of the worked cases that they are laid beside."""

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from models.actions.auto_debit import next_repayment_id
from models.actions.finding import FindingKind, LineFinding, Reconciled
from models.actions.reconcile import findings
from models.actions.recording import record
from models.bills.bill import Bill
from models.bills.contracts import contracts
from models.bills.derive import derive
from models.channels.builtin import builtin
from models.channels.effective import effective
from models.exchange.answers import Answers, answered
from models.exchange.export import settled_periods
from models.exchange.formats import guess_format
from models.exchange.import_plan import imported, plan_import
from models.exchange.reading import read_orders
from models.ledger.ledger import Ledger
from models.ledger.repayment import Repayment, allocate
from models.ledger.statement import SightingKind, Statement, StatementLine
from models.values.money import parse_amount
from tests.models.builders import at

CASES = Path(__file__).parents[2] / "data" / "statements"
NOW = at("2026-11-22T14:00:00+08:00")
YEAR = (date(2026, 6, 1), date(2026, 11, 22))


def entered(*files: Path, now: datetime = NOW) -> Ledger:
    """The ledger into which those files of orders were imported."""
    ledger = Ledger()
    for file in files:
        data, held = file.read_bytes(), contracts(ledger, builtin())
        reading = read_orders(data, guess_format(file.name, data), held, effective(builtin(), ledger.channels))
        plan = plan_import(ledger, reading, settled_periods(derive(ledger, builtin())))
        ledger = imported(ledger, answered(plan, Answers(), held, now), builtin())
    return ledger


def six_orders() -> Ledger:
    """Six orders that began months ago, of which no repayment is on record."""
    return entered(CASES / "ledger.csv")


def by_hand(ledger: Ledger, ident: str, amount: str, method: str, paid_at: str, *, confirmed: bool = True) -> Ledger:
    """With a repayment of the bill that somebody typed."""
    bill = bill_of(ledger, ident)
    made = Repayment(
        id=next_repayment_id(ledger, bill),
        account_id=bill.channel.id,
        due=bill.due,
        amount=parse_amount(amount),
        paid_at=at(paid_at),
        method=method,
        confirmed=confirmed,
        allocations=allocate(parse_amount(amount), bill.lines, bill.due),
    )
    return record(ledger, bill, made)


def bill_of(ledger: Ledger, ident: str) -> Bill:
    return derive(ledger, builtin()).bill(ident)


def line(kind: str, when: str, amount: str, *, label: str = "", **rest: Any) -> StatementLine:
    """`2026-11-10T12:20` or, where the time of day is not known, `2026-11-10`; `label` is a month like `2026-11`."""
    known = "T" in when
    moment = at(f"{when if known else when + 'T00:00'}:00+08:00")
    month = date.fromisoformat(f"{label}-01") if label else None
    ident = sha256(repr((kind, when, amount, label, sorted(rest.items(), key=str))).encode()).hexdigest()[:12]
    return StatementLine(
        **{
            "id": ident,
            "row": 1,
            "kind": SightingKind(kind),
            "at": moment,
            "time_known": known,
            "amount": parse_amount(amount),
            "label": month,
            **rest,
        }
    )


def repaid(when: str, amount: str, **rest: Any) -> StatementLine:
    return line("repaid", when, amount, **{"channel": "huabei", **rest})


def alipay(*lines: StatementLine, covers: tuple[date, date] | None = YEAR) -> Statement:
    """A statement of 支付宝, in which every repayment of 花呗 of that time stands."""
    return Statement(source="alipay", lines=lines, covers=covers, own=frozenset({"huabei"}))


def card(*lines: StatementLine, source: str = "cmb-credit", **rest: Any) -> Statement:
    return Statement(source=source, lines=lines, **rest)


def beside(
    ledger: Ledger, statement: Statement, answers: Mapping[str, str] | None = None, now: datetime = NOW
) -> Reconciled:
    return findings(ledger, builtin(), statement, answers or {}, now)


def one(found: Reconciled, kind: FindingKind | None = None) -> LineFinding:
    """The only finding, or the only one of that kind."""
    (finding,) = (each for each in found.findings if kind in {None, each.kind})
    return finding
