"""What the bill pane says of how a bill is repaid."""

import re
from collections.abc import Iterator
from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from models.actions import auto_debit, payment
from models.actions.defer import defer
from models.actions.direct import ReportedRepayment, repay
from models.actions.enough import confirm_balance, take_from
from models.actions.find_bill import find_bill
from models.actions.minimum_paid import minimum_paid
from models.actions.orders import add_orders
from models.actions.reference import refer
from models.actions.total import set_total
from models.bills.bill import Bill, auto_debit_unseen
from models.bills.derive import derive
from models.bills.status import Status
from models.channels.builtin import builtin
from models.channels.rules import Mode
from models.ledger.ids import bill_id, early_id
from models.ledger.ledger import Ledger
from models.ledger.repayment import PaidAs
from models.plans.plan import FeeUnknown
from models.values.money import yuan
from screenshots import make
from tests.models.builders import (
    DUE,
    NOW,
    at,
    at_complete,
    bill,
    check_book,
    corrected,
    ledger,
    order,
    plan,
    refund,
    repaid,
    settled_early,
)
from tui.panes.bill_text import bill_text
from tui.run.session import Session
from tui.state.views import Detail
from tui.words.present import status_words, time_left
from tui.words.remarks import recorded

HUABEI = bill_id("huabei", DUE)


@pytest.fixture(params=make.LANGUAGES)
def session(request: pytest.FixtureRequest) -> Iterator[Session]:
    with make.session(request.param) as sample:
        yield msgspec.structs.replace(sample, clock=lambda: NOW)


def read(of: Ledger, ident: str, session: Session, width: int = 60) -> str:
    """The pane's text for that bill."""
    book = derive(of, session.catalogue)
    bill = find_bill(of, book, session.catalogue, ident, session.now())
    lines = bill_text(Detail(bill=bill, book=book), session, width)
    return "\n".join("".join(text for text, _ in pieces) for pieces in lines)


def of_mode(mode: Mode) -> list[str]:
    """The channels of the sample that have their due dates so."""
    return [ident for ident, channel in make.CATALOGUE.items() if channel.mode is mode]


def two(channel: str) -> Ledger:
    """Two orders of the channel, due on one day."""
    return ledger(order("phone", channel=channel), order("robot", channel=channel))


@pytest.mark.parametrize("channel", of_mode(Mode.STATEMENT))
def test_orders_on_one_statement_are_repaid_together(channel: str, session: Session) -> None:
    said = read(two(channel), bill_id(channel, DUE), session)
    assert session.language.t("{count} orders together", count=2) in said


@pytest.mark.parametrize("channel", of_mode(Mode.ORDER))
def test_orders_with_days_of_their_own_are_repaid_one_by_one_even_on_one_day(channel: str, session: Session) -> None:
    said = read(two(channel), bill_id(channel, DUE), session)
    assert session.language.t("{count} orders, one by one", count=2) in said


def test_of_one_order_alone_neither_is_said(session: Session) -> None:
    of = ledger(order("phone"), order("robot", channel="xiaomi"))
    for ident in ("huabei/2026-12-10", "xiaomi/2026-12-10", early_id("phone")):
        said = read(of, ident, session)
        assert session.language.t("on this bill: {count}", count=1) in said or "early" in ident
        assert "together" not in said
        assert "一起还" not in said


def test_an_auto_debit_that_cannot_be_switched_off_is_said_to_be_on(session: Session) -> None:
    said = read(two("huabei"), bill_id("huabei", DUE), session)
    t = session.language.t
    assert f"{t('auto-debit')}  {t('always on')}" in said
    assert {"en": "always on", "zh_CN": "已开启（不可关闭）"}[session.language.code] in said


def test_of_a_fee_that_is_not_known_no_rate_and_no_saving_is_said(session: Session) -> None:
    of = ledger(order("phone", terms=FeeUnknown(amounts=(101_00,) * 3)))
    t, book = session.language.t, derive(of, builtin())
    shown = Detail(order=of.orders["phone"], bill=book.bill(HUABEI), book=book)
    said = "\n".join("".join(text for text, _ in pieces) for pieces in bill_text(shown, session, 80))
    assert t("? fee not known: t asks for the price") in said
    rows = [row for row in said.splitlines() if re.match(rf". \d+ +\d{{4}}-|  +{t('total')} ", row)]
    assert [len(re.findall(r"\d\.\d\d", row)) for row in rows] == [1] * 4, "it is not said again in each"
    assert "% a year" not in said
    early = find_bill(of, book, session.catalogue, early_id("phone"), session.now())
    lines = bill_text(Detail(bill=early, order=of.orders["phone"], book=book), session, 200)
    said = "\n".join("".join(text for text, _ in pieces) for pieces in lines)
    assert t("what settling early saves is not known: neither is the fee. The app shows what it costs") in said


