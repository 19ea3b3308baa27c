"""A message taken apart: its links, dates, cards and amounts, who it names, and the words that are left."""

import re
from bisect import bisect_right
from datetime import date

import msgspec

from models.channels.channel import Catalogue
from models.exchange.statement import message_words as phrase
from models.exchange.statement.message_amounts import SaidAmount, amounts_in
from models.exchange.statement.message_dates import SaidDay, days_in, month_of
from models.exchange.statement.message_links import FoundLink, links_in
from models.exchange.statement.message_names import Naming, Who, naming
from models.exchange.statement.message_text import MessageText, blanked


class MessageParts(msgspec.Struct, frozen=True, kw_only=True):
    """The parts of a message. `words` is its text without links and without what is only a condition.

    `rest` is without links, dates, numbers and amounts. `cards`: where the last digits of a card stand. `signs`: where
    the names of senders stand.
    """

    text: MessageText
    words: str
    rest: str
    today: date
    names: Naming
    links: tuple[FoundLink, ...]
    who: tuple[Who, ...]
    signs: tuple[tuple[int, int], ...]
    cards: tuple[tuple[int, str], ...]
    days: tuple[SaidDay, ...]
    label: date | None
    amounts: tuple[SaidAmount, ...]
    order_no: str

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Whether the words have it."""
        return pattern.search(self.words) is not None

    def in_a_sign(self, at: int) -> bool:
        """Whether that place is in the name of a sender."""
        before = bisect_right(self.signs, (at, len(self.text.small)))
        return before > 0 and at < self.signs[before - 1][1]


def parts_of(text: MessageText, today: date, channels: Catalogue) -> MessageParts:
    """Take a message apart; what was read as one thing is not read as another."""
    names = naming(channels)
    links = tuple(links_in(text.small))
    linkless = blanked(text.small, [(each.start, each.end) for each in links])
    who = names.found(linkless)
    order = phrase.ORDER_NO.search(linkless)
    rest = linkless
    for pattern in (phrase.ORDER_NO, phrase.LONG_NUMBER):
        rest = blanked(rest, [_number(each) for each in pattern.finditer(rest)])
    cards, rest = _cards(rest, has_card=any(text.small.find(each) >= 0 for each in ("信用卡", "贷记卡", "龙卡")))
    days = days_in(rest)
    rest = blanked(rest, [(each.start, each.end) for each in days])
    rest = blanked(rest, [each.span() for each in phrase.CLOCK.finditer(rest)])
    label, where = month_of(rest, today)
    if where:
        rest = blanked(rest, [where])
    whole = re.sub(r"(?<=\d)[,，](?=\d{3})", "_", linkless)  # a comma that parts no sentence
    words = blanked(whole, [each.span() for each in phrase.CONDITION.finditer(whole)])
    amounts = amounts_in(rest)
    return MessageParts(
        text=text,
        words=words,
        rest=blanked(rest, [(each.start, each.end) for each in amounts]),
        today=today,
        names=names,
        links=links,
        who=who,
        signs=tuple(each.span() for each in phrase.SIGN.finditer(linkless)),
        cards=cards,
        days=tuple(days),
        label=label,
        amounts=tuple(amounts),
        order_no=text.stated[slice(*order.span("number"))] if order else "",
    )


def _number(match: re.Match[str]) -> tuple[int, int]:
    return match.span("number") if "number" in match.re.groupindex else match.span()


def _cards(small: str, *, has_card: bool) -> tuple[tuple[tuple[int, str], ...], str]:
    """The last digits of credit cards, and the text without the digits of any card or account.

    Those of a telephone or of an account that is paid from are none.
    """
    found: list[tuple[int, str]] = []
    spans: list[tuple[int, int]] = []
    for match in phrase.TAIL.finditer(small):
        name = match.lastgroup or "a"
        start, end = match.span(name)
        spans.append((start, end))
        before, after = small[max(0, match.start() - 8) : match.start()], small[end : end + 10]
        if name != "c" and not _is_card(before, after, has_card=has_card):
            continue
        found.append((start, match[name]))
    return tuple(found), blanked(small, spans)


def _is_card(before: str, after: str, *, has_card: bool) -> bool:
    """By what stands behind the digits, else by what stands before them, else by what else the message says."""
    adjoining = re.split("[,，。;；]", after)[0]
    card, other = phrase.IS_A_CARD.search(adjoining), phrase.NOT_A_CARD.search(adjoining)
    if other and (not card or other.start() < card.start()):
        return False
    if card:
        return True
    close = re.split("[,，。;；]", before)[-1]
    if phrase.NOT_A_CARD.search(close):
        return False
    return phrase.IS_A_CARD.search(close) is not None or has_card
