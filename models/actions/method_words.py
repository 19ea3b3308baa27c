"""What of the words of a payment's method is kept: banks, wallets and kinds of cards that are known by name, and the
last four digits. Whatever else stands there may be somebody's name: `亲情卡(张三)`, `张三的招商银行储蓄卡(1234)`.
"""

import re

from models.values.text import normalise

_BANKS = (
    "中国邮政储蓄银行|邮政储蓄银行|邮储银行|邮储|中国工商银行|工商银行|工行|中国农业银行|农业银行|农行|中国建设银行|建设银行|建行"
    "|中国银行|中行|招商银行|招行|交通银行|交行|中信银行|中国光大银行|光大银行|中国民生银行|民生银行|平安银行|上海浦东发展银行"
    "|浦发银行|兴业银行|华夏银行|广发银行|浙商银行|渤海银行|恒丰银行|徽商银行|齐鲁银行|盛京银行|锦州银行|微众银行|网商银行|百信银行"
    "|众邦银行|亿联银行|新网银行|苏宁银行|苏商银行|富民银行|三湘银行|汇丰银行|渣打银行|花旗银行|东亚银行|恒生银行"
)
_CITIES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃"
    "|青海|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|石家庄|太原|沈阳|大连|长春|哈尔滨|南京|苏州|无锡|杭州|宁波|温州|合肥|福州|厦门|泉州|南昌"
    "|九江|济南|青岛|烟台|郑州|中原|洛阳|武汉|汉口|长沙|广州|深圳|珠海|东莞|佛山|顺德|南宁|桂林|海口|成都|贵阳|昆明|西安|长安|兰州|西宁|银川|乌鲁木齐"
)
_OF_A_CITY = "农村|农商|商业|联合|城市|发展|村镇|股份|合作|信用|省|市"
_LOCAL = f"(?:{_CITIES})(?:市|省)?(?:{_OF_A_CITY}){{0,4}}(?:银行|信用社|联社|农信)"
_CARDS = "储蓄卡|借记卡|信用卡|贷记卡|银行卡|一卡通|龙卡|牡丹卡|金穗卡|本行卡|他行卡|网银|本行|他行"
_WALLETS = (
    "余额宝|账户余额|可用余额|钱包余额|余额|零钱通|零钱|小金库|小荷包|余利宝|小米钱包|钱包|云闪付|数字人民币|微信支付|微信|支付宝|财付通"
    "|京东支付|美团支付|抖音支付|抖音零钱|银联转账|银联|跨行转账|转账|汇款|现金|柜台|红包|优惠券|积分|礼品卡|京东E卡|超市卡|购物卡"
    "|花呗|白条|月付|亲情卡|亲属卡|亲密付|快捷支付|手机银行|网上银行|掌上生活"
)
_LAST4 = r"\(?(?:尾号)?[*·. ]{0,8}(?P<last4>(?<!\d)\d{4}(?!\d))\)?"
_KNOWN = re.compile(f"{_LAST4}|(?P<between>[&+,、/;])|{_BANKS}|{_LOCAL}|{_CARDS}|{_WALLETS}|银行|信用社", re.ASCII)


def method_words(text: str) -> str:
    """The words of a method without what may be the name of a person; "" where nothing of them is known."""
    found = [_as_kept(each) for each in _KNOWN.finditer(normalise(text))]
    words = [each for at, each in enumerate(found) if each != "&" or (0 < at < len(found) - 1 and found[at - 1] != "&")]
    return "".join(words)


def _as_kept(found: re.Match[str]) -> str:
    if found["last4"]:
        return f"({found['last4']})"
    return "&" if found["between"] else found[0]
