"""The usual words: which ones new sentences do without, and what to say instead.

Sentences that were there before this rule are listed in `tests/data/old-sentences-*.txt`. These lists may only become
shorter. `python -m tests.tools.wording` takes out of them what has been changed since.
"""

import ast
import io
import re
import tokenize
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from models.channels.builtin import SOURCE
from tests.tools.catalogues import ROOT, kept, sources, template

INSTEAD = {
    "en": {
        r"told": "given, said or known",
        r"mend(s|ed|ing)?": "fix or repair",
        r"reckon(s|ed|ing)?": "count or calculate",
        r"anew": "again",
        r"(own|users|user's|whose|its|his|your) word|(a|the|one more|another) word (on|that)": (
            "the user's own rules, or an override"
        ),
        r"wants|still want(ed)?": "is owed, or needs",
        r"(a|the|another|first|second|last) looks?": "a check, a style, or what is selected",
        r"walk(s|ed|ing)?": "go through, or the conversation",
        r"desk": "host, or working ledger",
        r"tongue": "language",
    },
    "zh_CN": {
        r"自动扣款": "自动还款（只有“扣款”这个动作才写扣款）",
        r"分期明细": "还款计划",
        r"真实年化": "年化利率",
        r"日费率": "日利率",
        r"罚息": "逾期利息",
        r"舍入": "取整",
        r"尾差|零头归入": "零头，零头计入",
        r"价款": "分期金额",
        r"息费": "手续费",
        r"还剩|还欠|剩余待还": "待还",
        r"到期日": "还款日",
        r"已还清": "已结清",
        r"手动还(?!款)": "手动还款",
        r"还款方式": "支付方式",
        r"(?<!放款)机构": "App、平台、银行或客服",
        r"内置": "默认",
        r"自定(?!义)": "自建或已改",
        r"代号": "编号",
        r"流水号": "交易单号",
        r"走清单|走完": "照清单还，做完",
        r"推进": "接着做",
        r"渠道目录|(和|来自|按|与)目录": "默认规则（“目录”只指文件夹）",
        r"(?<![a-z])(enter|escape)(?![a-z])": "回车、Esc",
        r"XIRR": "年化利率，按实际日期",
        r"(?<!结清)(?<!另收的)费用": "手续费",
        r"(?<!支付)(?<!取整)(?<!收取)(?<!出账)(?<!计费)(?<!还款)方式": "渠道或支付方式",
        r"退一步": "上一步",
        r"警告": "提醒",
        r"可留空": "选填",
        r"取回": "取消归档",
        r"离开": "返回",
        r"存盘": "保存",
        r"本机": "这台主机",
        r"(?<!一)个订单|一个订单": "笔订单",
        r"[张笔]账单": "期账单",
        r"您": "你",
        r"交易号": "交易单号",
        r"逐单": "逐笔",
        r"还(?=[有没未在能会])": "仍、再、另、尚、暂或剩：“还”只读 huán",
    },
}
"""By language: what a new sentence does without, as a pattern of whole words, and what is said instead."""
QUOTED = re.compile(r"```.*?```|`[^`]*`|[^\s，。；：（]+(?: › [^\s，。；：（]+)+", re.DOTALL)
"""Names, commands, and ways through an app in that app's own words, which are not prose."""
BLOCK = re.compile(r"\n\s*\n|\n(?=[|>#-]|\d+\. )")
"""Where a page begins something else than the next line of a sentence."""
AT_MOST = "at most: "
"""How the first line of a list begins. Behind it stands how many sentences follow, which only ever becomes less."""
AS_THEY_ARE = ("CHANGELOG.md",)
"""Pages that are not read: a record of what was said."""
SCRIPTS = ("pyproject.toml", "Makefile", ".ci/run", SOURCE.relative_to(ROOT).as_posix())
"""What is no Python and has comments. A `#` in front of one stands at the beginning of a line, or after a space."""
COMMENT = re.compile(r"(?:^|(?<=\s))#+ (.*)")
END = re.compile(r"(?<=[.?!:]) (?=[A-Z`“*])|(?<=[。？！])")


