"""A large ledger's book is made out of the one before: it must be what the ledger makes from the beginning."""

from datetime import date
from unittest.mock import patch

import hypothesis.strategies as st
from hypothesis import given
from hypothesis.stateful import invariant, rule
from msgspec.structs import replace

from models.actions.convert import convert
from models.actions.dating import with_days
from models.actions.defer import defer
from models.actions.direct import ReportedRepayment, answered, repay, warnings
from models.actions.editing import edited
from models.actions.minimum_paid import minimum_paid
from models.actions.orders import add_orders, archive_order, delete_order
from models.actions.own_rules import drop_override, set_override
from models.actions.total import set_total
from models.bills import rederive as module
from models.bills.book import Book
from models.bills.derive import derive
from models.bills.rederive import rederive
from models.channels.builtin import builtin
from models.channels.override import ChannelOverride
from models.ledger.closing import Refund
from models.ledger.ledger import Ledger, put
from models.ledger.repayment import PaidAs
from tests.models.bills.test_schedule import AnyEvents
from tests.models.builders import NOW, book, by_hand, credit_used, crowded, found, ledger, order
from tests.models.strategies import closings, corrections, debits, ledgers
from tests.often import tried

HUABEI = "huabei/2026-12-10"
TABLES = Ledger.__struct_fields__


def again(before_book: Book, before: Ledger, after: Ledger, catalogue) -> Book:
    """The book made from the one before, however much changed."""
    with patch.object(module, "MANY", 0):
        return rederive(before_book, before, after, catalogue)


def assert_same(one: Book, other: Book) -> None:
    """The same values in the same order, and the same rows."""
    assert one == other
    for name in ("bills", "schedules"):
        assert list(getattr(one, name)) == list(getattr(other, name))
    assert [one.row(ident) for ident in one.schedules] == [other.row(ident) for ident in other.schedules]


def test_since_when_an_account_is_known_changes_no_bill_so_nothing_is_derived_again() -> None:
    """The first action with a file of an older version writes it for every account."""
    bare = add_orders(ledger(), [order()], builtin())
    bare = replace(bare, accounts={each.id: replace(each, added_on=None) for each in bare.accounts.values()})
    was, dated = derive(bare, builtin()), with_days(bare)
    assert dated.accounts != bare.accounts
    with patch.object(module, "derive", side_effect=AssertionError("from the beginning")):
        assert_same(rederive(was, bare, dated, builtin()), derive(dated, builtin()))


class AnyChanges(AnyEvents):
    """Whatever can happen to a ledger, with a book that follows it from change to change."""

    def __init__(self):
        super().__init__()
        self.seen, self.book = Ledger(), book(Ledger())
        self.past: list[Ledger] = []

    @rule(one=crowded(), on=st.none() | st.dates(date(2026, 12, 1), date(2027, 4, 1)))
    def an_order_is_entered(self, one, on):
        said = replace(one, entered_on=on, paid_periods=one.paid_periods or None)
        self.act(lambda of: add_orders(of, [said], {}))

    @rule(at=st.integers(0, 5), one=crowded())
    def an_order_is_edited(self, at, one):
        self.act(lambda of: edited(of, replace(one, id=self.order(at)), by_hand()))

    @rule(at=st.integers(0, 5), archived=st.booleans())
    def an_order_is_archived(self, at, archived):
        self.act(lambda of: archive_order(of, self.order(at), archived=archived))

    @rule(at=st.integers(0, 5))
    def an_order_is_deleted(self, at):
        if len(self.ledger.orders) > 1:
            self.act(lambda of: delete_order(of, self.order(at)))

    @rule(channel=st.sampled_from(("huabei", "cmb")), hour=st.integers(10, 22), own=st.booleans())
    def a_channel_is_overridden(self, channel, hour, own):
        rules = ChannelOverride(id=channel, values={"cutoff": f"{hour}:00:00"})
        day = NOW.date()
        self.act(lambda of: set_override(of, by_hand(), rules) if own else drop_override(of, by_hand(), channel, day))

    @rule(at=st.integers(0, 9), amount=st.integers(1, 6_000), periods=st.integers(1, 3))
    def a_bill_is_turned_into_instalments(self, at, amount, periods):
        bills = list(book(self.ledger).bills.values())
        if bills:
            one = bills[at % len(bills)]
            self.act(lambda of: convert(of, {}, one, amount, periods, 0, NOW, "turned"))

    @rule(at=st.integers(0, 20), interest=st.none() | st.integers(0, 500))
    def the_minimum_of_a_bill_is_said_to_be_paid(self, at, interest):
        one = found(self.ledger, self.bill(at))
        self.act(lambda of: minimum_paid(of, one, self.now, interest))

    @rule(at=st.integers(0, 20))
    def a_bill_is_deferred(self, at):
        one = found(self.ledger, self.bill(at))
        self.act(lambda of: defer(of, one, self.now))

    @rule(at=st.integers(0, 20), amount=st.integers(1, 20_000))
    def a_bill_is_paid_again(self, at, amount):
        one = found(self.ledger, self.bill(at))
        method = one.channel.methods[0].id
        said = ReportedRepayment(amount=amount, method=method, paid_at=self.now, way=PaidAs.AGAIN)
        said = answered(said, warnings(one, said, self.now))
        self.act(lambda of: repay(of, one, said, self.now))

    @rule(at=st.integers(0, 20), more=st.integers(1, 6_000), all_of_it=st.booleans())
    def the_app_shows_a_bill_as_it_was_before_credit_or_a_refund(self, at, more, all_of_it):
        one = found(self.ledger, self.bill(at))
        back = one.covered + sum(line.refunded for line in one.lines)
        self.act(lambda of: set_total(of, one, one.amount + (back if all_of_it and back else more), self.now))

    @rule(at=st.integers(0, 20), amount=st.integers(1, 10_000))
    def credit_is_kept_for_a_bill(self, at, amount):
        one = found(self.ledger, self.bill(at))
        sources = [each.id for each in self.ledger.repayments.values() if each.credit]
        if sources:
            self.act(lambda of: credit_used(of, one.id, sources[at % len(sources)], amount))

    @rule(back=st.integers(0, 30))
    def actions_are_undone_or_redone(self, back):
        self.ledger = self.past[-1 - back % len(self.past)]

    @invariant()
    def the_book_made_from_the_last_one_is_the_ledgers(self):
        self.past.append(self.ledger)
        self.book, self.seen = again(self.book, self.seen, self.ledger, by_hand()), self.ledger
        assert_same(self.book, book(self.ledger))


