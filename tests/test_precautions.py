"""Precautions: the pages list those that there are, and no sentence promises a number of days about credit records."""

import re
from pathlib import Path

import pytest

from models.channels.builtin import builtin
from models.channels.precautions import PRECAUTIONS, AfterRefund, Every, Once
from tests.tools.catalogues import ROOT
from tui.run.language import language_of
from tui.words.channel_rules import channel_text
from tui.words.precautions import ADVICE

PAGES = [ROOT / "docs" / "precautions.md", ROOT / "docs" / "zh-CN" / "precautions.md"]
RECORD = re.compile(r"credit (record|report|history)|征信", re.IGNORECASE)
"""What is said of credit records."""
PROMISE = re.compile(
    r"\d|\{\w*(day|date|due|count|month|year)\w*\}"
    r"|\b(one|two|three|five|seven|ten|thirty|sixty|ninety|a) (days?|weeks?|months?|years?)\b"
    r"|[一二两三四五六七八九十几]+ ?(天|日|个月|年)(?!是保险)"
)
"""A number of days, however it is written."""


def promising(text: str) -> bool:
    """Whether the text promises a number of days about credit records."""
    return any(RECORD.search(each) and PROMISE.search(each) for each in re.split(r"(?<=[.;。；])\s*", text))


def sentences() -> list[str]:
    """All sentences of both languages."""
    catalogue = ROOT / "tui" / "locale" / "zh_CN" / "LC_MESSAGES" / "fenqi.po"
    blocks = catalogue.read_text("utf-8").split("\n\n")
    found = []
    for block in blocks:
        english, _, chinese = block.partition("\nmsgstr ")
        found += ["".join(re.findall(r'"(.*)"', part)) for part in (english, chinese)]
    return found


@pytest.mark.parametrize(
    "text",
    [
        "the credit record is safe for 3 days",
        "within {days} nothing reaches the credit record",
        "a week late is not on the credit report",
        "逾期三天不上征信",
        "3 天内不影响征信",
    ],
)
def test_a_promise_is_seen(text: str) -> None:
    assert promising(text)


def test_no_sentence_promises_a_number_of_days_about_credit_records() -> None:
    there = sentences()
    assert len(there) > 2 * 1000
    assert len([each for each in there if RECORD.search(each)]) >= 6
    assert [each for each in there if promising(each)] == []


@pytest.mark.parametrize("file", sorted((ROOT / "models" / "channels").glob("*.toml")), ids=lambda path: path.name)
def test_no_rule_of_a_channel_does(file: Path) -> None:
    assert [line for line in file.read_text("utf-8").splitlines() if promising(line)] == []


def test_that_whoever_sells_a_clean_record_is_a_fraud_is_said_in_both_languages() -> None:
    (protects,) = (each.protects.template for each in PRECAUTIONS if each.id == "credit-report")
    assert "anyone who sells 征信修复 is a fraud" in protects
    assert any("征信修复」的都是骗子" in each for each in sentences())


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_page_of_each_channel_says_what_holds_always(language: str) -> None:
    spoken = language_of(language)
    for channel in builtin().values():
        lines = channel_text(channel, frozenset(), "", spoken, 400)
        shown = "\n".join("".join(part for part, _ in line) for line in lines)
        assert [each for each in ADVICE if spoken.say(each) not in shown] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.parent.name)
def test_the_page_lists_the_precautions_that_there_are_with_their_days(page: Path) -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| [^|]+ \| ([^|]+) \|", page.read_text("utf-8"), re.MULTILINE)
    assert [ident for ident, _ in rows] == [each.id for each in PRECAUTIONS]
    for check, (_, when) in zip(PRECAUTIONS, rows, strict=True):
        match check.when:
            case Every(days=days) | AfterRefund(days=days):
                assert re.findall(r"\d+", when) == [str(days)]
            case Once():
                assert not re.findall(r"\d+", when)
