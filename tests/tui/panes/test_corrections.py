"""A corrected bill says by how much, and why, in both languages."""

from datetime import datetime

import pytest
from msgspec.structs import replace

from models.actions import auto_debit, verifying
from models.actions.direct import ReportedRepayment, answered, repay, warnings
from models.actions.total import set_total
from models.bills.correcting import correction_of
from models.bills.derive import derive
from models.channels.builtin import builtin
from models.channels.channel import AUTO_DEBIT, Catalogue
from models.ledger.ledger import Ledger
from models.ledger.progress import Way
from models.ledger.repayment import PaidAs
from tests.models.builders import at, by_hand, found, ledger, order, up_to_amount
from tests.tui.hands import Hands, session_at
from tui.panes.bill_text import bill_text
from tui.state.views import Detail

ID, NEXT = "huabei/2026-12-10", "huabei/2027-01-10"
OF = ledger(order("phone"))
BEFORE, LATE = at("2026-12-05T12:00:00+08:00"), at("2026-12-13T12:00:00+08:00")


def corrected(figure: int, now: datetime) -> Ledger:
    """The app's figure is right."""
    of = up_to_amount(OF, ID, now)
    return verifying.settle_amount(of, found(of, ID, now), figure, Way.CORRECT, figure, now)


def taken() -> Ledger:
    """Auto-debit took ¥1.00 more than the bill, as older versions wrote it."""
    more = correction_of(derive(OF, builtin()).bill(ID), 10_200, LATE, AUTO_DEBIT)
    of = replace(OF, corrections={ID: more})
    return auto_debit.taken(of, derive(of, builtin()).bill(ID), 10_200, LATE)


def said(of: Ledger, now: datetime, language: str, catalogue: Catalogue, width: int = 100, *, bill: str = ID) -> str:
    """What the bill pane says of the bill."""
    mine = session_at(Hands(now), catalogue, language=language)
    every = derive(of, catalogue)
    lines = bill_text(Detail(of.orders["phone"], every.bill(bill), every), mine, width)
    return "\n".join("".join(text for text, _style in line) for line in lines)


@pytest.mark.parametrize(
    ("of", "now", "language", "line", "sentence"),
    [
        (corrected(10_115, LATE), LATE, "en", "late interest  ", "¥0.15: late interest, from the app's figure"),
        (corrected(10_115, LATE), LATE, "zh_CN", "逾期利息  ", "¥0.15：逾期利息，按 App 金额"),
        (
            corrected(10_300, BEFORE),
            BEFORE,
            "en",
            "the institution's figure is higher",
            "by ¥2.00 to the institution's",
        ),
        (corrected(10_300, BEFORE), BEFORE, "zh_CN", "App 金额多出的部分", "账单按 App 金额调整了 ¥2.00"),
        (corrected(9_000, LATE), LATE, "en", "phone", "corrected by -¥11.00 to the institution's figure"),
        (taken(), LATE, "en", "what auto-debit took more", "¥1.00: auto-debit took that much more"),
        (taken(), LATE, "zh_CN", "自动还款多扣的部分", "¥1.00：自动还款多扣的部分"),
    ],
)
def test_a_corrected_bill_says_by_how_much_and_why(of, now, language, line, sentence):
    catalogue = builtin() if of.debits else by_hand()
    read = said(of, now, language, catalogue)
    assert line in read
    assert sentence in read


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("width", [36, 60])
def test_the_reason_is_never_cut(language, width):
    wide = said(corrected(10_115, LATE), LATE, language, by_hand(), 200)
    narrow = said(corrected(10_115, LATE), LATE, language, by_hand(), width)
    sentence = next(line for line in wide.splitlines() if line.startswith("± "))
    assert "".join(sentence.split()) in "".join(narrow.split())


def test_a_bill_that_was_corrected_by_an_older_fenqi_reads_as_before():
    of = corrected(10_115, LATE)
    of = replace(of, corrections={ID: replace(of.corrections[ID], reason="")})
    assert "corrected by ¥0.15 to the institution's figure" in said(of, LATE, "en", by_hand())


def of_less_credit(total: int) -> Ledger:
    """1.00 was paid twice, and the app shows that total for the next bill."""
    one = found(OF, ID, BEFORE)
    twice = ReportedRepayment(amount=102_00, method="balance", paid_at=BEFORE, way=PaidAs.AGAIN)
    of = repay(OF, one, answered(twice, warnings(one, twice, BEFORE)), BEFORE)
    return set_total(of, found(of, NEXT, BEFORE), total, BEFORE)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "± ¥12.00 of it is more than its orders explain"), ("zh_CN", "± 其中 ¥12.00 超出订单能解释的金额")],
)
def test_what_is_more_than_credit_and_orders_explain_is_said_and_no_more_than_that(language, sentence):
    assert sentence in said(of_less_credit(113_00), BEFORE, language, by_hand(), bill=NEXT).splitlines()
    assert "±" not in said(of_less_credit(101_00), BEFORE, language, by_hand(), bill=NEXT)