AnyChanges.TestCase.settings = tried(steps=25)
test_a_book_follows_its_ledger_through_any_changes = AnyChanges.TestCase


@st.composite
def changes(draw: st.DrawFn) -> tuple[Ledger, Ledger]:
    """Two ledgers that share some of their records, as a file before and after somebody else wrote it."""
    before, other = draw(ledgers(2)), draw(ledgers(2))
    tables = {}
    for name in TABLES:
        kept = [each for each in getattr(before, name).items() if draw(st.booleans())]
        new = [each for each in getattr(other, name).items() if draw(st.booleans())]
        tables[name] = dict([*kept, *new])
    if draw(st.booleans()):
        tables["channels"] = before.channels
    return before, draw(touched(Ledger(**tables)))


@st.composite
def touched(draw: st.DrawFn, of: Ledger) -> Ledger:
    """The ledger with one more record on what is in it: an auto-debit, a correction, an early settlement, or none."""
    if not of.orders:
        return of
    ident = draw(st.sampled_from(sorted(derive(of, builtin()).bills)))
    auto_debit, correction = replace(draw(debits()), id=ident), replace(draw(corrections()), id=ident)
    closing = draw(closings(tuple(of.orders.values())))
    records = (("debits", auto_debit), ("corrections", correction), ("closings", closing))
    return draw(
        st.sampled_from(
            (of, *(replace(of, **{name: put(getattr(of, name), record.id, record)}) for name, record in records))
        )
    )


@given(ledgers(3).flatmap(lambda of: st.tuples(st.just(of), touched(of))))
def test_one_more_record_on_a_bill_or_an_order_changes_its_book_alone(pair):
    before, after = pair
    assert_same(again(derive(before, builtin()), before, after, builtin()), derive(after, builtin()))


@given(changes())
def test_whatever_two_files_share_the_second_ones_book_is_its_own(pair):
    before, after = pair
    assert_same(again(derive(before, builtin()), before, after, builtin()), derive(after, builtin()))


def test_of_a_large_ledger_only_what_changed_is_made_again():
    of = ledger(*(order(f"{index}", channel=("huabei", "cmb")[index % 2]) for index in range(20)))
    first = book(of)
    rows = [first.row(ident) for ident in of.orders]
    after = archive_order(of, "0", archived=True)
    second = rederive(first, of, after, by_hand())
    same = {ident for ident in of.orders if second.schedules[ident] is first.schedules[ident]}
    assert same == of.orders.keys() - {"0"}
    assert {one.channel.id for ident, one in second.bills.items() if one is first.bills[ident]} == {"cmb"}
    assert [second.row(ident) is row for ident, row in zip(of.orders, rows, strict=True)] == [False, True] * 10


def test_the_first_book_of_a_ledger_with_a_refund_through_a_lost_channel_is_derived():
    refund = Refund(id="phone~1", order="phone", amount=50_00, at=NOW)
    of = replace(ledger(order("phone", channel="gone")), refunds={refund.id: refund})
    assert_same(rederive(Book(), Ledger(), of, builtin()), derive(of, builtin()))


def test_what_is_on_record_of_the_credit_of_one_account_changes_no_bill_of_another():
    """Money that lies with one institution never went to a bill of another one, whatever a file says."""
    of = ledger(order("phone"), order("card", channel="cmb"))
    one = book(of).bill("cmb/2026-12-10")
    said = ReportedRepayment(amount=151_00, method=one.channel.methods[0].id, paid_at=NOW, way=PaidAs.AGAIN)
    of = repay(of, one, answered(said, warnings(one, said, NOW)), NOW)
    (came_with,) = of.repayments
    after = credit_used(of, "huabei/2027-01-10", came_with, 50_00)
    assert_same(again(book(of), of, after, by_hand()), book(after))
    assert {ident: one.covered for ident, one in book(after).bills.items() if one.covered} == {"cmb/2027-01-10": 50_00}
