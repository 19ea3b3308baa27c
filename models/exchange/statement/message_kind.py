"""What a message says happened, by its words; without the word for it, nothing did."""

import re
from datetime import timedelta

import msgspec

from models.exchange.statement import message_words as phrase
from models.exchange.statement.message_amounts import For, SaidAmount
from models.exchange.statement.message_dates import DateRole, past_of
from models.exchange.statement.message_names import Strength
from models.exchange.statement.message_others import is_of_others
from models.exchange.statement.message_parts import MessageParts
from models.exchange.statement.message_sender import Creditor
from models.exchange.statement.message_text import blanked
from models.ledger.notice import Doubt, NoticeKind


class MessageSays(msgspec.Struct, frozen=True):
    """What happened, and the amount of it; or why it is nothing."""

    kind: NoticeKind | None = None
    amount: SaidAmount | None = None
    doubt: Doubt | None = None


NOTHING = MessageSays()
_OWED_FOR_SURE = re.compile("应还|待还|需还|须还|应偿还|逾期|欠款")
_REALLY = re.compile("实|已|仅|只|成功")
"""What says of an amount that it was taken, and not that it was to be."""
_OF_A_PERIOD = re.compile(r"第\d{1,2}(?:/\d{1,2})?期[^,，。;；\d]{0,4}$")
_LENDERS = "还款|还清|应还|待还|账单[^。;；]{0,16}将[^。;；]{0,12}扣"
"""What a lender says of its bills; of any other debit it says less."""
_COMMA = re.compile("[,，。;；!！?？]")
_BESIDE_A_CREDIT_LINE = frozenset({"借呗", "备用金", "信用购", "金条", "借钱", "放心借", "随星借", "小米随星借"})
"""The loans of the apps that have 花呗, 白条, 月付 or 小米分期, too."""
_SIZE_OF_REST = 2
_LATELY = timedelta(35)
_A_REPAYMENT = re.compile("还款|还清|应还|待还|账单")


def given(read: MessageParts, lender: Creditor) -> MessageSays:
    """What the message says."""
    if read.says(phrase.CODE):
        return MessageSays(doubt=Doubt.CODE)
    exact = lender.strength is Strength.CREDIT or lender.strength is Strength.CARD
    if lender.strength is Strength.LOAN or (read.says(phrase.LOAN) and not exact):
        return _of_a_loan(read, lender)
    if read.says(phrase.WITH_CREDIT) and not read.says(_A_REPAYMENT):
        return NOTHING
    if not exact and (read.says(phrase.OTHER_DEBTS) or read.says(phrase.AMONG_PEOPLE)):
        return NOTHING
    for reader in (_failed, _refunded, _repaid, _settled, _scheduled, _bought, _due):
        found = reader(read, lender)
        if found.kind:
            return found
    about = lender.strength is not None or read.says(phrase.CREDIT_TALK)
    return MessageSays(doubt=Doubt.ADVERT if about and read.says(phrase.ADVERT) else None)


def _of_a_loan(read: MessageParts, lender: Creditor) -> MessageSays:
    """A loan by its name beside the credit line that has the same app is shown, and no order; all else is nothing, so
    what a bank lends for a house, a car or studies."""
    owed = _first(read, For.OWED)
    if read.says(phrase.SUCCESS):
        return MessageSays(doubt=Doubt.LOAN)
    beside = lender.product in _BESIDE_A_CREDIT_LINE
    if beside and owed and owed.fen and _OWED_FOR_SURE.search(owed.label):
        return MessageSays(NoticeKind.DUE, owed)
    return MessageSays(doubt=Doubt.LOAN)


def _first(read: MessageParts, *roles: For) -> SaidAmount | None:
    return next((each for role in roles for each in read.amounts if each.role is role), None)


def _bare(read: MessageParts) -> SaidAmount | None:
    """The only amount of which nothing is said."""
    found = [each for each in read.amounts if each.role is None]
    return found[0] if len(found) == 1 else None


def _is_future(amount: SaidAmount, read: MessageParts) -> bool:
    """Whether it is yet to be taken: its own part of the sentence says so before it."""
    part = _COMMA.split(read.text.small[amount.since : amount.start])[-1]
    return phrase.WILL.search(part) is not None


def _repaying(read: MessageParts, lender: Creditor) -> bool:
    """Whether it is about repaying, and not about any other debit."""
    exact = lender.strength is Strength.CREDIT or lender.strength is Strength.CARD
    return exact or re.search(_LENDERS if lender.strength else "还款|还清", read.words) is not None


