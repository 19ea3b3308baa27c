"""Channels, rows and orders that the tests of this folder share."""

import csv
import io

import msgspec
from hypothesis import strategies as st

from models.actions.known_orders import KnownOrders
from models.channels.builtin import builtin
from models.channels.channel import Catalogue
from models.channels.rules import Switch
from models.exchange.column import is_rounded
from models.exchange.reading import read_orders
from models.exchange.row import Reading
from models.ledger.order import Order, identity
from models.plans.split import Remainder
from models.values.text import clean
from tests.models import strategies

FORMULAS = st.sampled_from(["", "", "'", "=", "+", "-", "@", "'=", "''@", "＝", '"', ","])

CATALOGUE: Catalogue = {
    "huabei": msgspec.structs.replace(builtin()["huabei"], remainder=Remainder.LAST),
    "cmb": msgspec.structs.replace(builtin()["cmb"], remainder=Remainder.FIRST),
    "abc": msgspec.structs.replace(
        builtin()["cmb"],
        id="abc",
        name={"zh_CN": "农业银行", "en": "ABC card"},
        short={"zh_CN": "农行", "en": "ABC"},
    ),
}

ROW = {
    "order_no": "5261111000000001",
    "title": "小米14 Pro",
    "bought_at": "2026-11-11 20:05",
    "channel": "huabei",
    "principal": "1499.00",
    "periods": "12",
    "amount_per_period": "134.90",
    "fee_per_period": "9.99",
    "first_due": "2026-12-10",
    "note": "",
}


def csv_of(*rows: dict[str, str]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def read_csv(*rows: dict[str, str]) -> Reading:
    return read_orders(csv_of(*rows), "csv", CATALOGUE)


def order(**changed: str) -> Order:
    """The order of ROW with other values in some columns."""
    reading = read_csv({**ROW, **changed})
    assert reading.problems == ()
    return reading.orders[0][1]


def faults(reading: Reading) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, str(problem.message)) for problem in reading.problems]


def wrong_cells(reading: Reading) -> list[tuple[int, str]]:
    return [(problem.row, problem.column) for problem in reading.problems]


@st.composite
def orders(draw: st.DrawFn) -> Order:
    """Any order that the form or an import can make; often its texts start like a spreadsheet's formulas."""
    given = draw(strategies.orders())
    channel = CATALOGUE[draw(st.sampled_from(list(CATALOGUE)))]
    order_no, title, note = (_prefixed(draw(FORMULAS), text) for text in (given.order_no, given.title, given.note))
    order_no = "" if is_rounded(order_no) else order_no
    bought_at = given.bought_at.replace(microsecond=0, second=draw(st.sampled_from([0, given.bought_at.second])))
    if draw(st.booleans()):
        bought_at = bought_at.replace(hour=0, minute=0, second=0)
    plan = draw(strategies.any_plan.filter(strategies.can_be_entered))
    always = channel.auto_debit.default is Switch.ALWAYS
    return msgspec.structs.replace(
        given,
        auto_debit=None if always and given.auto_debit is Switch.OFF else given.auto_debit,
        id=identity(order_no, title, bought_at, channel.id, plan, given.first_due),
        order_no=order_no,
        title=title,
        note=note,
        bought_at=bought_at,
        account_id=channel.id,
        plan=plan,
        paid_periods=None if given.paid_periods is None else min(given.paid_periods, plan.periods),
    )


def several(most: int | None = None, *, least: int = 0) -> st.SearchStrategy[list[Order]]:
    """Orders of which none is the same as another, however it is spelt."""
    drawn = st.lists(orders(), max_size=most, unique_by=lambda each: each.id)
    return drawn.map(_different).filter(lambda found: len(found) >= least)


def _different(given: list[Order]) -> list[Order]:
    known, found = KnownOrders(), []
    for each in given:
        if known.same(each) is None:
            known.add(each)
            found.append(each)
    return found


def _prefixed(prefix: str, text: str) -> str:
    return clean(prefix + text, 100).strip()
