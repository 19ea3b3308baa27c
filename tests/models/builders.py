"""Small values for the tests of the domain, checklists under way, and what must hold of every ledger."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import cache
from itertools import pairwise

import msgspec
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions import checklist, payment, verifying
from models.actions.find_bill import find_bill
from models.actions.orders import add_orders
from models.actions.refund import credit_with
from models.actions.refund import refund as refunded_by
from models.bills.bill import Bill, is_unsaid
from models.bills.book import Book
from models.bills.correcting import correction_of
from models.bills.crediting import covering
from models.bills.derive import derive
from models.bills.entered_since import entered_since
from models.bills.line_kind import LineKind
from models.bills.schedule import Line
from models.bills.standing import current
from models.channels.builtin import builtin
from models.channels.channel import Catalogue
from models.channels.rules import Switch
from models.ledger.closing import Closing
from models.ledger.correction import Correction
from models.ledger.credit import CreditUse
from models.ledger.ids import bill_id, early_id
from models.ledger.ledger import Ledger, open_checklists
from models.ledger.order import Order
from models.ledger.progress import Progress, Step, Way
from models.ledger.repayment import Repayment
from models.plans.plan import EqualAmounts, Plan, parts
from models.values.dates import months_after
from models.values.money import Fen

BEFORE = datetime.fromisoformat("2026-11-20T12:00:00+08:00")
"""Before the bill of December is out."""
NOW = datetime.fromisoformat("2026-12-05T12:00:00+08:00")
DUE = date(2026, 12, 10)


def at(text: str) -> datetime:
    """`2026-12-10T12:00:00+08:00` as a moment."""
    return datetime.fromisoformat(text)


def plan(principal: Fen = 30_000, periods: int = 3, fee: Fen = 100) -> Plan:
    """Equal parts of `principal`, each with `fee`."""
    return EqualAmounts(principal=principal, periods=periods, amount=principal // periods + fee, fee=fee)


def order(
    ident: str = "phone", *, channel: str = "huabei", terms: Plan | None = None, due: date = DUE, **rest
) -> Order:
    """A purchase of ¥300.00 in 3 periods, each ¥100.00 and a fee of ¥1.00, first due on the 10th of December."""
    given = {"title": ident, "bought_at": datetime(2026, 11, 1, 20), **rest}
    return Order(id=ident, account_id=channel, plan=terms or plan(), first_due=due, **given)


def ledger(*orders: Order) -> Ledger:
    """A ledger of those orders, without accounts: the days of the channels hold."""
    return add_orders(Ledger(), orders, {})


@cache
def by_hand() -> Catalogue:
    """The catalogue with auto-debit off everywhere: a bill that is due stays so until somebody repays it."""
    return {
        ident: replace(channel, auto_debit=replace(channel.auto_debit, default=Switch.OFF))
        for ident, channel in builtin().items()
    }


def book(of: Ledger, catalogue: Catalogue | None = None) -> Book:
    """What follows from a ledger."""
    return derive(of, catalogue or by_hand())


def bill(of: Ledger, channel: str = "huabei", due: date = DUE) -> Bill:
    """The bill of that channel on that day."""
    return book(of).bill(bill_id(channel, due))


def catalogue_with(channel: str, *, zone: str, cutoff: time) -> Catalogue:
    """The catalogue with one channel moved to another zone and cut-off."""
    return {**by_hand(), channel: replace(by_hand()[channel], zone=zone, cutoff=cutoff)}


def found(of: Ledger, ident: str, now: datetime = NOW, catalogue: Catalogue | None = None) -> Bill:
    """The bill with that id: an ordinary one, or one that settles an order early."""
    return find_bill(of, book(of, catalogue), catalogue or by_hand(), ident, now)


def refund(of: Ledger, ident: str, amount: Fen, at: datetime = NOW, *, full: bool) -> Ledger:
    """Goods of the order returned."""
    return refunded_by(of, book(of), ident, amount, at, full=full)


def left_standing(of: Ledger, order: str) -> set[int]:
    """The periods that refunds of the order left as they were, or that are billed in spite of them."""
    left = {number for each in of.refunds.values() if each.order == order for number in each.stands or ()}
    return left | {line.number for each in of.corrections.values() for line in each.returned if line.order == order}


def up_to_amount(of: Ledger, ident: str, now: datetime = NOW, catalogue: Catalogue | None = None) -> Ledger:
    """The bill's checklist begun and answered until the amount is asked for; warnings are answered."""
    one = found(of, ident, now, catalogue)
    of = warnings_answered(checklist.begin(of, one, now), one, now)
    of = checklist.confirm_platform(of, one, checklist.official(one)[0].name["zh_CN"], now)
    return warnings_answered(checklist.confirm_entry(of, one, now), one, now)


