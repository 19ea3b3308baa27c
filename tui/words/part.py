"""What is said of paying only a part of a bill: what stays owed, and what that costs."""

from collections.abc import Iterator

from models.bills.bill import Bill, past_due
from models.bills.late_cost import counted, for_less
from models.bills.late_interest import cost_a_day, left_bearing
from models.values.message import Words
from models.values.money import Fen, yuan
from tui.run.session import Session
from tui.words.minimum import less_said, minimum_said
from tui.words.styled import Styled


def rest_said(bill: Bill, pay: Fen, session: Session) -> tuple[Styled, ...]:
    """Where `pay` is not all: what stays owed, and what that costs a day."""
    rest = bill.outstanding - pay
    if rest <= 0:
        return ()
    text = session.language.t(
        "A part payment: {rest} stays owed and costs {cost} a day after the due date ({how}).",
        rest=yuan(rest),
        cost=_about(cost_a_day(left_bearing(bill, pay), bill.channel)),
        how=session.language.say(counted(bill)),
    )
    return ((text, "warn"), *((said, "warn") for said in _for_less(bill, pay, session)))


def _for_less(bill: Bill, pay: Fen, session: Session) -> Iterator[str]:
    """What is charged on top where that is less than the minimum; of a bill that is overdue its lateness says it."""
    if past_due(bill, session.now()):
        return
    t, cost = session.language.t, for_less(bill, pay)
    if cost.penalty:
        yield t("That is less than the minimum: about {amount} is charged for it.", amount=yuan(cost.penalty))
    if cost.unknown:
        yield t("The minimum is not known here: if that is less, more is charged.")
    if cost.extra:
        yield t("That is less than the minimum: it costs about {amount} more a day.", amount=yuan(cost.extra))


def _about(cost: Fen) -> Words:
    """What something costs, as far as an estimate can say it: half a fen a day is little, and not nothing."""
    if cost:
        return {"en": f"about {yuan(cost)}", "zh_CN": f"约 {yuan(cost)}"}
    return {"en": f"less than {yuan(1)}", "zh_CN": f"不到 {yuan(1)}"}


def part_said(bill: Bill, session: Session) -> tuple[Styled, ...]:
    """Before a part is named: that it is one, what the rest costs, and the minimum."""
    t = session.language
    cost, how = yuan(cost_a_day(100_00, bill.channel)), t.say(counted(bill))
    minimum = minimum_said(bill, session) or " ".join(less_said(bill, session))
    words = t.words(bill.channel.minimum.words) if bill.channel.minimum else ""
    named = t.t("This is a part payment, not the bill: the rest of {owed} stays owed.", owed=yuan(bill.outstanding))
    price = t.t("After the due date every ¥100.00 of the rest costs about {cost} a day ({how}).", cost=cost, how=how)
    return (
        (named, "warn"),
        (price, "warn"),
        *(((minimum, "warn"),) if minimum else ()),
        *(((t.t("The minimum payment: {words}", words=words), "dim"),) if words else ()),
    )
