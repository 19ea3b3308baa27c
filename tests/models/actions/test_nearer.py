"""Two apps beside a record that was typed: the nearest payment shows it, whichever app's file is read first."""

from datetime import date, timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.finding import FindingKind, Sureness
from models.bills.derive import derive
from models.channels.builtin import builtin
from models.ledger.ledger import Ledger
from models.ledger.statement import Statement
from models.values.money import plain
from tests.models.actions.statements import beside, by_hand, repaid, six_orders

BILL = "cmb/2026-11-25"


def file_of(app: str, number: int, when: str, amount: str) -> Statement:
    line = repaid(when, amount, channel="cmb", reference=f"R{number}")
    return Statement(source=app, lines=(replace(line, id=f"{app[0]}{number:011x}"),))


def paid_of(ledger: Ledger) -> dict[str, list[int]]:
    bills = derive(ledger, builtin()).bills.values()
    return {bill.id: sorted(each.amount for each in bill.repayments) for bill in bills if bill.repayments}


def asked_of(ledger: Ledger, files: list[Statement]) -> set[tuple[str, str]]:
    return {(each.key, each.bill) for file in files for each in beside(ledger, file).findings if each.asks}


def test_an_app_gives_a_record_up_where_the_payment_of_another_is_nearer_and_says_what_becomes_of_its_own():
    ledger = by_hand(six_orders(), BILL, "168.00", "debit-card", "2026-11-20T17:00+08:00")
    far, near = file_of("alipay", 0, "2026-10-25T15:00", "168.00"), file_of("wechat", 1, "2026-11-20T08:00", "168.00")
    first = beside(ledger, far).ledger
    assert first.sightings[far.lines[0].id].repayment == f"{BILL}#1"
    found = beside(first, near)
    assert found.ledger.sightings[near.lines[0].id].repayment == f"{BILL}#1"
    said = {each.key: (each.kind, each.level, each.bill) for each in found.findings}
    assert said[far.lines[0].id] == (FindingKind.PART, Sureness.SURE, "cmb/2026-10-25")
    assert found.ledger.repayments == beside(beside(ledger, near).ledger, far).ledger.repayments


@given(st.data())
def test_two_apps_come_to_the_same_beside_a_record_in_either_order(data: st.DataObject):
    ledger = six_orders()
    for ident in data.draw(st.lists(st.sampled_from((BILL, "cmb/2026-10-25")), min_size=1, max_size=2, unique=True)):
        amount, days = data.draw(st.sampled_from((268_00, 168_00))), data.draw(st.integers(-6, 0))
        day = min(date.fromisoformat(ident[4:]), date(2026, 11, 20)) + timedelta(days)
        ledger = by_hand(ledger, ident, plain(amount), "debit-card", f"{day}T17:00+08:00")
    files = list[Statement]()
    for number, app in enumerate(("alipay", "wechat", data.draw(st.sampled_from(("alipay", "wechat"))))):
        day = date(2026, data.draw(st.sampled_from((10, 11))), 20) - timedelta(
            data.draw(st.sampled_from((0, 1, 3, 14)))
        )
        amount = data.draw(st.sampled_from((268_00, 268_00, 168_00)))
        files.append(file_of(app, number, f"{day}T1{number}:00", plain(amount)))
    apps = [replace(files[0], lines=tuple(each.lines[0] for each in files if each.source == "alipay"))]
    apps += [replace(files[1], lines=tuple(each.lines[0] for each in files if each.source == "wechat"))]
    came_to = []
    for order in permutations(apps):
        there = ledger
        for each in order:
            there = beside(there, each).ledger
        came_to.append((paid_of(there), asked_of(there, apps)))
    assert came_to[0] == came_to[1]
