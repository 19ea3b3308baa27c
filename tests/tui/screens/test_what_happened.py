"""What happened to a bill, said on the screen from the key to the disk, and how the bill reads afterwards, at 80x24."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from models.actions.minimum_paid import minimum_paid
from models.bills.derive import derive
from models.bills.status import Moment, Status, status
from models.channels.channel import AUTO_DEBIT
from models.ledger.ledger import Ledger
from models.ledger.reduction import Target
from models.ledger.repayment import PaidAs
from tests.models.builders import at, bill, ledger, order, plan, repaid, up_to_amount
from tests.often import is_long
from tests.tui.commands.test_ways_to_pay import session
from tests.tui.screens.test_main_screen import message_line, on_disk, opened
from tests.tui.screens.test_mistakes_in_the_demo import on_screen
from tests.tui.state.test_questions import SHOPPED
from tests.tui.turns import in_turn
from tests.tui.written import write
from tui.run.session import Session
from tui.screens.main import MainScreen

SMALL, LANGUAGES = (80, 24), ["en", "zh_CN"]
IN_TURN = {each: LANGUAGES if is_long() else [each] for each in LANGUAGES}
"""The languages of a test that is otherwise tried in this one."""
ID, NEXT = "huabei/2026-12-10", "huabei/2027-01-10"
EVE, AFTER = at("2026-12-09T12:00:00+08:00"), at("2026-12-12T12:00:00+08:00")
PHONE = ledger(order("phone"))
BOTH = ledger(order("phone", terms=plan(399_00, 3, 1_90)), order("shoes", terms=plan(300_00, 1, 0)))
"""A bill of 434.90, of which the minimum is 164.90."""


class Act(NamedTuple):
    """What somebody says of the bill of a ledger: the ids of the answers, or what is typed; how the bill stands then,
    and what is seen of it."""

    of: Ledger
    answers: tuple[str, ...]
    stands: Status
    reads: tuple[str, ...]
    now: datetime = EVE


ACTS = {
    "turned": Act(
        SHOPPED,
        ("turned", "5000", "3", "125", "turned"),
        Status.DUE_SOON,
        ("{amount} of the bill was turned into instalments (账单分期)", "¥5,000.00", "¥201.00"),
    ),
    "deferred": Act(PHONE, ("deferred", "deferred"), Status.DEFERRED, ("the bill due {due} was deferred to this one",)),
    "fee": Act(PHONE, ("lowered", "1", "fee"), Status.DUE_SOON, ("{amount} of the fee was waived", "¥1.00", "¥100.00")),
    "coupon": Act(
        PHONE,
        ("lowered", "10", "bill"),
        Status.DUE_SOON,
        ("this bill was lowered by {amount}: a coupon", "¥10.00", "¥91.00"),
    ),
    "minimum": Act(
        repaid(BOTH, ID, 164_90, EVE),
        ("minimum", "minimum"),
        Status.MINIMUM_PAID,
        ("left from the bill before", "interest on that, an estimate", "270.00", "4.19", "¥409.09"),
        AFTER,
    ),
    "twice": Act(
        repaid(PHONE, ID, None, EVE),
        ("twice", "101", "balance", "2026-12-09 11:00"),
        Status.SETTLED,
        ("credit {amount}", "¥101.00"),
    ),
    "twice, by auto-debit": Act(
        repaid(PHONE, ID, None, EVE),
        ("twice", "101", AUTO_DEBIT, "2026-12-09 11:00"),
        Status.SETTLED,
        ("credit {amount}", "¥101.00"),
    ),
}
KEPT: dict[str, Callable[[Ledger], bool]] = {
    "turned": lambda of: [each.amount for each in of.conversions.values()] == [5_000_00],
    "deferred": lambda of: {each.id: each.to for each in of.deferrals.values()} == {ID: NEXT},
    "fee": lambda of: [(each.target, each.amount) for each in of.reductions.values()] == [(Target.FEE, 1_00)],
    "coupon": lambda of: [(each.target, each.amount) for each in of.reductions.values()] == [(Target.BILL, 10_00)],
    "minimum": lambda of: list(of.minimums) == [ID],
    "twice": lambda of: ("balance", PaidAs.AGAIN) in {(each.method, each.way) for each in of.repayments.values()},
    "twice, by auto-debit": lambda of: (
        (AUTO_DEBIT, PaidAs.AGAIN) in {(each.method, each.way) for each in of.repayments.values()}
    ),
}
"""What is on disk then."""


def bare(text: str) -> str:
    """Without blanks and frames: a sentence may go on in the next line."""
    return re.sub(r"[\s│]", "", text)


async def to_the_bill(pilot: Pilot[str], screen: MainScreen) -> None:
    """Go to the bill of December."""
    for _ in range(3):
        await pilot.pause()
        if screen.detail.bill is not None and screen.detail.bill.id != ID:
            await pilot.press("left_square_bracket")


async def give(pilot: Pilot[str], screen: MainScreen, *answers: str) -> None:
    """Give the answers; of each question all that can be answered is in sight."""
    for each in answers:
        await pilot.pause()
        question = screen.conversation.question
        assert question is not None
        read = bare(on_screen(pilot))
        assert [one.words for one in question.answers if bare(one.words) not in read] == []
        assert [text for text, _ in question.text if bare(text) not in read] == []
        if question.field:
            box = screen.query_one("#answer", Input)
            box.value = ""
            await write(pilot, box, each)
            await pilot.press("enter")
        else:
            (index,) = (at for at, one in enumerate(question.answers) if one.id == each)
            await pilot.press("home", *["j"] * index, "enter")
        await pilot.pause()


def stands(mine: Session) -> Status:
    return status(derive(on_disk(mine).ledger, mine.catalogue).bill(ID), Moment(mine.now()))


@pytest.mark.soak
@pytest.mark.parametrize(("name", "language"), in_turn(ACTS, LANGUAGES))
async def test_what_happened_is_said_with_l_and_read_on_the_bill(tmp_path: Path, name: str, language: str) -> None:
    act = ACTS[name]
    mine = session(tmp_path / "l", act.of, act.now, language=language)
    async with opened(mine, SMALL) as (pilot, screen):
        await to_the_bill(pilot, screen)
        await pilot.press("l")
        await give(pilot, screen, *act.answers)
        assert KEPT[name](on_disk(mine).ledger)
        assert stands(mine) is act.stands
        if name.startswith("twice"):  # it is a repayment, after which the next bill is shown
            await pilot.press("escape", "2")
            await to_the_bill(pilot, screen)
        assert screen.detail.bill is not None
        assert screen.detail.bill.id == ID, "what became of the bill is shown at once"
        if name in {"minimum", "deferred"}:
            screen.point_at(screen.working.book.bill(NEXT))
        await pilot.pause()
        assert screen.conversation.question is None or screen.conversation.question.id != "happened"
        read = bare(on_screen(pilot))
        for words in act.reads:
            said = mine.language.t(words, amount=act.reads[1] if len(act.reads) > 1 else "", due="2026-12-10")
            assert bare(said) in read, on_screen(pilot)
        before = act.of
        await pilot.press("u")
        assert on_disk(mine).ledger == before


@pytest.mark.soak
@pytest.mark.parametrize("language", IN_TURN["en"])
async def test_a_bill_that_went_over_says_where_it_went(tmp_path: Path, language: str) -> None:
    of = ACTS["minimum"].of
    mine = session(tmp_path / "l", of, AFTER, language=language)
    async with opened(mine, SMALL) as (pilot, screen):
        await to_the_bill(pilot, screen)
        await pilot.press("c")
        await give(pilot, screen, "minimum")
        await pilot.press("escape", "2")
        await to_the_bill(pilot, screen)
        await pilot.pause()
        t, read = mine.language.t, bare(on_screen(pilot))
        gone = t(
            "the minimum of this bill was paid: {amount} is on the bill due {due}", amount="¥270.00", due="2027-01-10"
        )
        assert bare(gone) in read
        assert bare(t("interest on it: about {interest}, an estimate", interest="¥4.19")) in read
        await pilot.press("l")
        await pilot.pause()
        assert message_line(screen) == gone


@pytest.mark.soak
@pytest.mark.parametrize("language", IN_TURN["zh_CN"])
async def test_the_question_is_asked_once_after_the_due_instant(tmp_path: Path, language: str) -> None:
    mine = session(tmp_path / "l", ACTS["minimum"].of, AFTER, language=language)
    async with opened(mine, SMALL) as (pilot, screen):
        await to_the_bill(pilot, screen)
        await pilot.press("2")
        await pilot.pause()
        asks = mine.language.t("{paid} may be the minimum: c says whether the rest goes over", paid="¥164.90")
        assert bare(asks) in bare(on_screen(pilot))
        await pilot.press("c")
        await give(pilot, screen, "overdue")
        assert stands(mine) is Status.OVERDUE
        await pilot.press("2", "c")
        await pilot.pause()
        assert screen.conversation.question is None or screen.conversation.question.id != "minimum"
        assert bare(asks) not in bare(on_screen(pilot))
    assert bill(on_disk(mine).ledger).outstanding == 270_00


@pytest.mark.soak
@pytest.mark.parametrize("language", IN_TURN["en"])
async def test_a_deferred_bill_stays_and_can_be_looked_at(tmp_path: Path, language: str) -> None:
    mine = session(tmp_path / "l", PHONE, EVE, language=language)
    async with opened(mine, SMALL) as (pilot, screen):
        await pilot.press("l")
        await give(pilot, screen, "deferred", "deferred")
        await pilot.pause()
        said = mine.language.t(
            "this bill was deferred: {amount} is on the bill due {due}", amount="¥101.00", due="2027-01-10"
        )
        assert bare(said) in bare(on_screen(pilot))
        assert screen.detail.bill is not None
        assert screen.detail.bill.id == ID
        await pilot.press("right_square_bracket")
        await pilot.pause()
        assert screen.detail.bill.id == NEXT


@pytest.mark.soak
@pytest.mark.parametrize("language", IN_TURN["zh_CN"])
async def test_what_the_app_shows_of_the_next_bill_stands_for_the_estimate_of_its_interest(
    tmp_path: Path, language: str
) -> None:
    of = minimum_paid(ACTS["minimum"].of, bill(ACTS["minimum"].of), AFTER)
    mine = session(tmp_path / "l", up_to_amount(of, NEXT, AFTER), AFTER, language=language)
    t = mine.language.t
    async with opened(mine, SMALL) as (pilot, screen):
        await pilot.press("enter")
        await give(pilot, screen, "409.10")
        question = screen.conversation.question
        assert question is not None
        right = question.answers[1]
        assert (right.id, right.leaves) == ("correct", t("its interest is {interest}", interest="4.20"))
        await give(pilot, screen, "correct")
        await pilot.press("escape", "2")
        await pilot.pause()
        read = bare(on_screen(pilot))
        assert bare(t("interest on that, the app's figure")) in read
        assert "4.20" in read
    assert not on_disk(mine).ledger.corrections


@pytest.mark.soak
@pytest.mark.parametrize("language", IN_TURN["en"])
async def test_of_a_bill_that_was_lowered_by_more_than_its_fees_no_rate_is_said(tmp_path: Path, language: str) -> None:
    mine = session(tmp_path / "l", PHONE, EVE, language=language)
    async with opened(mine, SMALL) as (pilot, screen):
        await pilot.press("l")
        await give(pilot, screen, "lowered", "10", "bill")
        await pilot.press("2")
        await pilot.pause()
        assert bare(mine.language.t("what was taken off is more than the fees")) in bare(on_screen(pilot))
        assert not re.search(r"-[\d.]+%", on_screen(pilot))


@pytest.mark.soak
@pytest.mark.parametrize(("answers", "language"), in_turn([("minimum",), ("part", "700", "minimum")], LANGUAGES))
async def test_that_auto_debit_took_only_the_minimum_is_said_with_c(
    tmp_path: Path, language: str, answers: tuple[str, ...]
) -> None:
    mine = session(tmp_path / "l", SHOPPED, at("2026-12-10T12:00:00+08:00"), auto_debit=True, language=language)
    async with opened(mine, SMALL) as (pilot, screen):
        await pilot.press("c")
        await give(pilot, screen, *answers)
    of = on_disk(mine).ledger
    (made,) = of.repayments.values()
    assert (made.method, made.way, list(of.minimums)) == (AUTO_DEBIT, PaidAs.MINIMUM, [ID])
    assert stands(mine) is Status.MINIMUM_PAID


@pytest.mark.soak
@pytest.mark.parametrize("language", IN_TURN["zh_CN"])
async def test_no_fee_stands_where_none_was_typed_and_enter_alone_turns_nothing(tmp_path: Path, language: str) -> None:
    mine = session(tmp_path / "l", SHOPPED, EVE, language=language)
    async with opened(mine, SMALL) as (pilot, screen):
        await to_the_bill(pilot, screen)
        await pilot.press("l")
        await give(pilot, screen, "turned", "5000")
        await pilot.press("enter")
        await pilot.pause()
        assert screen.conversation.question.id == "turned-periods"
        await give(pilot, screen, "3")
        below = on_screen(pilot).partition(screen.conversation.question.text[0][0])[2]
        assert "0.00" not in below
        await pilot.press("enter")
        await pilot.pause()
        assert screen.conversation.question.id == "turned-fee"
        assert mine.language.t("an amount is missing; write it like 1234.50") in on_screen(pilot)
