"""Where in the apps the statements are that are read, and whose statement a file may be that is not read."""

import re
from collections.abc import Iterable, Iterator, Mapping

from models.values.message import Words


def _both(zh: str, en: str) -> Words:
    return {"zh_CN": zh, "en": en}


def _at(app: str, way: str) -> Words:
    """The way by the app's own words, as it shows them in any language."""
    return _both(f"{app}「{way}」", f"{app} {way}")


def _of_bank(bank: str) -> Words:
    return _both(f"{bank} App 或网银里的账单明细", f"the details of a bill in the app or online banking of {bank}")


WAYS: Mapping[str, Words] = {
    "alipay": _at("支付宝", "我的 › 账单 › ··· › 开具交易流水证明 › 用于个人对账"),
    "wechat": _at("微信", "我 › 服务 › 钱包 › 账单 › ··· › 下载账单 › 用于个人对账"),
    "jd": _at("京东", "我的 › 我的钱包 › 账单 › ≡ › 账单导出（仅限个人对账）"),
    "meituan": _both("美团的「账单」页", "美团 on its page 账单"),
    "cmb-credit": _both(
        "招商银行「掌上生活 › 金融 › 查账单 › ··· › 账单服务 › 账单补寄」，邮件存为 .eml",
        "招商银行 掌上生活 › 金融 › 查账单 › ··· › 账单服务 › 账单补寄, the mail saved as .eml",
    ),
    "cgb-credit": _of_bank("广发银行"),
    "bocomm-credit": _of_bank("交通银行"),
    "boc-credit": _of_bank("中国银行"),
    "icbc-credit": _of_bank("工商银行"),
}
"""By the ids of the sources. The pages of statements say where each is from."""

_NAMES: Mapping[str, tuple[str, ...]] = {
    "alipay": ("支付宝", "alipay"),
    "wechat": ("微信", "微信支付", "wechat", "weixin"),
    "jd": ("京东", "京东账", "京东交易", "jd", "jingdong"),
    "meituan": ("美团", "美团账", "美团交易", "meituan"),
    "cmb-credit": ("招商银行", "招行", "掌上生活", "cmb"),
    "cgb-credit": ("广发", "广发银行", "广发信用卡", "cgb"),
    "bocomm-credit": ("交通银行", "交行", "bocomm", "bocom"),
    "boc-credit": ("中国银行", "中行", "boc"),
    "icbc-credit": ("工商银行", "工行", "icbc"),
}
"""What the file of a source may be called, or have in it."""
_ENCODINGS = ("utf-8", "gbk", "utf-16-le", "utf-16-be")
_LONG = 3
"""So many Chinese letters are looked for in a file; fewer may be there by chance."""


def _listed(ids: Iterable[str]) -> Words:
    ways = [WAYS[each] for each in ids]
    return _both("；".join(way["zh_CN"] for way in ways), "; ".join(way["en"] for way in ways))


_BANKS = _both(
    "广发、交通、中国、工商银行信用卡：银行 App 或网银里的账单明细",
    "cards of 广发 交行 中行 工行: the details of a bill in the bank's app or online banking",
)
_KNOWN = _listed(("alipay", "wechat", "jd", "meituan", "cmb-credit"))
EVERYWHERE: Words = {
    language: f"{_KNOWN[language]}{mark}{_BANKS[language]}" for language, mark in _both("；", "; ").items()
}
"""All of them."""
BRIEFLY = _both(
    "支付宝「我的 › 账单 › ··· › 开具交易流水证明」；微信「我 › 服务 › 钱包 › 账单 › ··· › 下载账单」；"
    "京东「我的 › 我的钱包 › 账单 › 账单导出」；美团「账单」；招行「掌上生活 › 查账单 › 账单补寄」存为 .eml；"
    "别的银行：App 或网银的账单明细",
    "支付宝 我的 › 账单 › ··· › 开具交易流水证明; 微信 我 › 服务 › 钱包 › 账单 › ··· › 下载账单; "
    "京东 我的 › 我的钱包 › 账单 › 账单导出; 美团 账单; 招行 掌上生活 › 查账单 › 账单补寄, as .eml; "
    "other banks: bill details in the app or online",
)
"""The same as one sentence has room for; `fenqi reconcile --help` has each step."""
OF_PACKED = _listed(("alipay", "wechat"))
"""Those who hand out packed files that are locked."""


def way_to(source: str) -> Words:
    """Where the statements of that source are; of one that is not known, where all are."""
    return WAYS.get(source, BRIEFLY)


def whose(name: str, data: bytes = b"") -> str:
    """Whose statement a file of that name and with these bytes may be, by its source's id; "" where nothing says it."""
    called = next((each for each, names in _NAMES.items() if any(_is_in(said, name.lower()) for said in names)), "")
    return called or min(_first_names(data), default=(0, ""))[1]


def _is_in(said: str, name: str) -> bool:
    return bool(re.search(rf"(?<![a-z]){re.escape(said)}(?![a-z])", name)) if said.isascii() else said in name


def _first_names(data: bytes) -> Iterator[tuple[int, str]]:
    """Where in a file each source is named first: its title is before what it lists."""
    for source, names in _NAMES.items():
        for said in (each for each in names if not each.isascii() and len(each) >= _LONG):
            for encoding in _ENCODINGS:
                at = data.find(said.encode(encoding))
                if at >= 0:
                    yield at, source
