"""What an order comes to while it is being entered: its schedule, or what is still missing."""

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from models.bills.derive import derive
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.channels.rate_lines import RateLine, rate_line
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.plans.annual_cost import dated_cost
from models.plans.plan import fee_known
from models.values.money import yuan
from tui.run.language import Language
from tui.terminal.cells import Cells, columns, wrap
from tui.words.cost import apart, fees_said, really
from tui.words.in_every_row import in_every_row
from tui.words.most_periods import too_many
from tui.words.split_said import split_said
from tui.words.yearly import stated_said


def ruled(due: str, t: Language, width: int) -> list[Cells]:
    """The first due date that the channel's rule gives; nothing where it gives none ("")."""
    if not due:
        return []
    return [((part, "accent"),) for part in wrap(t.t("{due} first due by rule", due=due), width, indent=2)]


def missing(labels: Sequence[str], t: Language, width: int) -> list[Cells]:
    """The fields without which there is no schedule yet."""
    here = wrap(t.t("The schedule appears here."), width)
    return [((part, "dim"),) for part in (*here, *(f"· {label}" for label in labels))]


def schedule(order: Order, channels: Catalogue, day: date, t: Language, width: int) -> list[Cells]:
    """What the order comes to, as of `day`; a line has principal and fee where these are not the same in every one, and
    it is wide enough for them."""
    rows = derive(Ledger(orders={order.id: order}), channels).schedules[order.id]
    channel = channel_of(channels, order.account_id)
    above = rate_line(channel, order.lent_on)
    long = too_many(order.plan.periods, channel, t)
    lines: list[Cells] = [
        *_price(order, [row.due for row in rows], above, t, width),
        *(((part, "warn"),) for part in wrap(long, width, indent=2) if long),
        ((f"{t.t('total')} {yuan(sum(row.amount for row in rows))}", "bold"),),
    ]
    figures = [
        [str(row.number), row.due.isoformat(), *apart(order.plan, row.principal, row.fee), yuan(row.amount)]
        for row in rows
    ]
    table = columns(figures, frozenset({0, 2, 3, 4}))
    if in_every_row([fee for *_, fee, _ in figures]) or any(cell_len(text) > width for text in table):
        table = columns([[number, due, amount] for number, due, _, _, amount in figures], frozenset({0, 2}), gap=1)
    for row, text in zip(rows, table, strict=True):
        past = row.due < day and not row.paid
        lines.append(((text, "good" if row.paid else "warn" if past else ""),))
    return lines


def _price(order: Order, dues: Sequence[date], line: RateLine, t: Language, width: int) -> list[Cells]:
    """What it costs without fees, the fees and what they come to a year; that they are not known."""
    plan = order.plan
    if not fee_known(plan):
        return [((part, "warn"),) for part in wrap(fees_said(plan, t), width)]
    cost = dated_cost(plan, order.lent_on, tuple(dues))
    stated, _ = stated_said(order, cost, t)
    price = f"{t.t('price')} {yuan(plan.principal)}"
    said = (price, fees_said(plan, t), really(plan, cost, line, t), stated, split_said(plan, t))
    return [((part, ""),) for text in said if text for part in wrap(text, width, indent=2)]


def bought_day(order: Order) -> str:
    """The day of the purchase."""
    return order.bought_at.date().isoformat()


def alike(like: Order, language: Language, width: int) -> list[Cells]:
    """That an order that is there is perhaps the same purchase."""
    said = language.t("perhaps the same as {title}, bought {day}", title=like.title, day=bought_day(like))
    return [((part, "warn"),) for part in wrap(said, width)]