def _failed(read: MessageParts, lender: Creditor) -> MessageSays:
    """A debit that failed or took a part, unless it is said after that that it succeeded."""
    part = read.says(phrase.PART)
    failures = _found(read.words, phrase.FAILED, phrase.WENT_WRONG)
    less = _took_less(read) or _took_some(read)
    if not _repaying(read, lender) or not (failures or part or less):
        return NOTHING
    if failures and not part:
        later = read.words[failures[-1].end() :]
        if phrase.SUCCESS.search(later) and any(
            each.role is For.PAID and each.start > failures[-1].end() and not _is_future(each, read)
            for each in read.amounts
        ):
            return NOTHING
    should = _first(read, For.SHOULD, For.OWED)
    sent = [each for each in read.amounts if each.role is For.PAID and not _is_future(each, read)]
    taken = next((each for each in sent if _REALLY.search(each.label)), sent[0] if sent else None)
    left = _first(read, For.LEFT)
    rest = bool(taken and left and left.fen and _REALLY.search(taken.label))
    if taken and taken.fen and (part or rest or (should and taken.fen < should.fen and _says_taken(taken))):
        return MessageSays(NoticeKind.PART, taken)
    if part and not (taken and not taken.fen):
        return MessageSays(NoticeKind.PART)
    other = _first(read, For.LEFT, For.SPENT, For.REFUND)
    return MessageSays(NoticeKind.FAILED, should or taken or other or _bare(read))


def _took_less(read: MessageParts) -> bool:
    """Whether two amounts say it: what was to be taken, and what really was."""
    should, taken = _first(read, For.SHOULD, For.OWED), _first(read, For.PAID)
    really = "实|仅|只" if should and should.role is For.OWED else "实|仅|只|已"
    return bool(should and taken and 0 < taken.fen < should.fen and re.search(really, taken.label))


def _took_some(read: MessageParts) -> bool:
    """Whether one amount went through, and another beside it did not."""
    failed = _first(read, For.LEFT)
    taken = any(each.role is For.PAID and each.fen and _REALLY.search(each.label) for each in read.amounts)
    return taken and failed is not None and failed.fen > 0 and re.search("失败|成功", failed.label) is not None


def _says_taken(amount: SaidAmount) -> bool:
    return re.search("实|已|仅|只|成功|还款金额", amount.label) is not None


def _refunded(read: MessageParts, lender: Creditor) -> MessageSays:
    exact = lender.strength is Strength.CREDIT or lender.strength is Strength.CARD
    if not read.says(phrase.REFUND) or not exact or _first(read, For.OWED, For.SHOULD):
        return NOTHING
    arrived = None if re.search("还款|扣款", read.words) else _first(read, For.PAID)
    back = _first(read, For.REFUND) or _bare(read) or arrived
    return MessageSays(NoticeKind.REFUND, back) if back else NOTHING


def _found(words: str, said: re.Pattern[str], in_a_table: re.Pattern[str]) -> list[re.Match[str]]:
    """Where it is said, in order; as the state in a table only where the words are of a repayment or a debit."""
    found = list(said.finditer(words))
    if phrase.A_REPAYMENT.search(words):
        found += in_a_table.finditer(words)
    return sorted(found, key=lambda each: each.start())


def _without_failures(read: MessageParts) -> str:
    return blanked(read.words, [each.span() for each in phrase.FAILED.finditer(read.words)])


def _repaid(read: MessageParts, lender: Creditor) -> MessageSays:
    """Money that was repaid or taken: the word for it, and no amount that is yet to be."""
    if not _repaying(read, lender) or read.says(phrase.SCHEDULED) or is_of_others(read.text.small):
        return NOTHING
    success = _found(_without_failures(read), phrase.SUCCESS, phrase.WENT_WELL)
    if not success and _happened_lately(read):
        success = list(phrase.ON_A_DAY.finditer(_without_failures(read)))
    if not success:
        return NOTHING
    paid = [each for each in read.amounts if each.role is For.PAID and each.fen and not _is_future(each, read)]
    if paid:
        return MessageSays(NoticeKind.REPAID, paid[0])
    owed = _first(read, For.OWED)
    if owed is None and (bare := _bare(read) or _first(read, For.SPENT)) and bare.fen and not _is_future(bare, read):
        return MessageSays(NoticeKind.REPAID, bare)
    if owed is not None and owed.fen and success[-1].end() > owed.start and not _is_future(owed, read):
        return MessageSays(NoticeKind.REPAID, owed)
    if not read.amounts and lender.strength and not read.says(phrase.ADVERT) and not read.says(phrase.TO_PAY):
        return MessageSays(NoticeKind.REPAID)
    return NOTHING


def _happened_lately(read: MessageParts) -> bool:
    """Whether a day is said on which it happened, and that was not long ago."""
    days = (past_of(each, read.today) for each in read.days if each.role is DateRole.HAPPENED)
    return any(day is not None and read.today - day <= _LATELY for day in days)


