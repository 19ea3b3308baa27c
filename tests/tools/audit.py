"""The pages that audit the catalogue of channels: each rule that is in doubt, its value, its source and the verdict.

`python -m tests.tools.audit` writes them out of the catalogue: no figure stands on them that fenqi does not use.
"""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from models.channels.builtin import builtin
from models.channels.channel import Channel
from models.channels.source import Source
from models.values.message import Words
from tui.run.language import Language
from tui.words.channel_rules import rules, said_by

ROOT = Path(__file__).parents[2]
PAGES = {"en": ROOT / "docs" / "catalogue.md", "zh_CN": ROOT / "docs" / "zh-CN" / "catalogue.md"}

HEAD = {
    "en": """# The catalogue of channels: value, source, verdict

All of it is from copies and guides of third parties, read in November 2026; none was checked in a live app. They are
defaults, never promises: where your app shows something else, say so on the page of the channels (`h`, `e`) or with
`fenqi channel set`, and yours counts. `python -m tests.tools.audit` writes this page out of the catalogue.

Verdicts: **agrees**: the pages that were read say the same. **corrected**: they said otherwise than fenqi did, and
fenqi follows them now. **kept lower**: they say more, and fenqi counts on less, to be safe. **no page found**: it is
from an older copy, and nothing newer says so. **assumed**: nobody says so. **not checked again**: nothing new was read
about it.
""",
    "zh_CN": """# 渠道规则：取值、来源、结论

全部来自第三方转载和攻略，2026 年 11 月查阅，没有在 App 里核对过。这些只是默认值，不是承诺：App 上显示的不一样，
就在渠道页（`h`、`e`）或用 `fenqi channel set` 改，以你改的为准。本页由 `python -m tests.tools.audit` 按渠道规则生成。

结论：**一致**：查到的说法相同；**已更正**：查到的说法和 fenqi 原来的不同，已照改；
**从低**：查到的更多，为稳妥仍按较少的算；**没查到**：来自较早的转载，没有新的说法；**假定**：没有来源；**未再核对**：没有查到新的说法。
""",
}
COLUMNS = {"en": ("rule", "value", "source", "verdict"), "zh_CN": ("规则", "取值", "来源", "结论")}
AGREES: Words = {"en": "agrees", "zh_CN": "一致"}
CORRECTED: Words = {"en": "corrected", "zh_CN": "已更正"}
LOWER: Words = {"en": "kept lower", "zh_CN": "从低"}
NOT_FOUND: Words = {"en": "no page found", "zh_CN": "没查到"}
ASSUMED: Words = {"en": "assumed", "zh_CN": "假定"}
UNCHECKED: Words = {"en": "not checked again", "zh_CN": "未再核对"}
MALL: Words = {"en": "Xiaomi Mall takes it", "zh_CN": "小米商城可用"}
UNSAID: Words = {"en": "no page says so", "zh_CN": "没有说法"}

_CARD = {"late_daily_rate", "late_since", "late_penalty", "late_penalty_floor"}
CHANGED = {
    "huabei": {"auto_debit"},
    "jd-baitiao": {
        "due_after",
        "late_daily_rate",
        "late_extra_rate",
        "late_since",
        "minimum",
        "mode",
        "order_late",
    },
    "xiaomi": {"apps", "auto_debit", "methods", "arrivals"},
    "meituan": {"late_base"},
    **dict.fromkeys(("cmb", "ccb", "icbc", "abc", "bank-card"), _CARD),
}
"""What the review of November 2026 changed, by channel."""
OLDER = {"huabei": {"bill_day", "due_day", "late_daily_rate", "late_base", "minimum", "fee_rates"}}
"""What it found no page for, by channel."""
SAFE = {"icbc": {"grace_days"}, "abc": {"grace_days"}}
"""What it found more of than fenqi counts on, by channel."""


def page(code: str) -> str:
    """The whole page in that language."""
    return "\n".join([HEAD[code], *(_channel(each, Language(code)) for each in builtin().values())])


def _channel(channel: Channel, language: Language) -> str:
    head = f"## {language.words(channel.name)}\n"
    rows = [tuple(COLUMNS[language.code]), ("---",) * 4, *_rows(channel, language)]
    return "\n".join([head, *("| " + " | ".join(_cell(each) for each in row) + " |" for row in rows), ""])


def _cell(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("|", "\\|")


def _rows(channel: Channel, language: Language) -> Iterator[tuple[str, ...]]:
    shown = list(rules(channel, language))
    for field, source in channel.uncertain.items():
        own = [rule for rule in shown if rule.field.split(".")[0] == field]
        label = next(rule.label for rule in own if rule.label)
        value = " / ".join(rule.value for rule in own if rule.value != "—") or "—"
        yield label, value, said_by(source, language), language.words(_verdict(channel, field, source))
    mall = said_by(channel.mall, language) if channel.mall else "—"
    yield language.words(MALL), "✓" if channel.mall else "—", mall, language.words(AGREES if channel.mall else UNSAID)
    rest = {"en": "all else", "zh_CN": "其余"}
    yield language.words(rest), "—", said_by(channel.source, language), language.words(UNCHECKED)


def _verdict(channel: Channel, field: str, source: Source) -> Words:
    if source.assumed:
        return ASSUMED
    if field in CHANGED.get(channel.id, ()):
        return CORRECTED
    if field in SAFE.get(channel.id, ()):
        return LOWER
    return NOT_FOUND if field in OLDER.get(channel.id, ()) else AGREES


def main() -> None:
    """Write both pages."""
    for code, path in PAGES.items():
        path.write_text(page(code), "utf-8")


if __name__ == "__main__":
    main()