def unusual(sentence: str, language: str) -> dict[str, str]:
    """What a sentence says in another word than the usual one, and what to say instead."""
    prose, edge = QUOTED.sub("", sentence), r"\b" if language == "en" else ""
    found = {word: re.search(f"{edge}(?:{word}){edge}", prose, re.IGNORECASE) for word in INSTEAD[language]}
    return {match[0]: INSTEAD[language][word] for word, match in found.items() if match}


def of_code(source: str) -> Iterator[str]:
    """The docstrings and comments of a module, sentence by sentence."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield from of_page(node.value.value)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield from of_page(token.string.lstrip("# "))


def of_comments(script: str) -> Iterator[str]:
    """The comments of what is no Python, sentence by sentence."""
    for line in script.splitlines():
        if comment := COMMENT.search(line):
            yield from of_page(comment[1])


def of_channels(source: str, language: str) -> Iterator[str]:
    """What the catalogue of channels says in a language, sentence by sentence."""
    yield from _said(tomllib.loads(source), language)


def _said(part: object, language: str) -> Iterator[str]:
    if isinstance(part, dict):
        for name, value in part.items():
            yield from of_page(value) if name == language and isinstance(value, str) else _said(value, language)
    elif isinstance(part, list):
        for each in part:
            yield from _said(each, language)


def of_names(source: str) -> Iterator[str]:
    """The names of the tests of a module, each of which is a sentence."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield node.name.replace("_", " ")


def of_page(text: str) -> Iterator[str]:
    """The sentences of a page or a docstring, each on one line."""
    for block in BLOCK.split(text):
        yield from filter(None, map(str.strip, END.split(" ".join(block.split()))))


def tests() -> list[Path]:
    """The modules of the tests and of the pictures."""
    return sorted(file for folder in ("tests", "screenshots") for file in (ROOT / folder).rglob("*.py"))


def pages(language: str) -> list[Path]:
    """What people read about fenqi in that language."""
    ending = "" if language == "en" else language.replace("_", "-")
    of_root = (page for page in ROOT.glob("*.md") if page.name not in AS_THEY_ARE)
    return sorted(
        (
            *(page for page in of_root if page.stem.partition(".")[2] == ending),
            *ROOT.glob(f"docs/{ending}/*.md"),
            *(() if ending else ROOT.glob("tests/**/*.md")),
        )
    )


@cache
def sentences(language: str) -> dict[str, str]:
    """Every sentence in that language, and where it stands."""
    found = {each: _named(page) for page in pages(language) for each in of_page(page.read_text("utf-8"))}
    for file in sorted(SOURCE.parent.glob("*.toml")):
        found |= dict.fromkeys(of_channels(file.read_text("utf-8"), language), _named(file))
    if language != "en":
        return found | {entry.string: f"the translation of “{entry.id}”" for entry in kept(language) if entry.id}
    code = {file: file.read_text("utf-8") for file in (*sources(), *tests())}
    found |= {each: _named(file) for file, source in code.items() for each in (*of_code(source), *of_names(source))}
    found |= {each: script for script in SCRIPTS for each in of_comments((ROOT / script).read_text("utf-8"))}
    return found | dict.fromkeys(template(), "a sentence of the catalogue")


def _named(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


class Old(NamedTuple):
    """The sentences that were there before the rule, and how many there may be at most."""

    most: int
    sentences: list[str]


def old(language: str) -> Old:
    """The list of a language."""
    first, *rest = _list(language).read_text("utf-8").splitlines()
    return Old(int(first.removeprefix(AT_MOST)), rest)


def _list(language: str) -> Path:
    return ROOT / "tests" / "data" / f"old-sentences-{language}.txt"


def gone(language: str) -> list[str]:
    """What the list still has, though there is no such sentence, or nothing unusual in it any more."""
    there = sentences(language)
    return [each for each in old(language).sentences if each not in there or not unusual(each, language)]


def shorten() -> None:
    """Take out of the lists what is gone, and say how many are left."""
    for language in INSTEAD:
        lost, (most, listed) = gone(language), old(language)
        rest = [each for each in listed if each not in lost]
        most = min(most, len(rest))
        _list(language).write_text("\n".join((f"{AT_MOST}{most}", *rest, "")), "utf-8")
        print(f"{language}: {len(rest)} old sentences, {len(lost)} taken out")


if __name__ == "__main__":
    shorten()