def warnings_answered(of: Ledger, one: Bill, now: datetime = NOW) -> Ledger:
    """What stands before the open step answered, each warning with its first reason."""
    for warn in checklist.warnings(of.checklists[one.id], one, now):
        of = checklist.answer(of, one, warn.id, next(iter(warn.reasons)), now)
    return of


def completed(of: Ledger, ident: str, figure: Fen, now: datetime = NOW, *, confirmed: bool = True) -> Ledger:
    """The bill's checklist answered to its end with the app's `figure`, which the bill is corrected to, and repaid."""
    of = up_to_amount(of, ident, now)
    of = verifying.settle_amount(of, found(of, ident, now), figure, Way.CORRECT, figure, now)
    one = found(of, ident, now)
    of = checklist.choose_method(of, one, one.channel.methods[0].id, now)
    return paid(of, found(of, ident, now), now, now, confirmed=confirmed)


def settled_early(of: Ledger, ident: str, figure: Fen | None = None, now: datetime = NOW) -> Ledger:
    """The order settled early, with the figure that the app quoted, or the estimate."""
    key = early_id(ident)
    return completed(of, key, found(of, key, now).outstanding if figure is None else figure, now)


def corrected(of: Ledger, ident: str, figure: Fen, now: datetime = NOW) -> Ledger:
    """The amount step answered: the app's `figure` is right and the bill is not. The checklist is then gone."""
    of = up_to_amount(of, ident, now)
    of = verifying.settle_amount(of, book(of).bill(ident), figure, Way.CORRECT, figure, now)
    return replace(of, checklists={})


def repaid(of: Ledger, ident: str, pay: Fen | None = None, now: datetime = NOW) -> Ledger:
    """The bill repaid by its checklist, whole or in part."""
    of = up_to_amount(of, ident, now)
    owed = book(of).bill(ident).outstanding
    way = Way.MATCH if pay in {None, owed} else Way.PART
    of = verifying.settle_amount(of, book(of).bill(ident), owed, way, pay or owed, now)
    one = book(of).bill(ident)
    of = checklist.choose_method(of, one, one.channel.methods[0].id, now)
    return paid(of, one, now, now)


def paid(of: Ledger, one: Bill, paid_at: datetime, now: datetime, *, confirmed: bool = True) -> Ledger:
    """The last step answered, and the reference asked for, too."""
    of = payment.complete(of, one, paid_at, now, confirmed=confirmed)
    return replace(of, checklists=open_checklists(of))


def at_amount(of: Ledger, channel: str = "huabei") -> Ledger:
    """The checklist of the bill due on DUE, at its amount step."""
    return up_to_amount(of, bill_id(channel, DUE))


def settled(of: Ledger, figure: Fen | None = None, way: Way = Way.MATCH, pay: Fen | None = None) -> Ledger:
    """The amount step of the 花呗 bill answered: as the bill has it where no `figure` is given."""
    total = bill(of).outstanding if figure is None else figure
    return verifying.settle_amount(of, bill(of), total, way, total if pay is None else pay, NOW)