def _settled(read: MessageParts, lender: Creditor) -> MessageSays:
    """Nothing is left of a bill: said so, or what is owed is nothing."""
    if (lender.strength is None and not _repaying(read, lender)) or is_of_others(read.text.small):
        return NOTHING
    owed = [each for each in read.amounts if each.role is For.OWED]
    if (owed and not owed[0].fen) or (not owed and read.says(phrase.ZERO)):
        return MessageSays(NoticeKind.SETTLED)
    found = phrase.SETTLED.search(read.words)
    if found is None or (owed and owed[-1].start > found.start()) or read.says(phrase.LOAN):
        return NOTHING
    if read.says(phrase.ADVERT) and not owed:
        return NOTHING
    return MessageSays(NoticeKind.SETTLED, owed[0] if owed else None)


def _scheduled(read: MessageParts, lender: Creditor) -> MessageSays:
    if not read.says(phrase.SCHEDULED) or not _repaying(read, lender):
        return NOTHING
    amount = _first(read, For.PAID, For.OWED) or _bare(read) or _first(read, For.SPENT)
    dated = any(each.role in {DateRole.DUE, DateRole.HAPPENED} for each in read.days)
    return MessageSays(NoticeKind.SCHEDULED, amount) if amount or dated else NOTHING


def _bought(read: MessageParts, lender: Creditor) -> MessageSays:
    """A purchase on a credit line; on a card only one that is paid by instalments, all else is its daily use."""
    unpaid = read.says(phrase.UNPAID) or read.says(phrase.OVERDUE)
    if _first(read, For.OWED, For.MINIMUM) or lender.strength is None or unpaid:
        return NOTHING
    periods = phrase.PERIODS.search(read.words)
    per_period, spent = _first(read, For.PER_PERIOD), _first(read, For.SPENT) or _bare(read)
    if per_period and per_period.label.startswith("首期"):
        per_period = None
    if periods and (per_period or spent) and read.says(phrase.ORDERED) and not _offers(read):
        return MessageSays(NoticeKind.ORDER if per_period else NoticeKind.PURCHASE, spent)
    if periods and spent and read.says(phrase.BOUGHT) and not _offers(read):
        return MessageSays(NoticeKind.ORDER if per_period else NoticeKind.PURCHASE, spent)
    line = lender.strength is Strength.CREDIT and not lender.card
    if line and spent and read.says(phrase.BOUGHT) and not read.says(phrase.ADVERT):
        return MessageSays(NoticeKind.PURCHASE, spent)
    return NOTHING


_OFFER = re.compile(r"可(?:办理|申请|享|分|选)|低至|最高|免息券|领|仅需|优惠方案|享\d|活动|立即|推荐|邀请")


def _offers(read: MessageParts) -> bool:
    return read.says(_OFFER)


def _due(read: MessageParts, lender: Creditor) -> MessageSays:
    """A bill: an amount that is owed or will be taken, or at least the day, and no offer."""
    owed = [each for each in read.amounts if each.role is For.OWED and each.fen]
    sure = [each for each in owed if _OWED_FOR_SURE.search(each.label)]
    exact = _repaying(read, lender)
    advert = read.says(phrase.ADVERT)
    if sure and (exact or lender.strength or _is_bill(read)):
        return MessageSays(NoticeKind.DUE, sure[0])
    if read.says(phrase.NO_DEBT) and not read.says(phrase.OF_A_DEBT):
        return NOTHING
    if owed and exact and (not advert or any(each.role is DateRole.DUE for each in read.days)):
        return MessageSays(NoticeKind.DUE, owed[0])
    if not exact or advert:
        return NOTHING
    asks = {For.PAID, For.SHOULD, For.LEFT, None} | ({For.SPENT} if read.says(phrase.UNPAID) else set())
    asked = [each for each in read.amounts if (each.role in asks or _is_a_period(each, read)) and each.fen]
    if asked and read.says(phrase.TO_PAY):
        return MessageSays(NoticeKind.DUE, asked[0])
    lowest = _first(read, For.MINIMUM)
    dated = any(each.role is DateRole.DUE for each in read.days) or read.label
    if read.says(phrase.MOVED):
        return NOTHING
    if lender.strength and read.says(phrase.TO_PAY) and (lowest or dated) and not read.amounts[_SIZE_OF_REST:]:
        return MessageSays(NoticeKind.DUE)
    return NOTHING


def _is_a_period(amount: SaidAmount, read: MessageParts) -> bool:
    """Whether it is that of one instalment by its number, as in 分期第3期203.00元."""
    return _OF_A_PERIOD.search(read.text.small[amount.since : amount.start]) is not None


def _is_bill(read: MessageParts) -> bool:
    """Whether it speaks of a bill, where it names no lender."""
    return re.search("本期|本月|当期|账单|应还|还款", read.words) is not None
