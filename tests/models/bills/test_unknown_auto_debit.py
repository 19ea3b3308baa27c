"""Auto-debit of which nobody said whether it is on: it warns, is asked about after its window, and accuses nobody."""

from datetime import datetime

from models.actions import auto_debit
from models.actions.warnings import raised
from models.bills.auto_debit_window import auto_debit_window
from models.bills.debit_phase import Phase, phase
from models.bills.status import Moment, Status, status
from models.bills.totals import totals
from models.channels.builtin import builtin
from models.channels.rules import Switch
from models.ledger.ledger import Ledger
from tests.models.builders import at, book, ledger, order

ID = "xiaomi/2026-12-10"
OF = ledger(order("tv", channel="xiaomi"))
DAY, LATER = at("2026-12-10T12:00:00+08:00"), at("2026-12-11T00:00:01+08:00")


def bill(of: Ledger = OF):
    return book(of, builtin()).bill(ID)


def test_a_xiaomi_bill_is_of_unknown_auto_debit():
    assert bill().channel.auto_debit.default is Switch.UNKNOWN


def test_it_warns_like_one_with_auto_debit_on():
    window = auto_debit_window(bill())
    assert window is not None
    assert (window.amount, window.known) == (101_00, False)
    assert [phase(bill(), at(f"2026-12-{day}T12:00:00+08:00")) for day in ("08", "09", "10", "11")] == [
        Phase.AHEAD,
        Phase.CHECK,
        Phase.RUNNING,
        Phase.UNSEEN,
    ]
    (warn,) = raised(bill(), DAY)
    assert warn.id == "auto-debit"
    assert "auto-debit may be on, and take ¥101.00" in str(warn.message)


def test_after_its_window_it_is_to_be_confirmed_and_not_overdue():
    assert status(bill(), Moment(LATER)) is Status.TO_CONFIRM
    assert totals([bill()], Moment(LATER)).overdue == 0


def test_no_and_not_paid_makes_it_overdue_at_once():
    of = auto_debit.failed(OF, bill(), LATER)
    assert status(bill(of), Moment(LATER)) is Status.OVERDUE
    assert totals([bill(of)], Moment(LATER)).overdue == 101_00


def test_what_was_taken_after_all_repays_it():
    of = auto_debit.taken(OF, bill(), 101_00, LATER)
    assert status(bill(of), Moment(LATER)) is Status.SETTLED


def test_where_only_one_of_two_orders_is_unknown_all_of_it_may_be_taken():
    off = order("band", channel="xiaomi", auto_debit=Switch.OFF, bought_at=datetime(2026, 11, 3))
    on = order("pad", channel="xiaomi", auto_debit=Switch.ON, bought_at=datetime(2026, 11, 4))
    window = auto_debit_window(bill(ledger(order("tv", channel="xiaomi"), off, on)))
    assert window is not None
    assert (window.amount, window.known) == (202_00, False)


def test_where_it_is_known_to_be_off_there_is_nothing_to_take():
    assert auto_debit_window(bill(ledger(order("tv", channel="xiaomi", auto_debit=Switch.OFF)))) is None
