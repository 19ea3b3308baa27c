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
_GOES_THERE = re.compile("(?:向|给|至|到|往|还|为|(?<![如若])您的?|[(（])$")
"""What stands before the name of a bank whose card is repaid by another bank."""
_SET_UP = re.compile(
    r"(?:设置|设定|绑定|签约|添加|登记|关联|开通|授权|委托)(?:好|过|了)?的(?:他行|其他银行)?$|他行信用卡(?:自动)?还款[:：]\s?$"
)
"""What stands before the card of another bank that somebody let a bank's app repay."""
_OPENS = re.compile(r"(?:^|[】:：]|(?:提醒|提示|您好|客户|用户|女士|先生)[,，。!！]?)\s?$")
_ITS_BILL = re.compile(
    r"(?:信用卡|贷记卡)?\s?(?:[(（]?尾号\s?\d{4}[)）]?)?(?:\d{1,2}月|本期|当期|本月)?份?"
    r"(?:账单|应还|待还|欠款|自动还款(?!服务|功能)|还款(?:提醒|日|成功|失败|金额))"
)
"""What says behind a card that opens a sentence that its bill is what that is about."""
_PAYS = re.compile("(?:从|由|用)[^,，。;；向给至到往还为]{0,8}$")
"""What stands before the name of a bank that the money comes from."""
_WITHIN = 16
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
    main = _main_at(read)
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
    return not own and not _goes_there(who, read)


def _goes_there(who: Who, read: MessageParts) -> bool:
    """Whether the money goes to that bank, by the words before its name; or it is for a card of it that is named before
    the amount, as one whose repaying was set up here or whose bill opens the message."""
    small = read.text.small
    before = small[max(0, who.start - _WITHIN) : who.start]
    if _PAYS.search(before):
        return False
    if _GOES_THERE.search(before[-_BEFORE_NAME:]):
        return True
    if who.strength is not Strength.CREDIT or who.end > _main_at(read):
        return False
    return bool(_SET_UP.search(before) or (_OPENS.search(before) and _ITS_BILL.match(small, who.end)))


def _main_at(read: MessageParts) -> int:
    """Where the amount stands that the message is about; its end where it has none."""
    return next((each.start for role in _MAIN for each in read.amounts if each.role is role), len(read.text.small))


def _is_bank(who: Who, channels: Catalogue) -> bool:
    return who.strength in {Strength.COMPANY, Strength.CREDIT} and (bool(who.bank) or _is_card(who, channels))


def _is_card(who: Who, channels: Catalogue) -> bool:
    channel = channels.get(who.channel)
    return bool(channel and channel.card)
