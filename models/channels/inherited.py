"""What a channel takes over of another one's texts: none that names an app which is not its own.

A path or a sentence of another app would send people there; common ones stand in its place, and say that they are that.
"""

from datetime import date
from typing import TypeVar

import msgspec

from models.channels.builtin import GENERIC
from models.channels.channel import LANGUAGES, Channel
from models.channels.channel_checks import check_channel
from models.channels.rules import Early, Method, Minimum, Steps
from models.channels.source import Source
from models.values.message import Words

NO_SOURCE = Source(
    words={"zh_CN": "没有来源，只是假定", "en": "no source, only assumed"}, verified_on=date(2026, 11, 26), assumed=True
)
RuleT = TypeVar("RuleT", Early, Minimum)
ENTRY: Words = {"zh_CN": "多在 我的 › 账单 › 还款", "en": "often Me 我的 › Bills 账单 › Repay 还款"}
STEPS = {
    "entry": {
        "zh_CN": "没有来源写明路径：一般在我的、钱包或账单里找「还款」",
        "en": "No source tells the path here: as a rule 还款 is under 我的, 钱包 or 账单",
    },
    "amount": {
        "zh_CN": "看本期账单的应还金额，不是最低还款，也不是全部待还",
        "en": "Read what is due on this bill: not the minimum, and not all that is owed",
    },
    "method": {
        "zh_CN": "选一种支付方式，先看够不够",
        "en": "Choose how to pay, and check that it is enough",
    },
    "complete": {
        "zh_CN": "看到还款成功，再看本期账单已结清",
        "en": "See that it succeeded, then that this bill shows as repaid",
    },
}
METHODS: dict[str, Words] = {
    "balance": {"zh_CN": "余额", "en": "balance"},
    "debit-card": {"zh_CN": "储蓄卡", "en": "debit card"},
    "mi-wallet": {"zh_CN": "钱包余额", "en": "wallet balance"},
}
"""What methods are called that are named after an institution."""


def other_apps(channel: Channel, base: Channel) -> frozenset[str]:
    """The apps of the channel that it is based on which are not its own, by their Chinese names."""
    return frozenset(_names(base)) - frozenset(_names(channel))


def names_other_app(text: Words, channel: Channel, base: Channel) -> bool:
    """Whether a text of the channel that it is based on names an app, or an institution, which is not its own."""
    return bool(other_apps(channel, base)) and _Foreign(channel, base).names(text)


def with_own_texts(channel: Channel, base: Channel) -> Channel:
    """The channel with common texts for those of `base` that name an app, or an institution, which is not its own."""
    if not other_apps(channel, base):
        return channel
    foreign = _Foreign(channel, base)
    entry = foreign.common(channel.entry, base.entry, ENTRY)
    uncertain = channel.uncertain if entry is channel.entry else {**channel.uncertain, "entry": NO_SOURCE}
    own = msgspec.structs.replace(
        channel,
        entry=entry,
        steps=_steps(channel, base, foreign),
        methods=tuple(_method(each, channel, base, foreign) for each in channel.methods),
        auto_debit=msgspec.structs.replace(
            channel.auto_debit, when=foreign.common(channel.auto_debit.when, base.auto_debit.when, {})
        ),
        early=_without(channel.early, base.early, foreign),
        minimum=_without(channel.minimum, base.minimum, foreign),
        uncertain=uncertain,
    )
    return check_channel(own)


class _Foreign:
    """Which texts of the base are another's: those with a name that is not the channel's own."""

    def __init__(self, channel: Channel, base: Channel) -> None:
        self._own = sorted(_names(channel), key=len, reverse=True)
        self._names = set(other_apps(channel, base))
        if not set(_names(channel)) & set(_names(base)) and base.id != GENERIC:
            self._names |= {base.name["zh_CN"], base.short["zh_CN"], *base.aliases}

    def common(self, said: Words, usual: Words, common: Words) -> Words:
        """`common` where the text is the base's and names what is not the channel's own; else the text."""
        return common if said == usual and self.names(said) else said

    def names(self, text: Words) -> bool:
        """Whether it names what is not the channel's own."""
        left = text.get("zh_CN", "")
        for each in self._own:
            left = left.replace(each, "")
        return any(each in left for each in self._names)


def _steps(channel: Channel, base: Channel, foreign: _Foreign) -> Steps:
    """The steps; the first says which app to open, and so it names all of the channel's own."""
    steps, usual = channel.steps, base.steps
    platform = _open_own(channel) if steps.platform == usual.platform else steps.platform
    others = {name: foreign.common(getattr(steps, name), getattr(usual, name), said) for name, said in STEPS.items()}
    if steps.entry == usual.entry and foreign.common(channel.entry, base.entry, ENTRY) is ENTRY:
        others["entry"] = STEPS["entry"]  # what is said of a path goes with it
    return Steps(platform=platform, **others)


def _open_own(channel: Channel) -> Words:
    zh_cn, en = (_either(channel, language) for language in LANGUAGES)
    return {
        "zh_CN": f"自己打开{zh_cn}，不要点短信里的链接",
        "en": f"Open {en} yourself; follow no link from a message",
    }


def _either(channel: Channel, language: str) -> str:
    return {"zh_CN": "或", "en": " or "}[language].join(each.name[language] for each in channel.apps)


def _method(method: Method, channel: Channel, base: Channel, foreign: _Foreign) -> Method:
    """The method by a common name, where a channel of one's own has it by that of another institution."""
    if channel.id == base.id:
        return method
    usual = next((each.name for each in base.methods if each.id == method.id), {})
    common = METHODS.get(method.id, method.name)
    return msgspec.structs.replace(method, name=foreign.common(method.name, usual, common))


def _without(rule: RuleT | None, usual: RuleT | None, foreign: _Foreign) -> RuleT | None:
    """The rule without words of the base's that name another."""
    if rule is None or usual is None:
        return rule
    return msgspec.structs.replace(rule, words=foreign.common(rule.words, usual.words, {}))


def _names(channel: Channel) -> list[str]:
    return [each.name["zh_CN"] for each in channel.apps]
