"""English notices of cards and credit lines, put into the words of Chinese ones, which the reader knows.

Only what such a notice says in fixed words is put so: what stands in others is read as nothing.
"""

import re

from models.exchange.statement.english_months import MONTH, month_number

_ABOUT = re.compile(r"credit card|\bhuabei\b|\bbaitiao\b|pay later", re.IGNORECASE)
"""What an English text has to name, or it is about other money."""
_NOT_THEIRS = re.compile(
    r"\b(?:friend|family member|someone|on behalf of|loan|apply now|offer|eligible|pre-?approved|cash ?back|win|prize"
    r"|limit (?:increase|raise)|verification code|purchase|merchant|refund|usd|hkd|eur|gbp|jpy|us\$"
    r"|(?:with|by|using|via|from) (?:(?:your|the|an?) )?(?:\w+ )?credit card)(?!\w)",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\b(?:bank of (?:america|ireland|scotland|montreal|queensland)|boa|bofa|(?:jp ?morgan )?chase|citi(?:bank|group)?"
    r"|wells fargo|capital one|hsbc|barclay(?:s|card)|american express|amex|discover card|lloyds|santander|natwest"
    r"|u\.?s\.? bank|pnc|synchrony|standard chartered|dbs|ocbc|uob|anz|westpac|commbank|monzo|revolut|paypal|klarna"
    r"|afterpay|affirm|apple card)\b|[$€£₹]\s?\d|\d\s?[$€£₹]",
    re.IGNORECASE,
)
"""Institutions of other countries and their money: what they write is about no bill here."""
_OURS = re.compile(
    r"alipay|\bant\b|\bjd\b|jingdong|baitiao|huabei|meituan|douyin|wechat|tenpay|xiaomi|\bmi\b|\bboc\b|china"
    r"|citic|spdb|\bping ?an\b|\bcib\b|\bpsbc\b|minsheng|everbright|hua ?xia",
    re.IGNORECASE,
)
"""Who of this country signs in English, but for those whose names are put into Chinese."""
_SIGNED = re.compile(r"\s*[\[【]([^\[\]【】]{1,24})[\]】]")
_HAN = re.compile("[\u4e00-\u9fff]")
_SIGN = re.compile(r"【[^【】]{1,24}】")
_LINK = re.compile(r"(\S*[A-Za-z0-9]\.[A-Za-z]\S*|\S*://\S*)")
_END = r"(?:(?!\.(?:\s|$))[^,;!?]){0,120}"
_YEAR = r"(?:,?\s+(?P<year>20\d\d))?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATES = tuple(
    re.compile(rf"\b{each}{_YEAR}(?![\w])", re.IGNORECASE) for each in (rf"{MONTH}\s+{_DAY}", rf"{_DAY}\s+{MONTH}")
)
_OF_MONTH = re.compile(rf"\b(?:bill|statement) (?:for|of) {MONTH}{_YEAR}(?![\w.]|,?\s+\d)", re.IGNORECASE)
_DONE = r"(?:received|posted|credited|processed|completed|made|settled|deducted|debited|collected|paid)"
_BE = r"(?:has been|have been|was|were|is)"
_WORDS: tuple[tuple[str, str], ...] = (
    (rf"\b(?:if|once|when|after|unless|until|in case|to avoid|otherwise|whether|confirm|verify|check)\b{_END}", " "),
    (rf"\byou (?:have|had) (?:already )?(?:paid|repaid)\b{_END}\bignore\b{_END}", " "),
    (r"\b(?:agricultural bank of china)\b", "农业银行"),
    (r"\b(?:industrial and commercial bank of china|icbc)\b", "工商银行"),
    (r"\b(?:china merchants bank|cmb)\b", "招商银行"),
    (r"\b(?:china construction bank|ccb)\b", "建设银行"),
    (r"\b(?:bank of communications|bocom)\b", "交通银行"),
    (r"\b(?:china guangfa bank|cgb)\b", "广发银行"),
    (r"\b(?:ant |alipay )?huabei\b", "花呗"),
    (r"\b(?:jd )?baitiao\b", "白条"),
    (r"\bdouyin pay later\b", "抖音月付"),
    (r"\bmeituan pay later\b", "美团月付"),
    (r"\b(?:credit )?card\s+(?:ending|ended)(?:\s+(?:in|with))?\s*[:*x]*\s*(?=\d{4}\b)", "信用卡尾号"),
    (r"\bcredit card(?:\s+no\.?)?", "信用卡"),
    (r"\b(?:being|still) processed\b|\bpending\b|\bin process(?:ing)?\b", "处理中"),
    (r"\b(?:with)?in (\d) (?:business |working )?days?\b", r"\1个工作日内到账"),
    (r"\b(?:has|have|was|were|is) not (?:yet )?(?:been )?(?:paid|received|posted|made)\b|\bunpaid\b", "未还"),
    (rf"\bwill (?:not )?be (?:automatically )?{_DONE}\b", "将自动扣款"),
    (r"\b(?:is|has been) scheduled\b", "将扣款"),
    (
        rf"\b(?:could not|cannot|can ?not) be {_DONE}\b"
        r"|\b(?:has |have |was |is )?(?:failed|unsuccessful|declined|rejected|returned|reversed)\b",
        "还款失败",
    ),
    (r"\b(?:due to|because of)\b", "由于"),
    (r"\binsufficient (?:funds|balance)\b", "余额不足"),
    (r"\b(?:payment )?due date\b", "还款日"),
    (r"\bminimum (?:amount|payment)(?: due)?\b", "最低还款额"),
    (r"\b(?:total )?(?:amount|balance|payment) due\b|\b(?:statement|outstanding|new) balance\b", "本期应还"),
    (r"\b(?:past due|overdue)\b", "逾期"),
    (r"\bdue (?:on |by )?(?=\d{1,2}(?:/|月)\d)", "还款日"),
    (r"\b(?:is|are|falls|becomes) due\b", "到期"),
    (r"\b(?:we (?:have )?received|thank you for) your (?:re)?payment\b", "收到您的还款"),
    (r"\b(?:autopay|auto(?:matic)?[- ](?:re)?payment|auto[- ]?debit|direct debit)\b", "自动还款"),
    (rf"\b{_BE} (?:successfully )?{_DONE}\b(?: successfully)?|\b(?:was |is |has been )?successful\b", "成功"),
    (r"\b(?:re)?payment\b", "还款"),
    (r"\bbill\b", "账单"),
    (r"\bpay\b", "还款"),
    (r"\bplease\b", "请"),
    (r"\bon (?=\d)", "于"),
)
_SAID = tuple((re.compile(pattern, re.IGNORECASE), words) for pattern, words in _WORDS)


