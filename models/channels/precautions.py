"""Precautions as data: what somebody who repays by instalments looks at now and then, and what that protects from."""

from enum import StrEnum

import msgspec

from models.channels.channel import Channel
from models.channels.rules import Switch
from models.values.message import Message, msg


class Of(StrEnum):
    """What a precaution is looked at for."""

    ALL = "all"
    """Once for everything."""
    INSTITUTION = "institution"
    """For each institution, of whose accounts the one that is known longest stands for it."""
    DEBITED = "debited"
    """For each account of which the institution takes the money itself, or may do so, or was said not to."""
    REFUND = "refund"
    """For each order of which something was refunded."""


class Every(msgspec.Struct, frozen=True):
    """So many days after it was looked at last; at once where it never was."""

    days: int


class Once(msgspec.Struct, frozen=True):
    """At once, and never again after it was looked at."""


class AfterRefund(msgspec.Struct, frozen=True):
    """So many days after each refund, once."""

    days: int


When = Every | Once | AfterRefund


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """A precaution: its id, in small letters and hyphens, what to look at, what that protects from, and when.

    `name` is what to look at in a few words.
    """

    id: str
    name: Message
    words: Message
    protects: Message
    when: When
    of: Of = Of.ALL

    def concerns(self, channel: Channel) -> bool:
        """Whether there is something to look at with an account of its kind, as the account has it."""
        return self.of is not Of.DEBITED or channel.said or channel.auto_debit.default is not Switch.OFF


PHONE_NUMBER = Check(
    id="phone-number",
    name=msg("your phone number"),
    words=msg("the institution has your present phone number, and you read its messages"),
    protects=msg("it warns by message when a debit fails or somebody signs in: an old number warns a stranger"),
    when=Every(180),
    of=Of.INSTITUTION,
)
AUTO_DEBIT_AS_HERE = Check(
    id="auto-debit",
    name=msg("auto-debit"),
    words=msg("its app shows auto-debit as it is here: on or off, the whole bill or not, the pay account"),
    protects=msg(
        "one that is not as here leaves a bill open, or takes again what you repaid by hand, and says nothing"
    ),
    when=Every(90),
    of=Of.DEBITED,
)
SUPPORT = Check(
    id="support",
    name=msg("the way to support"),
    words=msg("you know the way to support inside its app"),
    protects=msg("if you need help, ask there, not at a number from a message or a search: frauds answer those"),
    when=Once(),
    of=Of.INSTITUTION,
)
CREDIT_REPORT = Check(
    id="credit-report",
    name=msg("your credit report"),
    words=msg("look at your own credit report"),
    protects=msg(
        "it shows what lenders see; whoever reported a mistake corrects it free of charge; "
        "anyone who sells 征信修复 is a fraud"
    ),
    when=Every(365),
)
NO_LINKS = Check(
    id="no-links",
    name=msg("links for repaying"),
    words=msg("you keep no link for repaying: no bookmark, no old message"),
    protects=msg("a link may lead to a copy of the app that takes your money: open the app yourself"),
    when=Every(180),
)
REFUND_WAIT = 15
"""Days after a refund on which it should have arrived."""
REFUND_ARRIVED = Check(
    id="refund-arrived",
    name=msg("the refund"),
    words=msg("the refund arrived, and the bills are lower by it"),
    protects=msg("a refund that got lost leaves you paying for goods that you gave back"),
    when=AfterRefund(REFUND_WAIT),
    of=Of.REFUND,
)

PRECAUTIONS: tuple[Check, ...] = (
    CREDIT_REPORT,
    NO_LINKS,
    PHONE_NUMBER,
    AUTO_DEBIT_AS_HERE,
    SUPPORT,
    REFUND_ARRIVED,
)
"""In the order in which they are shown."""
