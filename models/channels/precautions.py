"""Precautions as data: what somebody who repays by instalments looks at now and then, and how often."""

from enum import StrEnum

import msgspec

from models.channels.channel import Channel
from models.channels.rules import Switch
from models.values.message import Message, msg


class Of(StrEnum):
    """What a precaution is looked at for."""

    ALL = "all"
    """Once for everything."""
    ACCOUNT = "account"
    """For each account."""
    DEBITED = "debited"
    """For each account from which the institution takes the money itself, or may do so."""


class Every(msgspec.Struct, frozen=True):
    """So many days after it was looked at last; at once where it never was."""

    days: int


class BeforeDue(msgspec.Struct, frozen=True):
    """So many days before each due date of the account on which money is owed."""

    days: int


class AfterDue(msgspec.Struct, frozen=True):
    """So many days after each due date of the account."""

    days: int


When = Every | BeforeDue | AfterDue


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """A precaution: its id, in small letters and hyphens, what to look at, and when."""

    id: str
    words: Message
    when: When
    of: Of = Of.ALL

    def concerns(self, channel: Channel) -> bool:
        """Whether it is looked at for that account."""
        if self.of is Of.DEBITED:
            return channel.auto_debit.default is not Switch.OFF
        return self.of is Of.ACCOUNT


PRECAUTIONS: tuple[Check, ...] = (
    Check(
        id="balance",
        words=msg("the pay account holds enough for all debits of that day"),
        when=BeforeDue(1),
        of=Of.DEBITED,
    ),
    Check(
        id="arrival",
        words=msg("a transfer from another bank takes 1 to 3 days: send it in time"),
        when=BeforeDue(3),
        of=Of.ACCOUNT,
    ),
    Check(
        id="booked",
        words=msg("the app shows the repayment; keep the proof of it"),
        when=AfterDue(1),
        of=Of.ACCOUNT,
    ),
    Check(
        id="phone-number",
        words=msg("the institution has your present phone number, and you read its messages"),
        when=Every(180),
        of=Of.ACCOUNT,
    ),
    Check(
        id="late-cost",
        words=msg("paying late costs interest and the credit record; no number of days is safe"),
        when=Every(180),
    ),
    Check(
        id="early-fee",
        words=msg("ask what settling early costs before you do it"),
        when=Every(180),
    ),
    Check(
        id="returned-goods",
        words=msg("after a return, look whether the instalments still run"),
        when=Every(90),
    ),
    Check(
        id="cannot-pay",
        words=msg(
            "if you cannot pay, call support inside the app before the due day. "
            "Take no new loan, and pay nobody who promises to clean a credit record (征信修复): that is a fraud"
        ),
        when=Every(180),
    ),
    Check(
        id="no-codes",
        words=msg("give no code to anybody and follow no link; support is inside the app alone"),
        when=Every(90),
    ),
    Check(
        id="no-cash-out",
        words=msg("do not turn a credit line into cash (套现)"),
        when=Every(180),
    ),
    Check(
        id="share-of-income",
        words=msg("instalments take under 30% of your income; over 40% is a warning, over 50% an alarm"),
        when=Every(30),
    ),
    Check(
        id="credit-report",
        words=msg("look at your own credit report"),
        when=Every(180),
    ),
)
"""In the order in which they are shown."""