def in_chinese(text: str) -> str:
    """The text with its fixed words in Chinese where it is an English notice of a credit; else the text itself."""
    bare = _SIGN.sub("", text)
    if not bare.isascii() and _HAN.search(bare):
        return text
    if not _ABOUT.search(bare) or _NOT_THEIRS.search(bare) or _is_foreign(text):
        return text
    parts = _LINK.split(text)
    parts[::2] = map(_said, parts[::2])
    return "".join(parts)


def _is_foreign(text: str) -> bool:
    """Whether somebody of another country wrote it: by a name, by the money, or by a sign that nobody here has."""
    sign = _SIGNED.match(text)
    named = sign[1] if sign else ""
    unknown = bool(named) and not (_HAN.search(named) or _OURS.search(named) or _HAN.search(_said(named)))
    return unknown or bool(_FOREIGN.search(text))


def _said(part: str) -> str:
    for pattern in _DATES:
        part = pattern.sub(_day, part)
    part = _OF_MONTH.sub(lambda found: f"{_month(found)}账单", part)
    part = re.sub(r"^\s*\[([^\[\]]{1,24})\]", r"【\1】", part)
    for said, words in _SAID:
        part = said.sub(words, part)
    return re.sub(r"\.(?=\s|$)", "。", part)


def _day(found: re.Match[str]) -> str:
    return f"{_month(found)}{found['day']}日"


def _month(found: re.Match[str]) -> str:
    month = month_number(found["month"])
    return f"{found['year']}年{month}月" if found["year"] else f"{month}月"
