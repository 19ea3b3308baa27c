"""The sample data: whatever the day, it shows every situation that a user should have seen."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.bills.bill import days_left
from models.bills.derive import derive
from models.bills.overview import View, order_rows
from models.bills.status import Moment, Status, status
from models.channels.builtin import builtin
from models.channels.pages import channel_pages
from models.channels.rules import Switch
from models.ledger.ledger import Ledger
from models.values.message import msg
from tests.models.builders import check_book
from tui.cli.demo import demo_session, interrupted, scene_in, scene_session, shared, still_left, throw_away
from tui.run.demo import SAMPLES, sample_ledger
from tui.run.scenes.table import SCENES
from tui.run.session import Session, open_session

moments = st.datetimes(datetime(2003, 1, 1), datetime(2095, 1, 1)).map(lambda at: at.replace(microsecond=0, tzinfo=UTC))


def sample(now: datetime) -> Ledger:
    return sample_ledger(now, builtin())


@given(moments)
@example(datetime(2027, 1, 31, 4, tzinfo=UTC))
@example(datetime(2028, 2, 29, 4, tzinfo=UTC))
@example(datetime(2027, 2, 28, 16, tzinfo=UTC))
@example(datetime(2026, 12, 31, 15, 59, 59, tzinfo=UTC))
def test_every_situation_is_there_whatever_the_day(now: datetime) -> None:
    ledger, moment = sample(now), Moment(now)
    book = derive(ledger, builtin())
    statuses = {bill.id: status(bill, moment) for bill in book.bills.values()}
    assert {Status.DUE_SOON, Status.DUE_TODAY, Status.OVERDUE, Status.PARTLY_PAID} <= set(statuses.values())
    assert order_rows(ledger, book, moment, view=View.SETTLED), "a settled order"
    assert any(bill.channel.auto_debit.default is not Switch.OFF for bill in book.open_bills), "one on auto-debit"


@given(moments)
def test_there_are_orders_on_every_kind_of_channel_and_some_share_a_bill(now: datetime) -> None:
    ledger = sample(now)
    assert len(ledger.orders) >= 8
    channels = {order.account_id for order in ledger.orders.values()}
    assert {"huabei", "jd-baitiao", "xiaomi"} <= channels
    assert any(len(bill.lines) > 1 for bill in derive(ledger, builtin()).bills.values())


def test_no_order_is_smaller_than_what_xiaomi_takes_in_instalments() -> None:
    assert "orders of ¥300 and more" in channel_pages()["xiaomi"].notes["en"]
    assert min(each.price for each in SAMPLES if each.account == "xiaomi") >= 300_00


@given(moments)
def test_orders_of_the_mall_are_paid_by_what_it_is_known_to_take(now: datetime) -> None:
    ledger = sample(now)
    accounts = [ledger.accounts[order.account_id] for order in ledger.orders.values()]
    assert [each.id for each in accounts if builtin()[each.channel].mall is None] == []
    assert {each.channel for each in accounts} == {"huabei", "jd-baitiao", "xiaomi", "cmb"}


@given(moments)
def test_two_cards_of_one_bank_are_kept_apart_and_have_a_bill_each(now: datetime) -> None:
    ledger = sample(now)
    cards = {ident: each for ident, each in ledger.accounts.items() if builtin()[each.channel].card}
    assert len(cards) == 2 and len({each.channel for each in cards.values()}) == 1, "of one bank"
    assert len({each.last4 for each in cards.values()} - {""}) == 2
    bills = derive(ledger, builtin()).open_bills
    assert {bill.channel.id for bill in bills} >= cards.keys()


@given(moments)
def test_the_figures_add_up_whatever_the_day(now: datetime) -> None:
    check_book(sample(now))


@given(moments)
def test_one_bill_is_overdue_and_one_auto_debit_is_to_be_confirmed(now: datetime) -> None:
    late = [bill for bill in derive(sample(now), builtin()).open_bills if days_left(bill, now) < 0]
    assert sorted(status(bill, Moment(now)) for bill in late) == [Status.OVERDUE, Status.TO_CONFIRM]


def test_the_sample_file_is_gone_afterwards_and_the_users_own_untouched(tmp_path: Path) -> None:
    session = open_session(db=tmp_path / "own.json", now="2026-11-22T14:00:00+08:00")
    with demo_session(session) as demo:
        assert demo.demo
        assert demo.store.load().ledger == sample(session.now())
        assert demo.store.load().undo is None  # the first `u` does not take the sample away
        folder = demo.store.path.parent
        assert folder.exists()
    assert not folder.exists()
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def of_mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """A session whose demos are all in this test's folder."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return open_session(db=tmp_path / "own.json", now="2026-11-22T14:00:00+08:00")


def broken_off(session: Session) -> Path:
    """The folder of a demo that was not quit."""
    with pytest.raises(ConnectionError), demo_session(session) as demo:
        demo.store.commit(msg("empty"), lambda _ledger: Ledger(), session.now())
        raise ConnectionError
    return demo.store.path.parent


@pytest.mark.parametrize("row", [6, 12, 21])
def test_a_scene_that_is_broken_off_goes_on_by_its_own_clock(of_mine: Session, row: int) -> None:
    scene = SCENES[row]
    with pytest.raises(ConnectionError), scene_session(of_mine, scene) as demo:
        began = demo.now()
        raise ConnectionError
    left = interrupted()
    assert left is not None
    assert scene_in(left) == row
    with scene_session(of_mine, scene, left) as demo:
        assert (demo.now(), demo.zone) == (began, scene.zone or of_mine.zone)
        assert demo.scene is not None
    assert interrupted() is None


def test_of_the_plain_demo_no_scene_is_known(of_mine: Session) -> None:
    assert scene_in(broken_off(of_mine)) is None


def test_a_demo_that_is_broken_off_stays_as_it_was_and_can_be_gone_on_with(of_mine: Session) -> None:
    left = broken_off(of_mine)
    assert interrupted() == left
    with demo_session(of_mine, left) as demo:
        assert demo.store.load().ledger == Ledger()
        assert interrupted() is None, "it runs"
    assert not left.exists()
    assert interrupted() is None


def test_a_demo_that_runs_is_not_taken_for_an_interrupted_one(of_mine: Session) -> None:
    with demo_session(of_mine) as demo, demo_session(of_mine) as other:
        assert interrupted() is None
        assert demo.store.path != other.store.path


def test_what_another_terminal_goes_on_with_is_not_thrown_away_and_the_last_to_quit_takes_it(of_mine: Session) -> None:
    left = broken_off(of_mine)
    with demo_session(of_mine, left) as demo:
        throw_away(left)  # a second terminal was asked before that, and said no
        assert demo.store.exists()
        with demo_session(of_mine, left):
            pass
        assert still_left(left), "it runs here, too"
    assert not left.exists()
    assert not still_left(left)
    throw_away(left)


def test_what_others_could_have_put_there_is_not_gone_on_with(of_mine: Session) -> None:
    left = broken_off(of_mine)
    left.chmod(0o770)
    assert interrupted() is None
    left.chmod(0o700)
    real = left.rename(left.parent / "elsewhere")
    left.symlink_to(real)
    assert interrupted() is None


def test_the_command_for_another_terminal_is_shown(of_mine: Session) -> None:
    with demo_session(of_mine) as demo:
        assert shared(demo).elsewhere == f"fenqi --db {demo.store.path}"
