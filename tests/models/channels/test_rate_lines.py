"""The annual rates that loans should not be over: by who lends, and when."""

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from models.channels.builtin import builtin
from models.channels.rate_lines import (
    GENERAL,
    LINES,
    Lender,
    OverLine,
    average_line,
    lender_kind,
    over,
    rate_line,
)
from models.plans.annual_cost import Cost

TODAY = date(2026, 12, 5)


@pytest.mark.parametrize(
    ("channel", "kind"),
    [
        ("huabei", Lender.CONSUMER_FINANCE),
        ("jd-baitiao", Lender.SMALL_LOAN),
        ("xiaomi", Lender.CONSUMER_FINANCE),
        ("cmb", Lender.CARD),
        ("bank-card", Lender.CARD),
        ("douyin", Lender.SMALL_LOAN),
        ("meituan", Lender.SMALL_LOAN),
    ],
)
def test_who_lends_is_known_by_the_lenders_name(channel, kind):
    assert lender_kind(builtin()[channel]) is kind


@pytest.mark.parametrize(
    ("lender", "kind"),
    [("网商银行", Lender.BANK), ("天津京东消费金融有限公司", Lender.CONSUMER_FINANCE), ("朋友", Lender.UNKNOWN)],
)
def test_so_is_one_that_the_user_named(lender, kind):
    assert lender_kind(replace(builtin()["jd-baitiao"], lender=lender)) is kind


@pytest.mark.parametrize(
    ("channel", "day", "since"),
    [
        pytest.param("jd-baitiao", "2025-09-30", None, id="before any rule"),
        pytest.param("jd-baitiao", "2025-10-01", "2025-10-01", id="loans with a partner"),
        pytest.param("jd-baitiao", "2025-12-24", "2025-12-24", id="small loans"),
        pytest.param("huabei", "2025-12-24", "2025-10-01", id="consumer finance is no small loan"),
        pytest.param("cmb", "2026-12-05", None, id="a card"),
        pytest.param(None, "2026-12-05", None, id="nobody knows who lends"),
    ],
)
def test_the_line_hangs_on_who_lends_and_on_the_day_of_the_purchase(channel, day, since):
    line = rate_line(builtin()[channel] if channel else None, date.fromisoformat(day))
    assert (line.rate, line.since) == (Decimal("0.24"), since and date.fromisoformat(since))


def test_consumer_finance_keeps_to_less_on_average_since_a_day():
    line = average_line(builtin()["huabei"], TODAY)
    assert line is not None
    assert line.rate == Decimal("0.20")
    assert average_line(builtin()["huabei"], date(2025, 10, 30)) is None
    assert average_line(builtin()["cmb"], TODAY) is None


@pytest.mark.parametrize(
    ("monthly", "which"),
    [
        (0.015, OverLine()),
        (0.0185, OverLine(compound=True)),
        (0.02, OverLine(compound=True)),
        (0.020001, OverLine(compound=True)),
        (0.02001, OverLine(simple=True, compound=True)),
        (None, OverLine()),
    ],
)
def test_simple_and_compound_are_both_compared_as_they_are_shown(monthly, which):
    assert over(Cost(monthly_irr=monthly), GENERAL) == which


def test_every_line_has_its_source_and_both_languages():
    for line in LINES:
        assert line.source.words.keys() == line.words.keys() == {"zh_CN", "en"}
        assert line.since is None or line.since <= line.source.verified_on
