"""What there is to show of a bill to somebody else."""

import re

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from models.actions.reference import refer
from models.actions.seen import figure_seen
from models.ledger.correction import Correction
from models.ledger.ledger import Ledger
from models.values.long_numbers import masked
from tests.models.builders import NOW, at, bill, by_hand, ledger, order, refund, repaid, settled_early
from tests.tui.hands import Hands, session_at
from tui.words.proof import proof, proof_lines, proof_text

ID = "huabei/2026-12-10"
CARD, PHONE = "6222021234567890", "138 0013 8000"
LATER = at("2027-12-05T12:00:00+08:00")


def of_bill() -> Ledger:
    """The bill of the phone and of something else, repaid, with what the app showed and a reference."""
    of = ledger(order("phone", title=f"phone of {PHONE}"), order("b"))
    of = figure_seen(of, bill(of), 202_00, NOW)
    of = repaid(of, ID)
    (made,) = of.repayments
    return refer(of, made, "2026120522001234567")


def text(of: Ledger, language: str = "en", now=NOW, zone: str = "Asia/Shanghai") -> str:
    session = session_at(Hands(now), by_hand(), language=language, zone=zone)
    return proof_text(proof(bill(of), of, session))


def test_it_says_what_was_owed_seen_and_paid_when_how_and_with_which_reference():
    assert text(of_bill()) == (
        "Record of a repayment\n"
        "  Huabei 花呗, lender 重庆蚂蚁消费金融有限公司\n"
        "  bill huabei/2026-12-10, due on 2026-12-10 at 23:59, Asia/Shanghai\n"
        "  all times are those at the institution\n"
        "  noted by the user in fenqi; it is no receipt of the institution\n"
        "\n"
        "What was owed\n"
        "  ¥101.00  b · period 1/3 · bought 2026-11-01 · principal ¥100.00, fee ¥1.00\n"
        "  ¥101.00  phone of *** **** 8000 · period 1/3 · bought 2026-11-01 · principal ¥100.00, fee ¥1.00\n"
        "  ¥202.00  total\n"
        "\n"
        "What the institution showed\n"
        "  ¥202.00  the institution's app · 2026-12-05 12:00 · as here\n"
        "\n"
        "What was repaid\n"
        "  ¥202.00  2026-12-05 12:00 · by Alipay balance · reference 2026120522001234567 "
        "· the institution's app showed it\n"
        "\n"
        "What it comes to\n"
        "  ¥202.00  the bill came to\n"
        "  ¥202.00  repaid\n"
        "    ¥0.00  left to pay\n"
    )


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_clock_and_no_terminal_is_in_it(language):
    of = of_bill()
    assert text(of, language).encode() == text(of, language, LATER, "America/New_York").encode()


def test_what_came_back_and_what_was_corrected_is_named_without_long_numbers():
    of = of_bill()
    higher = Correction(id=ID, total=203_00, at=NOW, reason=f"card {CARD}")
    of = replace(refund(of, "b", 50_00, full=False), corrections={ID: higher})
    said = text(of)
    assert "  ¥50.00  b · refunded · 2026-12-05 12:00\n" in said
    assert " ¥203.00  the total that the bill was corrected to · 2026-12-05 12:00\n" in said
    assert f"card {'*' * 12}7890" in said
    assert CARD not in said


def test_an_early_settlement_is_named_on_each_bill_of_the_order():
    of = settled_early(ledger(order("phone"), order("b")), "phone", 305_00)
    assert "settled early on 2026-12-05 12:00 for ¥305.00, from period 1 on" in text(of)
    assert " ¥305.00  2026-12-05 12:00 · by Alipay balance · early settlement" in text(of)


def test_a_bill_of_which_nothing_is_known_but_its_lines_says_so():
    said = text(ledger(order("phone")))
    assert "  no figure of the institution was noted\n" in said
    assert "  no repayment is on record\n" in said
    assert said.endswith("  ¥101.00  the bill came to\n    ¥0.00  repaid\n  ¥101.00  left to pay\n")


@pytest.mark.parametrize("width", [38, 78])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_on_a_page_nothing_is_cut_and_amounts_stand_under_each_other(width, language):
    of, session = of_bill(), session_at(Hands(NOW), by_hand(), language=language)
    lines = ["".join(part for part, _ in line) for line in proof_lines(proof(bill(of), of, session), width)]
    assert max(map(cell_len, lines)) <= width
    assert {line.index(".") for line in lines if re.match(" {2,4}¥", line)} == {6}
    whole = "".join(text(of, language).split())
    assert "".join("".join(lines).split()) == whole


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("6222021234567890", "************7890"),
        ("6222 0212 3456 7890", "**** **** **** 7890"),
        ("138-0013-8000", "***-****-8000"),
        ("招行 1234", "招行 1234"),
        ("16GB+512GB on 2026-12-10", "16GB+512GB on 2026-12-10"),
        ("６２２２０２１", "***２０２１"),
    ],
)
def test_of_a_long_number_four_digits_are_shown(given, shown):
    assert masked(given, every=True) == shown
