"""What the minimum payment of a bill would leave, in a sentence."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from models.bills.bill import Bill, past_due
from models.bills.late_cost import counted
from models.bills.minimum import falls_short, minimum_payment, paid_in_time, rest_unsaid
from models.ledger.repayment import PaidAs, Repayment
from models.plans.annual_cost import percent
from models.values.dates import instant_said
from models.values.message import Message, msg
from models.values.money import parse_amount, yuan
from tui.run.session import Session
from tui.words.styled import Styled


def minimum_said(bill: Bill, session: Session) -> str:
    """What the minimum comes to by the channel's rule, and what it leaves; "" where the rule is not known."""
    t, found = session.language.t, minimum_payment(bill)
    if found is None:
        return ""
    if not found.rest:
        whole = t(
            "Instalments count in full in the minimum, as far as known: it would leave nothing here. "
            "A smaller figure in the app is not this bill."
        )
        return " ".join((whole, *less_said(bill, session)))
    how = session.language.say(counted(bill))
    rest, cost = yuan(found.rest), yuan(found.a_day)
    if not found.to_pay:
        return t(
            "The minimum by the channel's rule, about {amount}, is paid; {rest} is left, about {cost} a day ({how}).",
            amount=yuan(found.amount),
            rest=rest,
            cost=cost,
            how=how,
        )
    said = t(
        "The minimum by the channel's rule: about {amount}. It leaves {rest}, about {cost} a day ({how}).",
        amount=yuan(found.to_pay),
        rest=rest,
        cost=cost,
        how=how,
    )
    return " ".join((said, *_inferred(bill, session), *less_said(bill, session)))


def _inferred(bill: Bill, session: Session) -> Iterator[str]:
    """That a share of it is no rule's, but that of what was paid as the minimum before."""
    rule = bill.channel.minimum
    if rule is not None and rule.inferred and rule.other is not None:
        share = percent(Decimal(rule.other))
        yield session.language.t(
            "No rule says the {share} of what is no instalment: it is what was paid as the minimum before.", share=share
        )


def less_said(bill: Bill, session: Session) -> Iterator[str]:
    """What less than the minimum costs by the channel's rule; nothing where that costs no more."""
    t, late = session.language.t, bill.channel.late
    if Decimal(late.penalty):
        yield t(
            "Paying less than the minimum costs {share} of the missing part, at least {floor}.",
            share=percent(Decimal(late.penalty)),
            floor=yuan(parse_amount(late.penalty_floor)),
        )
    if Decimal(late.extra_rate):
        yield t("Paying less than the minimum costs {rate} more a day.", rate=percent(Decimal(late.extra_rate)))


def below_said(bill: Bill, session: Session) -> Iterator[str]:
    """That less was paid in time than the minimum by the channel's rule: what the app says of it holds all the same."""
    missing = falls_short(bill, 0)
    if missing is not None:
        paid = paid_in_time(bill)
        yield session.language.t(
            "{paid} is less than the minimum by the channel's rule, {minimum}: see that the app takes it for that",
            paid=yuan(paid),
            minimum=yuan(paid + missing),
        )


def too_late_said(bill: Bill, repayment: Repayment, session: Session) -> Iterator[str]:
    """That what was paid as the minimum came too late for that, so that the rest did not go over."""
    if repayment.way is PaidAs.MINIMUM and past_due(bill, repayment.paid_at) and bill.over is None:
        yield session.language.t(
            "Paid after the bill fell due, {due}: as the minimum it came too late, so the rest stays on this bill",
            due=instant_said(bill.due_at, bill.channel.zone),
        )


def rest_asked(bill: Bill, session: Session) -> Iterator[Styled]:
    """That nobody has said yet what became of the rest of a bill of which the minimum may have been repaid."""
    if rest_unsaid(bill, session.now()):
        paid = yuan(bill.paid)
        yield session.language.t("{paid} may be the minimum: c says whether the rest goes over", paid=paid), "warn"


def rest_in_shell(bill: Bill, now: datetime) -> Message | None:
    """The same for the shell, with what to say there; None where it is known."""
    if not rest_unsaid(bill, now):
        return None
    return msg(
        "{paid} may be the minimum: look in the app, then say `fenqi confirm {bill} --minimum`, or `--overdue` "
        "where the rest is overdue",
        paid=yuan(bill.paid),
        bill=bill.id,
    )
