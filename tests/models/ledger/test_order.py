from datetime import UTC, date, datetime, time
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from msgspec.structs import replace

from models.channels.builtin import builtin
from models.channels.due import first_due
from models.channels.names import channel_names
from models.exchange.row import read_row
from models.ledger.order import Order, identity
from models.plans.plan import Flat, Listed
from models.plans.split import Part
from models.values.message import Problem
from models.values.text import MAX_NOTE, MAX_TITLE
from tests.models.builders import order, plan
from tests.models.strategies import orders

NAMES = channel_names(builtin())
BLANK = {"title": "phone", "channel": "xiaomi", "periods": "3", "amount_per_period": "100", "first_due": "2027-02-28"}
CONTROLS = ("\x1b[31mred", "a\nb", "tab\there", "\x00", "\x7f", "\u202egnp.exe", "\ud800", " padded ")


@given(orders())
def test_an_order_as_entered_is_taken(one):
    assert replace(one) == one


@pytest.mark.parametrize("text", CONTROLS)
@pytest.mark.parametrize("field", ["title", "order_no", "note"])
def test_control_characters_are_refused_where_they_stand(text, field):
    with pytest.raises(Problem, match="it holds control characters") as refused:
        order(**{field: text})
    assert refused.value.field == field


@pytest.mark.parametrize(("field", "limit"), [("title", MAX_TITLE), ("order_no", MAX_TITLE), ("note", MAX_NOTE)])
def test_text_that_is_too_long_is_refused(field, limit):
    assert order(**{field: "米" * limit})
    with pytest.raises(Problem, match="too long") as refused:
        order(**{field: "米" * (limit + 1)})
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"title": ""}, "title", "the title is missing"),
        ({"bought_at": datetime(1900, 1, 1)}, "bought_at", "the date 1900-01-01 is not between"),
        ({"bought_at": datetime(9999, 12, 31)}, "bought_at", "the date 9999-12-31 is not between"),
        ({"bought_at": datetime(2026, 11, 1, tzinfo=UTC)}, "bought_at", "without a zone"),
        ({"due": date(1900, 1, 1)}, "first_due", "the date 1900-01-01 is not between"),
        ({"due": date(9999, 12, 31)}, "first_due", "the date 9999-12-31 is not between"),
        ({"due": date(2026, 10, 31)}, "first_due", "2026-10-31 is before the purchase on 2026-11-01"),
        ({"confirmed_on": date(2026, 10, 31)}, "confirmed_on", "confirmed on 2026-10-31, but bought on 2026-11-01"),
        ({"confirmed_on": date(2026, 12, 11)}, "confirmed_on", "first due on 2026-12-10"),
        ({"due_day": 9}, "due_day", "the due day must be 10 to 31"),
        ({"due_day": 32}, "due_day", "the due day must be 10 to 31"),
        ({"paid_periods": -1}, "paid_periods", "-1 periods are repaid already"),
        ({"paid_periods": 4}, "paid_periods", "4 periods are repaid already, but there are only 3"),
        ({"paid_periods": 10**15}, "paid_periods", "there are only 3"),
    ],
)
def test_what_an_order_cannot_be_is_refused_at_its_field(changed, field, said):
    with pytest.raises(Problem, match=said) as refused:
        order(**changed)
    assert refused.value.field == field


def test_the_first_instalment_may_fall_due_on_the_day_of_the_purchase():
    assert order(bought_at=datetime(2026, 12, 10, 23, 59), due=date(2026, 12, 10))


@pytest.mark.parametrize(
    ("bought", "confirmed", "due"),
    [
        (date(2026, 11, 30), None, date(2026, 12, 10)),
        (date(2026, 11, 30), date(2026, 11, 30), date(2026, 12, 10)),
        (date(2026, 11, 30), date(2026, 12, 1), date(2027, 1, 10)),
        (date(2026, 11, 30), date(2026, 12, 2), date(2027, 1, 10)),
        (date(2026, 12, 1), None, date(2027, 1, 10)),
    ],
)
def test_a_purchase_is_on_the_bill_of_the_cycle_in_which_it_was_confirmed(bought, confirmed, due):
    phone = order(bought_at=datetime.combine(bought, time(20)), confirmed_on=confirmed, due=date(2027, 1, 10))
    assert builtin()["huabei"].bill_day == 1
    assert first_due(builtin()["huabei"], phone.confirmed_on or phone.bought_at.date()) == due


def test_the_day_of_the_month_is_that_of_the_confirmation():
    """订单制: a month after the day that counts, which February clamps."""
    assert first_due(builtin()["xiaomi"], date(2027, 1, 31)) == date(2027, 2, 28)
    read = read_row(0, {**BLANK, "bought_at": "2027-01-20", "confirmed_on": "2027-01-31"}, NAMES)
    assert isinstance(read, Order)
    assert (read.due_day, read.confirmed_on or read.bought_at.date()) == (31, date(2027, 1, 31))


def test_an_order_that_was_stored_before_it_could_be_confirmed_is_still_read():
    document = msgspec.to_builtins(order())
    assert "confirmed_on" not in document
    assert msgspec.convert(document, Order) == order()


def test_the_same_purchase_always_has_the_same_identity():
    row = ("", "小米14", datetime(2026, 11, 1), "huabei", plan(), date(2026, 12, 10))
    assert identity(*row) == identity(*row)
    others = (
        ("", "小米15", *row[2:]),
        (*row[:2], datetime(2026, 11, 2), *row[3:]),
        (*row[:3], "cmb", *row[4:]),
        (*row[:4], plan(fee=101), row[5]),
        (*row[:5], date(2026, 12, 11)),
    )
    assert len({identity(*each) for each in (row, *others)}) == 6


@pytest.mark.parametrize(
    ("number", "terms", "ident"),
    [
        ("", plan(), "39993861a2"),
        ("", Listed(rows=(Part(83_00, 0), Part(83_00, 0), Part(83_02, 0))), "ddd9b53006"),
        ("5261111000000001", plan(), "f83b616078"),
    ],
)
def test_the_identities_in_the_files_of_older_versions_are_the_same(number, terms, ident):
    assert identity(number, "小米14", datetime(2026, 11, 1), "huabei", terms, date(2026, 12, 10)) == ident


def test_an_identity_hangs_on_what_is_charged_and_not_on_how_it_was_given():
    both = (Flat(principal=300_00, periods=3, rate=Decimal("0.01")), plan(fee=300))
    given = ("", "小米14", datetime(2026, 11, 1), "huabei")
    assert len({identity(*given, each, date(2026, 12, 10)) for each in both}) == 1


def test_an_order_number_alone_makes_the_identity():
    bought = datetime(2026, 11, 1)
    one = identity("1234", "小米14", bought, "huabei", plan(), date(2026, 12, 10))
    assert one == identity("1234", "renamed", bought, "cmb", plan(60_000), date(2026, 12, 11))
    assert one != identity("1235", "小米14", bought, "huabei", plan(), date(2026, 12, 10))


def test_that_no_period_was_repaid_is_an_answer_and_that_nobody_said_so_is_none():
    silent, none = order(), order(paid_periods=0)
    assert (silent.paid_periods, none.paid_periods) == (None, 0)
    assert [one.repaid_before for one in (silent, none, order(paid_periods=2))] == [0, 0, 2]
    kept = [msgspec.json.decode(msgspec.json.encode(one), type=Order) for one in (silent, none)]
    assert kept == [silent, none]
    assert b"paid_periods" not in msgspec.json.encode(silent), "as in every file of an older version"
