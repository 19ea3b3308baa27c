"""What somebody answers of an import: which orders are others after all, and which past periods are repaid."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec
from msgspec.structs import replace

from models.actions.entering import Past, Repaid, asked, entered, with_past
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.exchange.import_plan import ImportPlan, Perhaps
from models.exchange.periods import NUMBERS, parse_periods_repaid
from models.ledger.order import Order
from models.values.identity import key_of
from models.values.message import Problem
from models.values.text import clean

_SAID = {
    **{each.value: each for each in Past},
    **dict.fromkeys(("all", "全部", "全部已还", "已还", "都还了"), Past.REPAID),
    **dict.fromkeys(("none", "没有", "都没有", "未还", "都没还"), Past.UNPAID),
}


class Answers(msgspec.Struct, frozen=True):
    """`another`: the rows whose orders are others than those that they are like; None for all of them. `past`: what is
    repaid of an order's past, by its id; under "" what is repaid of every other order's.
    """

    another: frozenset[int] | None = frozenset()
    past: Mapping[str, Repaid] = {}


def answered(plan: ImportPlan, answers: Answers, held: Catalogue, now: datetime) -> ImportPlan:
    """The import with what was answered of it, and what is still asked; its orders are entered now.

    Problem where a row was not asked about, or an order has fewer past periods than were repaid.
    """
    if plan.whole is not None:
        return plan
    taken: list[Perhaps] = []
    perhaps: list[Perhaps] = []
    for each in plan.perhaps:
        is_other = answers.another is None or each.row in answers.another
        (taken if is_other else perhaps).append(each)
    for row in sorted((answers.another or frozenset()) - {each.row for each in taken}):
        raise Problem("row {row} is not perhaps an order that is there already", field="another", row=row)
    new, questions = [], {}
    for order in (*plan.new, *(each.order for each in taken)):
        channel = channel_of(held, order.account_id)
        # A file that counts what is repaid was often counted by a program: that says nothing of the periods after it.
        one = order if order.paid_periods is not None else entered(order, channel, now)
        past = answers.past.get(one.id, answers.past.get(""))
        if past is not None:
            one = with_past(one, channel, past)
        elif numbers := asked(one, channel):
            questions[one.id] = numbers
        new.append(one)
    return replace(plan, new=tuple(new), perhaps=tuple(perhaps), questions=questions)


def parse_past(text: str) -> Repaid:
    """`repaid` or `all`, `unpaid` or `none`, or the periods that are repaid, see `parse_periods_repaid`."""
    given = key_of(text)
    if given in _SAID:
        return _SAID[given]
    if not NUMBERS.fullmatch(given):
        raise Problem(
            "{text} is neither `repaid` (or `all`) nor `unpaid` (or `none`) nor periods like `2` (the first 2), `1,3` "
            "or `1-2,4`",
            field="past",
            text=clean(text, 40),
        )
    return parse_periods_repaid(text)


def past_of(texts: Iterable[str], plan: ImportPlan) -> dict[str, Repaid]:
    """What each of `texts` says of the past: of all orders, or behind `ORDER=` of one, by its id or its number."""
    found: dict[str, Repaid] = {}
    for text in texts:
        name, is_of_one, said = text.rpartition("=")
        found[_named(name, plan).id if is_of_one else ""] = parse_past(said)
    return found


def _named(name: str, plan: ImportPlan) -> Order:
    sought = key_of(name)
    orders = (*plan.new, *(each.order for each in plan.perhaps))
    order = next((each for each in orders if sought and sought in {each.id, key_of(each.order_no)}), None)
    if order is None:
        raise Problem("no new order of the file has the id or the number {order}", field="past", order=clean(name, 80))
    return order