def at_complete(of: Ledger) -> Ledger:
    """The checklist of the 花呗 bill, ready to be completed."""
    of = settled(at_amount(of))
    return checklist.choose_method(of, bill(of), "balance", NOW)


def step(of: Ledger, ident: str, now: datetime = NOW) -> Step | None:
    """The step that is open."""
    return current(of.checklists[ident], book(of).bill(ident), now)


def through_the_file(of: Ledger) -> Ledger:
    """The ledger with its checklists as another process reads them."""
    read = msgspec.json.decode(msgspec.json.encode(of.checklists), type=dict[str, Progress])
    return replace(of, checklists=read)


def repayments_for(of: Ledger, one: Bill) -> list[Repayment]:
    """The repayments that were made for a bill."""
    return [each for each in of.repayments.values() if (each.account_id, each.due) == (one.channel.id, one.due)]


@st.composite
def crowded(draw: st.DrawFn) -> Order:
    """An order that is likely to share its bills with the others: few channels, few days, few periods."""
    periods = draw(st.integers(1, 4))
    bought = datetime(2026, draw(st.integers(9, 11)), draw(st.integers(1, 28)), draw(st.integers(0, 23)))
    due = months_after(date(2026, 12, draw(st.sampled_from((10, 31)))), draw(st.integers(0, 2)))
    return order(
        draw(st.uuids()).hex[:10],
        channel=draw(st.sampled_from(("huabei", "jd-baitiao", "cmb"))),
        terms=plan(draw(st.integers(periods * 2, 5_000)), periods, draw(st.integers(0, 300))),
        due=due,
        due_day=31 if due.month == 2 and due.day == 28 else None,
        paid_periods=draw(st.sampled_from((0, 0, 0, 1))),
        bought_at=bought,
    )


def credit_used(of: Ledger, ident: str, came_with: str, amount: int) -> Ledger:
    """The bill used so much of the credit that came with that repayment or refund, and has it on record."""
    number = len(of.credits) + 1
    use = CreditUse(
        id=f"{came_with}+{number}",
        account_id=ident.rpartition("/")[0],
        of=came_with,
        bill=ident,
        amount=amount,
        at=NOW,
    )
    return replace(of, credits={**of.credits, use.id: use})


def check_book(of: Ledger) -> Book:
    """What holds of every ledger that can be reached: asserts it, and returns what follows from the ledger."""
    every = book(of)
    for ident, each in of.orders.items():
        _check_schedule(each, every.schedules[ident], deferred=bool(of.deferrals))
        moved = of.channels or of.accounts or of.deferrals
        assert moved or every.schedules[ident][0].due == each.first_due
    for ident, one in every.bills.items():
        _check_bill(of, one)
        assert ident == bill_id(one.channel.id, one.due)
        for line in one.lines:
            if line.order and not of.deferrals:
                assert every.schedules[line.order.id][line.number - 1] == line
                assert every.bill_of(line) == one
    _check_periods(every)
    _check_money(of, every)
    assert [one.due for one in every.bills.values()] == sorted(one.due for one in every.bills.values())
    for each in of.repayments.values():
        assert each.credit >= 0
        assert sum(share.amount for share in each.allocations) + each.credit == each.amount
        assert all(share.fee >= 0 and share.principal >= 0 for share in each.allocations)
    return every


def _check_schedule(one: Order, rows: tuple[Line, ...], *, deferred: bool) -> None:
    assert sum(row.principal for row in rows) == one.plan.principal
    assert sum(row.amount for row in rows) == sum(part.amount for part in parts(one.plan))
    assert deferred or all(before.due < after.due for before, after in pairwise(rows))
    assert [row.number for row in rows] == list(range(1, one.plan.periods + 1))
    assert all(row.paid == row.amount for row in rows if row.number in one.repaid_periods)


