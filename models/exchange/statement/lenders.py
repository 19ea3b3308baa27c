"""Who is repaid, by the names in a statement, and which of their methods its words are."""

import re

import msgspec

from models.values.text import normalise


class Payee(msgspec.Struct, frozen=True):
    """A lender that a text names: the id of its channel; `loan`: what it is where no order is paid with it."""

    channel: str = ""
    loan: str = ""


OTHER_BANK = "bank-card"
"""The channel of the banks that have none of their own."""

_CHANNELS = (
    ("huabei", "花呗"),
    ("jd-baitiao", "白条"),
    ("meituan", "美团月付"),
    ("douyin", "抖音月付|DOU分期"),
    ("xiaomi", "小米分期|小米金融|天星金融|小米消费金融|小米小额贷款|小米小贷"),
    ("cmb", "招商银行|招行"),
    ("ccb", "建设银行|建行|龙卡"),
    ("icbc", "工商银行|工行"),
    ("abc", "农业银行|农行"),
)
_OTHER_BANK = re.compile("[\u4e00-\u9fff]{2,6}银行|农商行|农信社|信用社|[\u4e00-\u9fff]{2,3}信用卡")
_LENDERS = re.compile("|".join(f"(?P<c{index}>{words})" for index, (_, words) in enumerate(_CHANNELS)), re.IGNORECASE)
_LOANS = re.compile(
    "借呗|信用购|备用金|网商贷|网商银行|金条|微粒贷|分付|放心借|美团借钱|生意贷|房贷|车贷|信用贷|消费贷|公积金贷|任性付|任性贷"
    "|度小满|有钱花|360借条|拍拍贷|借钱|借款|贷款"
)
_COMPANY = re.compile("小额贷款(?:股份)?有限(?:责任)?公司")
"""What a lender of credit lines is called as well: its name says nothing of what is repaid."""
_CARD = re.compile("信用卡|贷记卡|龙卡|掌上生活|牡丹卡|金穗卡")
_OWN_BANKS = ("cmb", "ccb", "icbc", "abc", OTHER_BANK)

METHODS: dict[str, frozenset[str]] = {
    "huabei": frozenset({"balance", "debit-card", "yuebao"}),
    "jd-baitiao": frozenset({"balance", "debit-card"}),
    "meituan": frozenset({"balance", "debit-card"}),
    "douyin": frozenset({"balance", "debit-card", "alipay"}),
    "xiaomi": frozenset({"debit-card", "wechat", "alipay", "mi-wallet"}),
    **dict.fromkeys(_OWN_BANKS, frozenset({"debit-card", "bank-transfer"})),
}
"""The methods of a channel that the words of a statement can mean."""

_METHOD_WORDS = (
    ("yuebao", "余额宝"),
    ("bank-transfer", "银联转账|跨行|转账还款|他行"),
    ("debit-card", "储蓄卡|借记卡|一卡通|掌上生活|银行卡|银行|本行"),
    ("mi-wallet", "小米钱包"),
    ("balance", "余额|零钱|小金库|钱包"),
)
_APPS = ("支付宝", "微信", "财付通")
_WALLET = re.compile("余额|零钱|小金库")
_OWN_APP = {"huabei": "alipay", "jd-baitiao": "jd", "meituan": "meituan"}
"""The payment app whose wallet is that of a channel."""
AUTOMATIC = re.compile("自动(?:还款|扣款|扣还|转[账帐])|代扣|约定还款|约定扣款")
"""What says that the institution took it."""


def lender_in(text: str, beside: str = "") -> Payee | None:
    """The first lender that a text names; None where it names none. `beside`: what else is said of it.

    A loan beside a channel, as in `花呗|信用购`, is no loan: the channel has its part. Of a bank a card is repaid, or
    else a loan.
    """
    found = _LENDERS.search(text) or _OTHER_BANK.search(text)
    loan = _LOANS.search(_COMPANY.sub("", text)) or _LOANS.search(_COMPANY.sub("", beside))
    if found is None:
        return Payee(loan=loan[0]) if loan else None
    channel = _CHANNELS[int(found.lastgroup[1:])][0] if found.lastgroup else OTHER_BANK
    if channel in _OWN_BANKS and (loan or not _CARD.search(f"{text} {beside}")):
        return Payee(loan=loan[0] if loan else found[0])
    return Payee(channel)


def others_in(text: str) -> tuple[str, ...]:
    """What else is paid in the same amount, by name: 信用购 in `花呗|信用购`."""
    return tuple(dict.fromkeys(_LOANS.findall(_COMPANY.sub("", text))))


def method_of(channel: str, text: str, app: str = "") -> str:
    """The id of the channel's method that a text means; "" where it means none that is known.

    `app`: the source in which it was paid. A wallet is that app's, and of the channel only where the app is its own.
    """
    words = "".join(normalise(text).split())
    if any(each in words for each in _APPS):
        return ""
    taken = METHODS.get(channel, frozenset())
    found = next((id_ for id_, pattern in _METHOD_WORDS if id_ in taken and re.search(pattern, words)), "")
    if app and app != _OWN_APP.get(channel) and found in {"", "balance"} and _WALLET.search(words):
        return app if app in taken else ""
    return found
