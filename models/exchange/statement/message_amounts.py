"""The amounts in a message, and what each is of: owed, taken, spent, given back, or nothing that is repaid."""

import re
from enum import StrEnum

import msgspec

from models.exchange.statement.message_text import clause_start
from models.values.money import MAX_AMOUNT, Fen

_NUMBER = re.compile(
    r"(?<![\d.,$a-wyz#])(?<![^\s:]-)(?P<mark>(?:人民币|rmb|cny|cn¥|¥)\s?|(?<=\s)[-+](?=[\d,]{1,9}\.\d\d\D))?(?P<whole>\d{1,3}(?:[,，]\d{3})+|\d{1,9})"
    r"(?:\.(?P<cents>\d{1,2}))?(?![\d%‰]|[.,]\d)\s?(?P<unit>元|圆|块|人民币|rmb|cny)?",
    re.ASCII,
)
_OTHER_MONEY = re.compile(r"(?:美元|美金|港币|港元|日元|欧元|英镑|澳元|外币|usd|us|hkd|jpy|eur|gbp)\s?[:为]?\s?$")
_NO_MONEY = re.compile(
    r"\s?(?:万|亿|千|美元|美金|港|日元|欧元|英镑|澳|usd|hkd|jpy|eur|gbp|期|笔|个|件|位|人|次|年|月|日|号|天|小时|分|折|倍"
    r"|积分|gb|mb|g\b|m\b|kg|ml|度|层|栋|座|[:/+×x*-]\s?\d)"
)
_BEHIND_A_LABEL = re.compile(r"(?:[:为是计约共达款额还]|金额|还款|扣款|扣收|[应实已]扣|人民币)(?:\(元\))?\s?$")


class For(StrEnum):
    """What an amount is of."""

    MINIMUM = "minimum"
    LIMIT = "limit"
    BALANCE = "balance"
    FEE = "fee"
    PER_PERIOD = "per_period"
    SHOULD = "should"
    """What a debit was to take."""
    LEFT = "left"
    OWED = "owed"
    TOTAL = "total"
    """All that is owed, of this bill and of those to come."""
    PAID = "paid"
    """What a debit or a repayment is of, taken or to be taken."""
    SPENT = "spent"
    REFUND = "refund"
    GIFT = "gift"
    """A coupon, a prize, a price in an advert."""
    COMES_IN = "comes_in"
    """Pay, a transfer to oneself."""