def _check_bill(of: Ledger, one: Bill) -> None:
    assert one.amount == one.paid + one.outstanding + one.carried
    for line in one.lines:
        assert min(line.outstanding, line.owed_fee, line.owed_principal, line.reduced) >= 0
        assert line.owed_fee + line.owed_principal == line.outstanding
        assert line.paid + line.reduced + line.carried <= line.amount
    before = sum(line.paid for line in one.lines if line.order and line.number in line.order.repaid_periods)
    ended = of.closings.keys() | {each.order for each in of.refunds.values()}
    if not of.deferrals and not any(each.order for each in of.repayments.values()):
        here = {(line.order_id, line.number) for line in one.lines if line.order}
        shares = [share for each in of.repayments.values() for share in each.allocations]
        beyond = [share for each in repayments_for(of, one) for share in each.allocations if not share.order]
        went_here = [share for share in shares if (share.order, share.number) in here]
        assert one.paid == before + sum(share.amount for share in (*went_here, *beyond))
    if one.id not in of.corrections:
        assert one.corrected == 0
    if any(line.order_id in ended for line in one.lines):
        return
    if one.id in of.corrections:
        _check_correction(of.corrections[one.id], one)
    else:
        turned = sum(line.turned for line in one.lines)
        # What was turned of what no order is, and a later total does not have, is off no line.
        assert turned <= sum(each.amount for each in one.conversions)
        assert one.amount + turned == sum(line.amount for line in one.lines)


def _check_correction(made: Correction, one: Bill) -> None:
    """Of the lines that it knew it makes the total; later ones it can explain, never more.

    What was turned into instalments since then is on another order.
    """
    turned = sum(each.amount for each in one.conversions)
    amount = one.amount + sum(each.amount for each in one.credited)
    extra = [line for line in one.lines if line.kind is LineKind.CORRECTION]
    known = [line for line in one.lines if line.kind not in {LineKind.CORRECTION, LineKind.CREDIT}]
    orders = {(line.order_id, line.number): line.amount for line in known}
    if orders == {(line.order, line.number): line.amount for line in made.lines}:
        assert amount + turned == max(made.total, one.paid + turned)
    beyond = sum(line.paid for line in extra)
    owed = sum(orders.values())
    assert owed + min(0, made.change) - beyond <= amount + turned <= owed + max(made.change, beyond)


def _check_money(of: Ledger, every: Book) -> None:
    """Nothing that was repaid or refunded is lost, and nothing is counted twice."""
    lines = [line for one in every.bills.values() for line in one.lines]
    before = sum(line.paid for line in lines if line.order and line.number in line.order.repaid_periods)
    shares = [share for each in of.repayments.values() for share in each.allocations]
    elsewhere = sum(
        share.amount
        for each in of.repayments.values()
        if each.order or bill_id(each.account_id, each.due) not in every.bills
        for share in each.allocations
        if not share.order  # what early settlement cost, and corrections of bills that lost their last order
    )
    assert sum(line.paid for line in lines) == before + sum(share.amount for share in shares) - elsewhere
    _check_carried(of, every)
    _check_credit(of, every)
    assert all(credit > 0 for credit in credit_with(of, by_hand()).values())
    ended = of.closings.keys() | {each.order for each in of.refunds.values() if each.full}
    for ident in ended & of.orders.keys():
        closing = of.closings.get(ident) or Closing(
            id=ident, first=1, at=NOW, estimate=0, figure=0, stands=tuple(left_standing(of, ident))
        )
        for row in every.schedules[ident]:  # what credit had covered of it is owed only where that never came
            assert not closing.ends(row.number) or row.outstanding <= closing.left_of(row.number)


def _check_periods(every: Book) -> None:
    """Each period is on the bill of its date, and on those deferred to that: in all it is what its order says."""
    found: dict[tuple[str, int], list[Line]] = {}
    for one in every.bills.values():
        for line in one.lines:
            if line.order:
                found.setdefault((line.order_id, line.number), []).append(line)
    rows = {(row.order_id, row.number): row for mine in every.schedules.values() for row in mine}
    assert found.keys() == rows.keys()
    for key, lines in found.items():
        row = rows[key]
        assert row.due == lines[-1].due
        assert row.paid == sum(line.paid for line in lines)
        assert row.outstanding == lines[-1].outstanding
        # Credit covered the rest; what is more than that was repaid there, and is credit.
        assert all(line.carried >= min(after.amount, line.carried) for line, after in pairwise(lines))
        assert all(after.amount <= max(line.carried, after.paid + after.reduced) for line, after in pairwise(lines))


