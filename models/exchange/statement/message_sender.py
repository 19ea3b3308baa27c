"""Whom a message is about: the lender that is repaid, and the hosts that are the sender's."""

import re
from collections.abc import Sequence

import msgspec

from models.channels.builtin import GENERIC
from models.channels.channel import Catalogue
from models.exchange.statement.message_amounts import For
from models.exchange.statement.message_names import Strength, Who
from models.exchange.statement.message_parts import MessageParts

_BEFORE_NAME = 4
_GOES_THERE = re.compile("(?:向|给|至|到|往|还|为|您的?|[(（])$")
"""What stands before the name of a bank whose card is repaid by another bank."""
_MAIN = (For.OWED, For.PAID, For.SHOULD, For.REFUND, For.SPENT, For.LEFT)


class Creditor(msgspec.Struct, frozen=True, kw_only=True):
    """Who is repaid: `channel` "" where that is not said, or a loan, whose name is the `product`.

    `strength`: how much the message says of it. `card`: it is, or may be, a credit card. `official`: the domains of the
    institutions that the message names.
    """

    channel: str = ""
    bank: str = ""
    product: str = ""
    strength: Strength | None = None
    card: bool = False
    official: frozenset[str] = frozenset()


def creditor_of(read: MessageParts, channels: Catalogue) -> Creditor:
    """By the name of what is repaid, the nearest before the amount; else by who sent it."""
    signs = [each for each in read.who if read.in_a_sign(each.start)]
    body = [
        each for each in read.who if not read.in_a_sign(each.start) and not _other_bank(each, signs, read, channels)
    ]
    who = _chosen(signs, body, read, channels)
    has_card = any(each.strength is Strength.CARD for each in read.who)
    whose = _senders(signs, who) or read.who
    official = read.names.official(whose, read.text.small)
    if who is None:
        return Creditor(strength=Strength.CARD if has_card else None, card=has_card, official=official)
    channel = channels.get(who.channel)
    card = has_card or bool(channel and channel.card)
    strength = who.strength
    if strength is Strength.COMPANY and has_card and channel and channel.card:
        strength = Strength.CREDIT
    return Creditor(
        channel=who.channel, bank=who.bank, product=who.product, strength=strength, card=card, official=official
    )


def _senders(signs: Sequence[Who], who: Who | None) -> list[Who]:
    """Who signed, and whom it is about."""
    return [*signs, who] if signs and who else list(signs)


def _chosen(signs: list[Who], body: list[Who], read: MessageParts, channels: Catalogue) -> Who | None:
    main = next((each.start for role in _MAIN for each in read.amounts if each.role is role), len(read.text.small))
    for names in (body, signs):
        exact = [each for each in names if each.strength >= Strength.CREDIT]
        if exact:
            return next((each for each in reversed(exact) if each.end <= main), exact[0])
    companies = [each for each in (*body, *signs) if each.strength is Strength.COMPANY and each.channel]
    banks = [each for each in companies if each.channel == GENERIC or _is_card(each, channels)]
    if any(each.strength is Strength.CARD for each in (*body, *signs)):
        return banks[0] if banks else None
    others = [each for each in (*signs, *body) if each.strength is Strength.COMPANY and each.channel]
    return others[0] if others else None


def _other_bank(who: Who, signs: Sequence[Who], read: MessageParts, channels: Catalogue) -> bool:
    """Whether it is a bank that another bank names by the way: what that asks for is its own, unless it says that the
    money goes to the other one."""
    signed = [each for each in signs if _is_bank(each, channels)]
    if not signed or not _is_bank(who, channels):
        return False
    own = any((each.channel, each.bank[:1]) == (who.channel, who.bank[:1]) for each in signed)  # 中行 is 中国银行
    return not own and _GOES_THERE.search(read.text.small, max(0, who.start - _BEFORE_NAME), who.start) is None


def _is_bank(who: Who, channels: Catalogue) -> bool:
    return who.strength in {Strength.COMPANY, Strength.CREDIT} and (bool(who.bank) or _is_card(who, channels))


def _is_card(who: Who, channels: Catalogue) -> bool:
    channel = channels.get(who.channel)
    return bool(channel and channel.card)