_MORE = "(?:款)?(?:总|合计)?(?:金额|总额|数额|额|款|本金|本息)?"
_BEFORE: dict[For, str] = {
    For.MINIMUM: rf"最低(?:应还|还款|还|应缴){_MORE}|最低|最小还款{_MORE}",
    For.LIMIT: r"额度(?:已)?(?:提升|提高|上调|调整|升)?(?:至|到|为)?|(?:最高|最多)?(?:可借|可贷|可用|可提|可享|可领)"
    r"|最高|最多|高达|借款(?:金额)?|贷款(?:金额)?|放款|授信|预借现金|取现",
    For.GIFT: r"优惠|立减|减免|抵扣|红包|满减|满|返现|返还|奖励|补贴|节省|低至|仅需|仅|只需|押金|积分|奖金|抵"
    r"|送|领|价值|门票|原价|现价"
    r"|到手价|秒杀价|特价|起",
    For.BALANCE: r"(?:可用|账户|活期|当前|剩余)?余额(?!不足|宝)|结余|结存",
    For.FEE: r"手续费(?:总计|合计|共计|共)?|服务费|分期费|利息|费用|违约金|滞纳金|罚息|年费|息费|优惠费率",
    For.PER_PERIOD: rf"每期(?:约)?(?:应还|还款|需还|待还|应付|还|付)?{_MORE}|月供|每月(?:应还|还款|需还|还){_MORE}"
    rf"|期\s?[x×*]|首期(?:应还|还款|还)?{_MORE}|分期月付",
    For.SHOULD: r"(?:应|需|待|计划|本应)(?:扣款|扣缴|扣收|扣)(?:金额|总额|额)?",
    For.TOTAL: rf"(?:全部|总|累计|合计全部)(?:待还|未还|欠款|剩余)|(?:总|累计)应还{_MORE}"
    rf"|剩余(?:未还)?本金"
    rf"|未出账(?:单)?{_MORE}|未入账{_MORE}|剩余(?:全部)?待还{_MORE}(?=.{{0,6}}期)",
    For.LEFT: rf"(?:剩余|仍有|尚有|还有|仍需|尚需|还需|尚欠|仍欠|还欠|还差|余下)"
    rf"(?:未还|待还|应还|未扣|需还|还款|欠款|应扣)?{_MORE}"
    rf"|未(?:还|扣){_MORE}|(?<=[,，;；、])(?:失败|未成功|未能成功|不成功)(?:的)?{_MORE}",
    For.OWED: rf"(?:应还|待还|需还|须还|应缴还|应偿还){_MORE}"
    rf"|账单(?:应还)?(?:总)?(?:金额|总额|额)?(?:合计|共计|共|为)?|欠款{_MORE}"
    rf"|逾期(?:未还)?(?:总)?(?:金额|总额|额|款)|逾期(?=\s?$)|全额还款|还款总?额(?!度)|拖欠{_MORE}",
    For.COMES_IN: r"工资|代发|收入|薪资|奖学金|转入|(?<!还款)存入|收款|汇入|充值|转账|报销|收到.{0,8}转|提现|分红|赎回",
    For.REFUND: r"退款(?:总)?(?:金额|额)?|退回|退还|已退|退货(?:金额)?|撤销",
    For.PAID: r"还款收入|(?<=[,，;；、:])成功(?:金额|部分)?(?=[:为]?\s?$)|(?:实际|实|已|成功|自动|仅|只|代)?"
    r"(?:还款|扣款|扣收|扣缴|划扣|扣除|代扣|偿还|缴款|扣|还|入账|到账)(?:了)?(?:成功)?(?:的)?(?:总)?(?:金额|款项)?",
    For.SPENT: r"(?:消费|交易|订单|商品|付款|支付(?![宝】])|下单|购买|分期)(?:总)?(?:金额|总额|总价|本金|价格|价|额)?"
    r"|实付(?:款|金额)?|总价"
    r"|合计|支出|刷卡|本金|申请(?:金额)?",
}
_LABEL = re.compile("|".join(f"(?P<{role}>{words})" for role, words in _BEFORE.items()))
_AFTER = re.compile(
    r"[)\]]?\s?(?:的)?\s?(?:"
    r"(?P<gift>(?:无门槛|立减|话费|现金|还款|支付|免息|优惠|大额|专属)?(?:红包|券|优惠|立减|额度|现金|起|以上|大奖|礼|补贴|抵扣|减)|免息|秒到)"
    r"|(?P<refund>(?:已)?(?:原路|全额|成功)?(?:退款|退回|退还|退至|返还至))"
    r"|(?P<paid>(?:[,，]\s?)?(?:已)?(?:成功)?(?:还款|扣款|入账|到账|还清|扣除|划扣|代扣)(?!日)|用于(?:归还|偿还|还款))"
    r"|(?P<owed>(?:未能|未成功|未扣|待还|未还|应还|需还|到期|尚未还|即将到期|将(?:于|在|从|自动)))"
    r")"
)


class SaidAmount(msgspec.Struct, frozen=True):
    """An amount in fen, where it stands, and what it is of; None where nothing says that. `label`: what said it.

    `since`: where what is said before it begins: behind the amount before it, or with the sentence.
    """

    start: int
    end: int
    fen: Fen
    since: int
    role: For | None
    label: str = ""


def amounts_in(small: str) -> list[SaidAmount]:
    """The amounts of a text of which dates, numbers of orders, cards and links are blank. Only yuan count."""
    found: list[SaidAmount] = []
    for match in _NUMBER.finditer(small):
        start, end = match.span()
        since = max(clause_start(small, start, 36), found[-1].end if found else 0)
        before = small[since:start]
        if not _is_money(match, small, before):
            continue
        fen = _fen(match)
        if fen > MAX_AMOUNT:
            continue
        role, label = _role(before, small[end : end + 16])
        found.append(SaidAmount(start, end, fen, since, role, label))
    return found


def _is_money(match: re.Match[str], small: str, before: str) -> bool:
    if _OTHER_MONEY.search(before[-8:]):
        return False
    if match["unit"]:
        return True
    if _NO_MONEY.match(small[match.end() : match.end() + 6]):
        return False
    if match["mark"]:
        return True
    return (
        bool(_BEHIND_A_LABEL.search(before[-6:]))
        and bool(_LABEL.search(before[-16:]))
        and not small.startswith(("年", "月", "日", "期"), match.end())
    )


def _fen(match: re.Match[str]) -> Fen:
    whole = match["whole"].replace(",", "").replace("，", "")
    return int(whole) * 100 + int((match["cents"] or "0").ljust(2, "0"))


def _role(before: str, after: str) -> tuple[For | None, str]:
    """By the nearest label before it, and by what comes right behind it."""
    label = next(reversed(list(_LABEL.finditer(before))), None)
    behind = _AFTER.match(after)
    said = For(behind.lastgroup) if behind and behind.lastgroup else None
    role = For(label.lastgroup) if label and label.lastgroup else None
    if said is For.GIFT or (said is For.REFUND and role in {None, For.PAID, For.SPENT, For.OWED}):
        return said, behind[0] if behind else ""
    if role is None or (role is For.SPENT and said in {For.PAID, For.OWED}):
        return said, behind[0] if behind and said else ""
    return role, label[0] if label else ""