def test_of_what_was_due_before_the_order_was_entered_nothing_is_said_to_be_late(session: Session) -> None:
    later = msgspec.structs.replace(session, clock=lambda: NOW + timedelta(days=30))
    of = ledger(order("phone", channel="jd-baitiao", entered_on=later.now().date()))
    said = " ".join(read(of, bill_id("jd-baitiao", DUE), later, 200).split())
    t = session.language.t
    assert f"? {t('to be confirmed')} · {t('{days} days past the due date', days=25)}" in said
    assert t("due before the order was entered here: c says whether it was repaid") in said
    assert t("late interest") not in said


def test_of_what_was_entered_once_the_bill_was_done_with_that_is_said(session: Session) -> None:
    of = ledger(order("phone"))
    of = defer(of, derive(of, session.catalogue).bill(HUABEI), NOW)
    of = add_orders(of, [order("case", entered_on=NOW.date())], {})
    said = " ".join(read(of, HUABEI, session, 200).split())
    assert (
        session.language.t("done with before an order was entered here that is on it: c says whether it was repaid")
        in said
    )


def test_a_repayment_made_in_another_way_is_shown_by_the_users_words(session: Session) -> None:
    said = ReportedRepayment(amount=10_100, method="other", other="柜台现金", paid_at=NOW)
    of = ledger(order("phone"))
    assert "柜台现金" in read(repay(of, bill(of), said, NOW), HUABEI, session, 90)


def test_a_correction_says_the_reason_that_was_given(session: Session) -> None:
    of = ledger(order("phone"))
    text = read(set_total(of, bill(of), 10_000, NOW, reason="立减券"), HUABEI, session, 90)
    words = {"en": "institution's figure: 立减券", "zh_CN": "按 App 金额调整了 -¥1.00：立减券"}
    assert words[session.language.code] in text


def figures(of: Ledger, session: Session) -> list[tuple[int, ...]]:
    """Principal, fee and amount of each row of the phone's schedule and of its total, in fen, as they read; without
    what is the same in every row."""
    book = derive(of, builtin())
    shown = Detail(order=of.orders["phone"], bill=book.bill_of(book.schedules["phone"][0]), book=book)
    rows = ["".join(text for text, _ in pieces) for pieces in bill_text(shown, session, 80, unfolded=True)]
    total = next(at for at, row in enumerate(rows) if row.strip().startswith(session.language.t("total")))
    table = rows[total - len(book.schedules["phone"]) : total + 1]
    found = [
        [int(each.replace(",", "").replace(".", "")) for each in re.findall(r"(?<!\+)[\d,]+\.\d\d", row)]
        for row in table
    ]
    return [tuple(each[:3]) for each in found]


def test_a_period_that_early_settlement_closed_shows_what_was_repaid_of_it(session: Session) -> None:
    of = settled_early(repaid(ledger(order("phone")), "huabei/2026-12-10"), "phone")
    assert figures(of, session) == [
        (100, 10_100),
        *[(0, 10_000)] * 2,
        (100, 30_100),
    ]


def test_what_settled_an_order_early_says_what_of_it_was_for_each_bill(session: Session) -> None:
    of = settled_early(ledger(order("phone"), order("robot")), "phone")
    said = " ".join(read(of, HUABEI, session, 76).split())
    here = bill(of).paid
    assert session.language.t("early settlement") in said
    assert session.language.t("of it for this bill: {amount}", amount=yuan(here)) in said


@pytest.mark.parametrize("again", [4_000, 10_100, 15_000])
def test_a_period_costs_the_same_whether_money_or_credit_paid_it(session: Session, again: int) -> None:
    of = repaid(ledger(order("phone")), "huabei/2026-12-10")
    of = repay(of, bill(of), ReportedRepayment(amount=again, method="balance", paid_at=NOW, way=PaidAs.AGAIN), NOW)
    assert figures(of, session) == [(10_100,)] * 3 + [(30_300,)]


def test_a_period_of_which_the_minimum_was_paid_costs_what_it_did(session: Session) -> None:
    of = repaid(ledger(order("phone", terms=plan(30_000, 1, 0))), "huabei/2026-12-10", 3_000)
    of = minimum_paid(of, bill(of), NOW)
    assert figures(of, session) == [(30_000, 0, 30_000)] * 2


def test_a_refund_takes_principal_off_the_last_period(session: Session) -> None:
    of = refund(ledger(order("phone")), "phone", 4_000, NOW, full=False)
    assert figures(of, session)[2:] == [(6_100,), (26_300,)]


@given(st.integers(0, 30_000), st.integers(1, 60_000), st.integers(0, 20_000), st.booleans())
def test_the_figures_of_a_schedule_add_up_whatever_was_taken_off(
    back: int, figure: int, right: int, early: bool
) -> None:
    of = ledger(order("phone"))
    of = corrected(of, "huabei/2026-12-10", right) if right else of
    of = refund(of, "phone", back, NOW, full=back == 30_000) if back else of
    if early and any(row.outstanding for row in check_book(of).schedules["phone"]):
        of = settled_early(of, "phone", figure)
    with make.session("en") as sample:
        *rows, total = figures(of, sample)
    assert all(sum(shares) == amount for *shares, amount in [*rows, total] if len(shares) > 1)
    assert tuple(map(sum, zip(*rows, strict=True))) == total


