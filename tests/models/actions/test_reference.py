"""A repayment is on record before its reference is asked for, and the reference is asked for once."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from models.actions import checklist, payment, verifying
from models.actions.reference import asked, refer, unasked
from models.ledger.ledger import Ledger, drop, open_checklists
from models.ledger.progress import Way
from models.values.message import Problem
from tests.models.builders import (
    NOW,
    at_amount,
    at_complete,
    bill,
    check_book,
    found,
    ledger,
    order,
    settled,
    step,
    through_the_file,
    up_to_amount,
)

HUABEI, EARLY = "huabei/2026-12-10", "early/phone"
FIRST = f"{HUABEI}#1"
OF = ledger(order("phone"), order("robot"))


def at_the_end_of_early(of: Ledger) -> Ledger:
    """Early settlement at its last step."""
    of = up_to_amount(of, EARLY)
    owed = found(of, EARLY).outstanding
    of = verifying.settle_amount(of, found(of, EARLY), owed, Way.MATCH, owed, NOW)
    return checklist.choose_method(of, found(of, EARLY), "balance", NOW)


def paid(*, confirmed: bool = True) -> Ledger:
    """The bill of both orders answered as paid, as another process reads it afterwards."""
    return through_the_file(payment.complete(at_complete(OF), bill(OF), NOW, NOW, confirmed=confirmed))


@pytest.mark.parametrize("confirmed", [True, False])
def test_what_was_paid_is_on_record_while_its_reference_is_still_to_be_asked_for(confirmed):
    of = paid(confirmed=confirmed)
    assert check_book(of).bill(HUABEI).outstanding == 0
    (made,) = unasked(of)
    assert (made.id, made.amount, made.confirmed, made.reference) == (FIRST, 20_200, confirmed, "")
    assert not open_checklists(of)
    for again in (lambda: checklist.begin(of, bill(of), NOW), lambda: payment.complete(of, bill(of), NOW, NOW)):
        with pytest.raises(Problem, match=r"this bill has been repaid: ¥202\.00 on 2026-12-05 12:00 by Alipay balance"):
            again()


def test_early_settlement_too_is_on_record_first_and_asked_about_once():
    of = at_the_end_of_early(ledger(order("phone")))
    of = through_the_file(payment.complete(of, found(of, EARLY), NOW, NOW))
    (made,) = unasked(of)
    assert (made.order, made.amount, of.closings["phone"].figure) == ("phone", 30_300, 30_300)
    of = refer(of, made.id, "A1")
    assert (of.repayments[made.id].reference, unasked(of), dict(of.checklists)) == ("A1", (), {})


@pytest.mark.parametrize("typed", ["", "  "])
def test_it_may_stay_empty_and_is_not_asked_for_again(typed):
    of = refer(paid(), FIRST, typed)
    assert (of.repayments, unasked(of), dict(of.checklists)) == (paid().repayments, (), {})
    assert asked(paid(), FIRST) == of


@pytest.mark.parametrize("reference", ["TXN2026112200012345678", "9" * 64, "流水" * 32, "6222021234567894"])
def test_a_reference_is_kept_whole(reference):
    assert refer(paid(), FIRST, f" {reference} ").repayments[FIRST].reference == reference


def test_a_reference_is_kept_without_control_characters():
    assert refer(paid(), FIRST, " 2026\x1b[31m\n12 ").repayments[FIRST].reference == "2026\ufffd[31m 12"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13800138000", "*******8000"),
        ("11010519491231002X", "**************002X"),
        ("卡 6222021234567894", "卡 ************7894"),
    ],
)
def test_of_a_phone_a_person_and_of_a_card_that_is_named_so_the_last_four_are_kept(typed, kept):
    assert refer(paid(), FIRST, typed).repayments[FIRST].reference == kept


def test_a_reference_that_is_too_long_is_refused_and_not_cut():
    with pytest.raises(Problem, match="has 65 characters, and 64 are kept"):
        refer(paid(), FIRST, "9" * 65)


def test_what_another_terminal_did_to_the_repayment_is_not_overwritten():
    of = refer(paid(), FIRST, "A1")
    assert refer(of, FIRST, "A1") == refer(of, FIRST, "") == of
    with pytest.raises(Problem, match="has the reference A1 already"):
        refer(of, FIRST, "B2")
    with pytest.raises(Problem, match="no longer on record"):
        refer(replace(of, repayments=drop(of.repayments, FIRST)), FIRST, "B2")


def test_what_never_arrived_is_not_asked_about():
    of = payment.never_arrived(paid(confirmed=False), FIRST)
    assert of == OF


def test_a_part_leaves_a_rest_that_is_repaid_while_the_reference_is_still_to_be_asked_for():
    of = checklist.choose_method(settled(at_amount(OF), 20_200, Way.PART, 5_000), bill(OF), "balance", NOW)
    of = payment.complete(of, bill(of), NOW, NOW)
    with pytest.raises(Problem, match=r"any more: ¥50\.00 was paid on 2026-12-05 12:00"):
        payment.complete(of, bill(of), NOW, NOW)
    of = checklist.begin(of, bill(of), NOW + timedelta(minutes=1))
    assert step(of, HUABEI) is checklist.Step.PLATFORM
    assert refer(of, FIRST, "A1").repayments[FIRST].reference == "A1"
    assert open_checklists(refer(of, FIRST, "A1")) == open_checklists(of)
