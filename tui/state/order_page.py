"""At the entry of a first repayment: whether the order's page still says what was entered. It costs no key."""

from msgspec.structs import replace

from models.actions import checklist
from models.actions.order_page import page_seen, pages_to_see
from models.bills.bill import Bill
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.ledger.progress import Step
from models.plans.plan import parts
from models.values import quantity
from models.values.dates import today
from models.values.money import yuan
from tui.state.question import Answer, Case, Commit, Edit, Question
from tui.state.step import step
from tui.words.styled import Styled

MOST = 3
"""So many orders are named; of more, how many there are."""


def with_pages(case: Case, question: Question) -> Question:
    """The question whether the entry was found, with that of the pages where there are any to see.

    Its first answer, which goes on, claims nothing of them; so they are asked about again until somebody saw them, or
    something of the order is repaid.
    """
    orders, t = pages_to_see(case.ledger, case.bill), case.session.language
    if not orders:
        return question
    found, *others = question.answers
    return replace(
        question,
        text=(*question.text, *_pages(case, orders)),
        answers=(
            replace(found, words=t.t("I found it; I cannot look at the order's page now")),
            Answer("same", t.t("I found it, and the order's page still says so"), lambda: _same(case, orders)),
            *(_otherwise(case, order, alone=len(orders) == 1) for order in orders[:MOST]),
            *others,
        ),
    )


def _pages(case: Case, orders: tuple[Order, ...]) -> tuple[Styled, ...]:
    """What the pages must still say."""
    t = case.session.language
    ask = t.t("Before the first repayment: does the order's page (我的订单 › 详情) still say so?")
    said = tuple((_entered(case, each), "") for each in orders[:MOST])
    more = len(orders) - MOST
    rest: tuple[Styled, ...] = ((t.t("and {orders} more", orders=quantity.orders(more)), "dim"),) if more > 0 else ()
    return ((ask, "bold"), *said, *rest)


def _entered(case: Case, order: Order) -> str:
    """What was entered of an order: its periods, what the first comes to, and when that is due."""
    line = next(each for each in case.bill.lines if each.order_id == order.id)
    return case.session.language.t(
        "{title}: {periods}, {amount} in period {number}, due {due}",
        title=order.title,
        periods=quantity.periods(order.plan.periods),
        amount=yuan(parts(order.plan)[line.number - 1].amount),
        number=line.number,
        due=line.due.isoformat(),
    )


def _same(case: Case, orders: tuple[Order, ...]) -> Commit:
    now, day = case.now, today(case.now, case.bill.channel.zone)

    def change(ledger: Ledger, newest: Bill) -> Ledger:
        return page_seen(checklist.confirm_entry(ledger, newest, now), (each.id for each in orders), day)

    return step(case, Step.ENTRY, change)


def _otherwise(case: Case, order: Order, *, alone: bool) -> Answer:
    """That its page says something else: the order is edited; the checklist waits."""
    t = case.session.language
    words = (
        t.t("no, it says otherwise: edit the order")
        if alone
        else t.t("no, that of {title} says otherwise: edit it", title=order.title)
    )
    return Answer(f"edit-{order.id}", words, lambda: Edit(order.id))
