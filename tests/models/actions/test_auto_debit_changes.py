"""What is said of an account's auto-debit holds from that day on: no bill of before is late, or lower, for it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions import auto_debit
from models.actions.account_changes import AccountDetails, changed, restated
from models.actions.own_rules import drop_override, own_of, set_override
from models.actions.warnings import raised
from models.bills.auto_debit_window import auto_debit_window, takes_unknown
from models.bills.bill import Bill
from models.bills.contracts import contracts
from models.bills.debit_phase import Phase, phase
from models.bills.status import Moment, Status, status
from models.channels.account import Account
from models.channels.builtin import builtin
from models.channels.effective import channel_of
from models.channels.rules import Extent, Switch
from models.ledger.ledger import Ledger
from tests.models.actions.test_set_up import with_set_up
from tests.models.builders import at, found, ledger, order

DUE, NEXT = "meituan/2026-12-08", "meituan/2027-01-08"
AFTER = at("2026-12-10T12:00:00+08:00")
IN_ITS_HOURS = at("2026-12-08T20:00:00+08:00")


def account(**said: object) -> Account:
    return replace(Account.of(builtin()["meituan"]), **said)


def owed(one: Account | None = None) -> Ledger:
    """An order with 美团月付, whose auto-debit is on unless something else was said."""
    one = one or account()
    return replace(ledger(order("phone", channel=one.id, due=date(2026, 12, 8))), accounts={one.id: one})


def with_account(of: Ledger, now: datetime = AFTER, **said: object) -> Ledger:
    return changed(of, builtin(), "meituan", AccountDetails(**said), now.date())


def through_the_file(of: Ledger) -> Ledger:
    """The ledger with its accounts as another process reads them."""
    return replace(of, accounts=msgspec.json.decode(msgspec.json.encode(of.accounts), type=dict[str, Account]))


def bill(of: Ledger, ident: str = DUE, now: datetime = AFTER) -> Bill:
    return found(of, ident, now, builtin())


def by_walk(of: Ledger, now: datetime) -> Ledger:
    return with_set_up(of, "meituan", now, off=True)


def by_shell(of: Ledger, now: datetime) -> Ledger:
    return with_account(of, now, auto_debit=Switch.OFF)


def by_form(of: Ledger, now: datetime) -> Ledger:
    return restated(of, builtin(), replace(of.accounts["meituan"], auto_debit=Switch.OFF), now.date())


def by_channel(of: Ledger, now: datetime) -> Ledger:
    own = replace(own_of(of, builtin(), "meituan"), values={"auto_debit": {"default": "off"}})
    return set_override(of, builtin(), own, now.date())


Off = Callable[[Ledger, datetime], Ledger]
EVERY_WAY = pytest.mark.parametrize("off", [by_walk, by_shell, by_form, by_channel])


@EVERY_WAY
def test_a_bill_whose_hours_were_over_while_it_was_on_stays_to_confirm(off: Off):
    of = through_the_file(off(owed(), AFTER))
    assert of.accounts["meituan"].auto_debit is Switch.OFF
    assert status(bill(of), Moment(AFTER)) is Status.TO_CONFIRM
    assert phase(bill(of), AFTER) is Phase.UNSEEN
    assert "debit-unseen" in [each.id for each in raised(bill(of), AFTER)]
    assert auto_debit_window(bill(of, NEXT)) is None
    taken = auto_debit.taken(of, bill(of), bill(of).outstanding, AFTER)
    assert status(bill(taken), Moment(AFTER)) is Status.SETTLED


@EVERY_WAY
def test_a_bill_whose_hours_had_begun_may_still_be_taken_and_is_to_confirm_the_next_day(off: Off):
    of = off(owed(), IN_ITS_HOURS)
    assert phase(bill(of, now=IN_ITS_HOURS), IN_ITS_HOURS) is Phase.RUNNING
    assert "auto-debit" in [each.id for each in raised(bill(of, now=IN_ITS_HOURS), IN_ITS_HOURS)]
    later = IN_ITS_HOURS + timedelta(days=1)
    assert status(bill(of, now=later), Moment(later)) is Status.TO_CONFIRM


@EVERY_WAY
def test_a_bill_whose_hours_had_not_begun_is_by_hand(off: Off):
    of = off(owed(), IN_ITS_HOURS - timedelta(days=1))
    assert auto_debit_window(bill(of)) is None
    assert status(bill(of), Moment(AFTER)) is Status.OVERDUE


def test_what_is_taken_back_of_the_users_own_rules_held_for_the_bills_of_then():
    on = owed(account(auto_debit=Switch.OFF, extent=Extent.MINIMUM, pay_account="零钱"))
    of = drop_override(on, builtin(), "meituan", AFTER.date())
    assert of.accounts["meituan"].auto_debit is None
    assert status(bill(of), Moment(AFTER)) is Status.OVERDUE
    assert phase(bill(of, NEXT), AFTER) is Phase.AHEAD


def test_how_much_it_takes_and_from_where_holds_from_that_day_on():
    of = with_account(owed(), extent=Extent.MINIMUM, pay_account="零钱")
    one, later = auto_debit_window(bill(of)), auto_debit_window(bill(of, NEXT))
    assert one is not None
    assert (one.pay_account, one.amount) == ("", bill(of).outstanding)
    assert not takes_unknown(bill(of))
    taken = auto_debit.taken(of, bill(of), bill(of).outstanding, AFTER)
    assert status(bill(taken), Moment(AFTER)) is Status.SETTLED
    assert later is not None
    assert later.pay_account == "零钱"
    assert takes_unknown(bill(of, NEXT))


def test_one_that_was_said_to_be_off_and_is_on_again_took_nothing_of_the_bills_between():
    of = with_account(
        with_account(owed(), at("2026-11-22T12:00:00+08:00"), auto_debit=Switch.OFF), auto_debit=Switch.ON
    )
    assert status(bill(of), Moment(AFTER)) is Status.OVERDUE
    assert phase(bill(of, NEXT), AFTER) is Phase.AHEAD


def test_the_first_word_that_it_is_on_may_be_about_the_time_before():
    """Nobody had said anything of a card that may be debited: the bill is not called late once somebody says so."""
    of = replace(ledger(order("phone", channel="cmb")), accounts={"cmb": Account.of(builtin()["cmb"])})
    now = at("2026-12-13T12:00:00+08:00")
    said = changed(of, builtin(), "cmb", AccountDetails(pay_account="工资卡"), now.date())
    said = changed(said, builtin(), "cmb", AccountDetails(auto_debit=Switch.ON), now.date())
    assert status(found(said, "cmb/2026-12-10", now, builtin()), Moment(now)) is Status.TO_CONFIRM
    today = with_set_up(of, "cmb", now)
    assert status(found(today, "cmb/2026-12-10", now, builtin()), Moment(now)) is Status.OVERDUE, "set up only now"


def test_where_somebody_says_since_when_it_is_on_it_is_on_since_then():
    of = owed(account(auto_debit=Switch.OFF))
    on = {"auto_debit": Switch.ON, "set_up_on": date(2026, 12, 1)}
    for first in (of, with_account(of, auto_debit=Switch.ON)):
        after = restated(first, builtin(), replace(first.accounts["meituan"], **on), AFTER.date())
        assert status(bill(after), Moment(AFTER)) is Status.TO_CONFIRM
        late = restated(
            first, builtin(), replace(first.accounts["meituan"], auto_debit=Switch.ON, set_up_on=date(2026, 12, 9)),
            AFTER.date(),
        )  # fmt: skip
        assert status(bill(late), Moment(AFTER)) is Status.OVERDUE


def test_what_changes_nothing_of_it_keeps_nothing():
    of = owed(account(auto_debit=Switch.ON))
    assert with_account(of, auto_debit=Switch.ON, label="饭卡").accounts["meituan"].debited_before == ()


@given(
    st.lists(
        st.tuples(
            st.integers(0, 40),
            st.sampled_from([Switch.ON, Switch.OFF, Switch.UNKNOWN]),
            st.sampled_from(Extent),
            st.sampled_from(["零钱", "工资卡"]),
        ),
        max_size=5,
    ).map(lambda acts: sorted(acts, key=lambda act: act[0]))
)
def test_no_later_word_changes_a_bill_whose_hours_were_over(acts):
    first = at("2026-11-22T12:00:00+08:00")
    of = owed(account(auto_debit=Switch.OFF))
    for days, state, extent, label in acts:
        now = first + timedelta(days=days)
        channel = channel_of(contracts(of, builtin()), "meituan")
        over = [each for each in (DUE, NEXT) if bill(of, each, now).due < now.date()]
        before = [bill(of, each, now).channel.auto_debit for each in over]
        of = through_the_file(with_account(of, now, auto_debit=state, extent=extent, pay_account=label))
        assert [bill(of, each, now).channel.auto_debit for each in over] == before
        far = channel_of(contracts(of, builtin()), "meituan").auto_debit
        assert (far.default, far.extent, far.pay_account) == (state, extent, label)
        assert channel.id == "meituan"