def head(of: Ledger, session: Session, width: int) -> list[str]:
    """The lines before the first empty one."""
    return read(of, HUABEI, session, width).split("\n\n")[0].splitlines()


@pytest.mark.parametrize("width", [36, 44, 52, 76])
def test_nothing_in_the_head_of_a_bill_is_cut(width: int, session: Session) -> None:
    """Repaid with a long reference, and seen from abroad."""
    reference = "TXN" + "0123456789" * 6
    ready = at_complete(two("huabei"))
    done = payment.complete(ready, bill(ready), NOW, NOW)
    done = refer(done, next(iter(done.repayments)), reference)
    lines = head(done, msgspec.structs.replace(session, zone="Europe/Berlin"), width)
    assert all(cell_len(line) <= width for line in lines)
    whole = " ".join(" ".join(lines).split())
    for figure in ("12-10", "23:59", "= 12-10 16:59", "Europe/Berlin", "202.00", "2026-12-05 12:00"):
        assert figure in whole
    assert reference in whole.replace(" ", "")


@pytest.mark.parametrize("width", [36, 44, 52])
def test_a_bill_past_its_due_date_says_how_long_in_a_narrow_pane(width: int, session: Session) -> None:
    late = NOW + timedelta(days=17)
    lines = head(two("huabei"), msgspec.structs.replace(session, clock=lambda: late), width)
    whole = " ".join(" ".join(lines).split())
    one = derive(two("huabei"), builtin()).bill(HUABEI)
    assert auto_debit_unseen(one, late)
    assert status_words(Status.TO_CONFIRM, session.language) in whole
    assert time_left(one, late, session.language) in whole


def test_the_account_that_goes_first_and_the_balance_that_was_checked_are_said_at_the_bill(session: Session) -> None:
    t, ident = session.language.t, bill_id("huabei", DUE)
    eve = msgspec.structs.replace(session, clock=lambda: at("2026-12-09T20:15:00+08:00"))

    def bill(of: Ledger) -> Bill:
        return derive(of, builtin()).bill(ident)

    of = two("huabei")
    assert "20:15" not in read(of, ident, eve)
    of = take_from(of, builtin(), bill(of), "ICBC 1234", eve.now())
    assert t("auto-debit account: {account}", account="ICBC 1234") in read(of, ident, eve)
    of = confirm_balance(of, builtin(), bill(of), 50_000, eve.now())
    said = t("auto-debit account: {account} · balance checked {when}", account="ICBC 1234", when="12-09 20:15")
    assert said in read(of, ident, eve)
    later = msgspec.structs.replace(session, clock=lambda: at("2026-12-10T22:30:00+08:00"))
    assert said in read(of, ident, later)
    taken = auto_debit.taken(of, bill(of), 20_200, later.now())
    assert said in read(taken, ident, later)


@pytest.mark.parametrize(
    ("paid", "when", "shown"),
    [
        (9_100, "2026-12-05T12:00:00+08:00", True),
        (9_099, "2026-12-05T12:00:00+08:00", False),
        (10_099, "2026-12-11T12:00:00+08:00", True),
        (None, "2026-12-11T12:00:00+08:00", False),
    ],
)
def test_a_rest_within_the_grace_amount_is_said_to_count_and_not_to_be_relied_on(
    paid: int | None, when: str, shown: bool, session: Session
) -> None:
    ident = bill_id("cmb", DUE)
    of = ledger(order("phone", channel="cmb"))
    if paid:
        of = repaid(of, ident, paid)
    then = msgspec.structs.replace(session, clock=lambda: at(when))
    amount = "being short by up to {amount} usually still counts as repaid, but that is not promised"
    said = "".join(read(of, ident, then).split())
    assert ("".join(session.language.t(amount, amount="¥10.00").split()) in said) is shown


def test_the_day_of_early_settlement_is_the_institutions(session: Session) -> None:
    half_past_midnight = at("2026-12-05T16:30:00+00:00")
    of = settled_early(ledger(order("phone")), "phone", None, half_past_midnight)
    (said, _) = next(recorded(of.orders["phone"], bill(of), of, session))
    assert "2026-12-06" in said


@pytest.mark.parametrize(("days", "said"), [(0, False), (3, True)])
def test_past_the_cutoff_of_the_due_date_grace_is_named_only_where_there_is_some(
    days: int, said: bool, session: Session
) -> None:
    card = msgspec.structs.replace(make.CATALOGUE["icbc"], grace_days=days)
    late = msgspec.structs.replace(
        session, catalogue={**make.CATALOGUE, "icbc": card}, clock=lambda: at("2026-12-10T23:30:00+08:00")
    )
    until = late.language.t("usually accepted until {day}, but that is not promised", day="2026-12-13")
    grace = until.partition("2026")[0].strip()
    assert (grace in read(ledger(order("phone", channel="icbc")), bill_id("icbc", DUE), late)) is said
