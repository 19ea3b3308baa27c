"""Who a message is about: institutions by their names, loans, and banks that the catalogue does not know."""

import re
from collections.abc import Iterable, Mapping
from enum import IntEnum
from functools import lru_cache

import msgspec

from models.channels.builtin import GENERIC
from models.channels.channel import Catalogue, Channel
from models.values.identity import plain_key


class Strength(IntEnum):
    """How much a name says of whom one owes to."""

    CARD = 1
    """信用卡: of some bank."""
    COMPANY = 2
    """京东, 招商银行: who runs the app, or the bank; it does much besides."""
    CREDIT = 3
    """白条, 招行信用卡: what is repaid."""
    LOAN = 4
    """借呗: what is repaid, and is no instalment order."""


class Who(msgspec.Struct, frozen=True):
    """A name in a message: where it stands, what it is of, and how much it says.

    `bank`: the bank's name, where it is one that the catalogue does not know.
    """

    start: int
    end: int
    strength: Strength
    channel: str = ""
    bank: str = ""
    product: str = ""


_CREDIT = re.compile(r"信用卡|贷记卡|龙卡|牡丹卡|金穗卡|花呗|白条|月付|分期|信用付|先用后付|后付|baitiao|huabei")
_LOANS = (
    "借呗|备用金|网商贷|金条|微粒贷|借钱|有钱花|度小满|360借条|放心借|生意贷|信用购|任性贷|微信分付|分付|随心贷"
    "|拍拍贷|宜人贷|小赢卡贷|还呗|来分期|招联好期贷|好期贷|马上消费|洋钱罐|省呗|你我贷|360数科|臻享贷|小米随星借|随星借"
    "|房贷|车贷|住房贷款|公积金贷款|助学贷款|消费贷|闪电贷|快贷|融e借|网捷贷|经营贷|信用贷"
)
_OTHER_BANKS = (
    "交通银行|交行|中国银行|中行|中信银行|浦发银行|民生银行|光大银行|平安银行|兴业银行|广发银行|华夏银行|邮储银行"
    "|邮政储蓄银行|北京银行|上海银行|江苏银行|南京银行|宁波银行|杭州银行|浙商银行|渤海银行|恒丰银行|徽商银行|长沙银行"
    "|广州银行|成都银行|重庆银行|天津银行|青岛银行|郑州银行|盛京银行|东莞银行|中原银行|农商银行|农村商业银行"
)
_SHORT_BANKS = "(?:中信|浦发|民生|光大|平安|兴业|广发|华夏|邮储)(?=信用卡|白金|金卡|贷记卡|卡)"
_SIGNED_BANK = "(?<=【)[\u4e00-\u9fff]{2,6}银行"
_SHORT_LINKS: Mapping[str, str] = {"cmbchina.com": "cmbt.cn", "jd.com": "3.cn", "meituan.com": "dpurl.cn"}
"""The hosts of short links in an institution's own messages, by its domain."""
_CARDS = frozenset({"信用卡", "贷记卡", "银行信用卡"})
_TO_PAY_FROM = re.compile(r"[^,，。;；]{0,2}(?:储蓄|借记|一卡通|活期|理财|工资卡|零钱)")
"""What follows the name of a bank that is paid from."""


class Naming(msgspec.Struct, frozen=True):
    """What the names of a catalogue are, and the pattern that finds them; `apps` are the domains by an app's name."""

    known: Mapping[str, tuple[str, Strength]]
    apps: Mapping[str, frozenset[str]]
    domains: Mapping[str, frozenset[str]]
    pattern: re.Pattern[str]

    def found(self, text: str) -> tuple[Who, ...]:
        """The names in a text in small letters, in their order; without the banks that are only paid from."""
        return tuple(each for match in self.pattern.finditer(text) if (each := self._who(match, text)))

    def official(self, whose: Iterable[Who], text: str) -> frozenset[str]:
        """The domains of those institutions."""
        found = frozenset[str]()
        for who in whose:
            found |= self.domains.get(who.channel, frozenset()) | self.apps.get(text[who.start : who.end], frozenset())
        return found

    def _who(self, match: re.Match[str], text: str) -> Who | None:
        name, (start, end) = match[0], match.span()
        if match["loan"]:
            return Who(start, end, Strength.LOAN, product=name)
        if name in self.known:
            channel, strength = self.known[name]
        elif name in self.apps:
            channel, strength = "", Strength.COMPANY
        else:
            channel, strength = GENERIC, Strength.COMPANY
        if strength is Strength.COMPANY and _TO_PAY_FROM.match(text, end):
            return None
        bank = name if channel == GENERIC and strength is Strength.COMPANY else ""
        if strength is Strength.COMPANY and text.startswith(("信用卡", "贷记卡", "白金卡", "金卡"), end):
            strength = Strength.CREDIT
        return Who(start, end, strength, channel, bank)


def naming(channels: Catalogue) -> Naming:
    """The names of all channels of a catalogue."""
    return _naming(_Same(channels))


class _Same:
    """A catalogue, which is the same where it is the very same."""

    def __init__(self, channels: Catalogue) -> None:
        self.channels = channels

    def __hash__(self) -> int:
        return id(self.channels)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.channels is other.channels


@lru_cache(maxsize=4)
def _naming(of: _Same) -> Naming:
    known: dict[str, tuple[str, Strength]] = {}
    apps: dict[str, frozenset[str]] = {}
    domains: dict[str, frozenset[str]] = {}
    for channel in of.channels.values():
        for name, strength in _names(channel):
            known.setdefault(name, (channel.id, strength))
        mine = [(plain_key(app.name["zh_CN"]), _with_short(app.domain.lower())) for app in channel.apps if app.domain]
        domains[channel.id] = frozenset().union(*(hosts for _, hosts in mine))
        for name, hosts in mine:
            apps[name] = apps.get(name, frozenset()) | hosts
    literal = sorted({*known, *apps, *_OTHER_BANKS.split("|")}, key=len, reverse=True)
    spelt = "|".join(_spelt(name) for name in literal)
    pattern = re.compile(f"(?P<loan>{_LOANS})|{spelt}|{_SHORT_BANKS}|{_SIGNED_BANK}")
    return Naming(known, apps, domains, pattern)


def _with_short(domain: str) -> frozenset[str]:
    return frozenset({domain, _SHORT_LINKS.get(domain, domain)})


def _names(channel: Channel) -> Iterable[tuple[str, Strength]]:
    """What the channel goes by in Chinese texts, and how much that says."""
    own = plain_key(channel.name["zh_CN"])
    for name in dict.fromkeys(map(plain_key, (channel.name["zh_CN"], channel.short["zh_CN"], *channel.aliases))):
        if len(name) < 2:
            continue
        if channel.id == GENERIC:
            if name in _CARDS:
                yield name, Strength.CARD
        elif name == own or _CREDIT.search(name):
            yield name, Strength.CREDIT
        else:
            yield name, Strength.COMPANY


def _spelt(name: str) -> str:
    """The name as a pattern; letters of ours count only where no other stands beside them."""
    escaped = re.escape(name)
    before = "(?<![a-z0-9])" if name[0].isascii() else ""
    return f"{before}{escaped}{'(?![a-z0-9])' if name[-1].isascii() else ''}"
