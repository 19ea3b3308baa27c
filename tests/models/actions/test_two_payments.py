"""Two payments of one bill, each recorded in another version of a ledger, are two after merging, and one is one."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from models.actions.merging import Side, merged
from models.actions.two_payments import with_ids_of_their_own
from models.bills.ledger_faults import ledger_faults
from models.ledger.credit import CreditUse
from models.ledger.ledger import Ledger
from models.ledger.progress import Done, Progress, Step
from models.ledger.sighting import Sighting
from tests.models.builders import NOW, by_hand, ledger, order
from tests.models.store.actions import repayment

BILL = "huabei/2026-12-10"
FIRST, SECOND = f"{BILL}#1", f"{BILL}#2"
BASE = ledger(order("phone"))


def having(amount: int, minutes: int, **fields) -> Ledger:
    """With a part of the bill repaid, so many minutes after the hour, and all that names that."""
    whole = repayment(FIRST, "phone")
    share = replace(whole.allocations[0], fee=0, principal=amount)
    paid = replace(whole, amount=amount, paid_at=NOW + timedelta(minutes=minutes), allocations=(share,), **fields)
    seen = Sighting(id=f"app:{amount}:{minutes}", source="app", at=NOW, amount=amount, repayment=FIRST)
    used = CreditUse(id=f"{FIRST}+1", account_id="huabei", of=FIRST, bill="huabei/2027-01-10", amount=1, at=NOW)
    read = {"figure": amount, "pay": amount, "entered_after": (FIRST,)}
    said = {Step.AMOUNT: read, Step.COMPLETE: {"answer": FIRST}}
    done = tuple(Done(step=each, at=NOW, **said.get(each, {})) for each in Step)
    ended = Progress(id=BILL, started_at=NOW, done=done)
    return replace(
        BASE,
        repayments={FIRST: paid},
        sightings={seen.id: seen},
        credits={used.id: used},
        checklists={BILL: ended} if minutes else {},
    )


def paid(of: Ledger) -> dict[str, int]:
    return {ident: each.amount for ident, each in of.repayments.items()}


def made_one(mine: Ledger, theirs: Ledger, base: Ledger | None = BASE) -> Ledger:
    made = merged(*with_ids_of_their_own(mine, theirs, base), base)
    assert made.open == ()
    return made.ledger


@pytest.mark.parametrize("base", [BASE, None], ids=["", "without a base"])
def test_two_payments_are_kept_the_earlier_under_its_id_whichever_version_is_merged(base):
    mine, theirs = having(50_00, 9), having(30_00, 0)
    one, back = made_one(mine, theirs, base), made_one(theirs, mine, base)
    assert one == back
    assert paid(one) == {FIRST: 30_00, SECOND: 50_00}
    assert {each.amount: each.repayment for each in one.sightings.values()} == {30_00: FIRST, 50_00: SECOND}
    assert {ident: each.of for ident, each in one.credits.items()} == {f"{FIRST}+1": FIRST, f"{SECOND}+1": SECOND}
    assert (one.checklists[BILL].recorded, one.checklists[BILL].done[2].entered_after) == (SECOND, (SECOND,))
    assert not any(each.impossible and each.code != "not_conserved" for each in ledger_faults(one, by_hand()))
    for again in (mine, theirs):
        assert made_one(one, again, base) == made_one(again, one, base) == one, "merged again"


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (having(30_00, 9), having(30_00, 0)),
        (having(50_00, 9, reference="1"), having(30_00, 0, reference="1")),
        (having(90_00, 9), having(50_00, 0)),
    ],
    ids=["as much", "one reference", "more than the period comes to"],
)
def test_what_may_be_one_payment_is_asked_as_before(mine, theirs):
    assert with_ids_of_their_own(mine, theirs, BASE) == (mine, theirs)
    made = merged(mine, theirs, BASE)
    assert FIRST in {each.id for each in made.open}
    for side, of in ((Side.MINE, mine), (Side.THEIRS, theirs)):
        assert paid(merged(mine, theirs, BASE, side).ledger) == paid(of)


def test_two_references_are_two_payments_of_as_much():
    one = made_one(having(30_00, 9, reference="1"), having(30_00, 0, reference="2"))
    assert sorted(each.reference for each in one.repayments.values()) == ["1", "2"]


def test_one_that_both_had_and_both_changed_is_asked():
    base = having(20_00, 0)
    mine, theirs = having(50_00, 9), having(30_00, 0)
    assert with_ids_of_their_own(mine, theirs, base) == (mine, theirs)