def _check_credit(of: Ledger, every: Book) -> None:
    """Of all that came to an account some is on bills, each time no more than came, and the rest lies there."""
    used: Counter[str] = Counter()
    for one in every.bills.values():
        for each in one.credited:
            used[each.of] += each.amount
        assert -sum(line.amount for line in one.lines if line.kind is LineKind.CREDIT) == sum(
            each.amount for each in one.credited
        )
    came = Counter({each.of: each.amount for mine in every.credits.values() for each in mine})
    for one in every.bills.values():
        for each in one.beyond:
            came[each.of] += each.amount
            assert each.amount <= of.repayments[each.of].amount - of.repayments[each.of].credit
    assert all(0 < amount <= came[ident] for ident, amount in used.items())
    assert sum(credit_with(of, by_hand()).values()) == used.total() + sum(every.credit.values())


def _entered_since(of: Ledger, one: Bill) -> Iterator[Fen]:
    """What of the bill is on it though its rest has left it: it was entered since."""
    said = of.deferrals.get(one.id) or of.minimums.get(one.id)
    for line in one.lines if said else ():
        more = entered_since(line, said.had)
        yield min(line.outstanding, more if more == line.amount or not one.over.deferred else 0)


def _check_carried(of: Ledger, every: Book) -> None:
    """What one bill leaves, and the interest on it, another has; where more of it was repaid than that, all of this."""
    left: Counter[str] = Counter()
    for one in every.bills.values():
        if one.over:
            assert one.over.amount == one.carried > 0
            assert one.over.repaid or one.outstanding == sum(_entered_since(of, one))
            beside = sum(line.carried for line in one.lines if line.order is None and line.kind is not LineKind.CREDIT)
            beside -= _covered_beside(one)
            left[one.over.to] += beside if one.over.deferred else one.over.amount + one.over.interest
    for ident, one in every.bills.items():
        lines = [line for line in one.lines if line.kind in {LineKind.CARRIED_OVER, LineKind.LATE}]
        came = sum(line.amount for line in lines)
        assert came == left[ident] or left[ident] < came <= left[ident] + sum(line.paid for line in lines)
    assert left.keys() <= every.bills.keys()
    _check_owed_once(every)


def _covered_beside(one: Bill) -> Fen:
    """What credit paid of what is of no order: it goes where a repayment would."""
    lines = [replace(line, carried=0) for line in one.lines if line.amount > 0 and not is_unsaid(line, one)]
    return sum(amount for (ident, _), amount in covering(one.credited, lines, one.due).items() if not ident)


def _check_owed_once(every: Book) -> None:
    """What stands on a bill of what others left is what they left, and what was repaid beyond that is credit."""
    left: Counter[str] = Counter()
    for one in every.bills.values():
        if one.over:
            left[one.over.to] += one.over.amount - one.over.late
    before: set[tuple[str, int]] = set()
    for ident, one in every.bills.items():
        own = {(line.order_id, line.number) for line in one.lines if line.order}
        came = sum(line.amount for line in one.lines if (line.order_id, line.number) in before & own)
        came += sum(line.amount for line in one.lines if line.kind is LineKind.CARRIED_OVER)
        assert came == left[ident] + sum(each.amount for each in one.beyond)
        before |= own


def with_more(of: Ledger, ident: str, more: Fen, now: datetime = NOW) -> Ledger:
    """The bill corrected: `more` than its instalments, which is what else was bought by that account."""
    one = book(of).bill(ident)
    made = correction_of(one, one.amount + more, now)
    return replace(of, corrections={**of.corrections, ident: made})
