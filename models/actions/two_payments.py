"""Payments of one bill that two versions of a ledger recorded apart: each counted on, so both have the same id."""

from datetime import datetime
from itertools import count

from msgspec.structs import replace

from models.bills.fault import FaultCode
from models.bills.wrong_sums import wrong_sums
from models.ledger.ids import bill_repaid, line_stated, repayment_id
from models.ledger.ledger import Ledger
from models.ledger.progress import Done, Progress, Step
from models.ledger.repayment import Repayment


def with_ids_of_their_own(mine: Ledger, theirs: Ledger, base: Ledger | None) -> tuple[Ledger, Ledger]:
    """Both versions, with another id for the later of two payments that have one id: nobody has to choose between them.

    Only what neither had in `base` can be two; and only where the periods have room for both, as else one payment may
    have been recorded twice. A payment that the other version has under another id already gets that.
    """
    for ident in sorted(mine.repayments.keys() & theirs.repayments.keys()):
        one, other = mine.repayments[ident], theirs.repayments[ident]
        if one == other or not line_stated(ident).isdecimal() or (base is not None and ident in base.repayments):
            continue
        if (known := _known(one, mine, theirs)) is not None:
            mine = _renamed(mine, ident, known)
        elif (known := _known(other, theirs, mine)) is not None:
            theirs = _renamed(theirs, ident, known)
        elif _are_two(one, other) and _have_room(mine, theirs, ident):
            free = _free(ident, mine, theirs)
            if max(one, other, key=_turn) is one:
                mine = _renamed(mine, ident, free)
            else:
                theirs = _renamed(theirs, ident, free)
    return mine, theirs


def _are_two(one: Repayment, other: Repayment) -> bool:
    """Whether they are two payments, by their references, or else by their amounts."""
    if one.reference and other.reference:
        return one.reference != other.reference
    return one.amount != other.amount


def _have_room(mine: Ledger, theirs: Ledger, ident: str) -> bool:
    """Whether no period is repaid twice with both, in either version."""
    of_both = mine.repayments.keys() | theirs.repayments.keys()
    repaid = {each: min(_versions(each, mine, theirs), key=_turn) for each in of_both}
    repaid[""] = max(_versions(ident, mine, theirs), key=_turn)
    faults = [each for of in (mine, theirs) for each in wrong_sums(replace(of, repayments=repaid))]
    return not any(each.code is FaultCode.OVERPAID for each in faults)


def _versions(ident: str, *ledgers: Ledger) -> list[Repayment]:
    return [each.repayments[ident] for each in ledgers if ident in each.repayments]


def _turn(each: Repayment) -> tuple[float, int, str, str]:
    """Which was first, from either side alike."""
    return (datetime.timestamp(each.paid_at), each.amount, each.reference, repr(each))


def _known(each: Repayment, here: Ledger, there: Ledger) -> str | None:
    """The other id under which a version has that very payment; None where it has not, or the id is taken here."""
    alike = (ident for ident, record in there.repayments.items() if replace(record, id=each.id) == each)
    return next((ident for ident in alike if ident not in here.repayments), None)


def _free(ident: str, *ledgers: Ledger) -> str:
    """The next id of that bill which nothing has."""
    ids = (repayment_id(bill_repaid(ident), number) for number in count(2))
    return next(each for each in ids if not any(each in of.repayments for of in ledgers))


def _renamed(of: Ledger, old: str, new: str) -> Ledger:
    """With that id in place of the old one, wherever it stands."""
    kept = {ident: each for ident, each in of.repayments.items() if ident != old}
    return replace(
        of,
        repayments={**kept, new: replace(of.repayments[old], id=new)},
        sightings={
            ident: replace(each, repayment=new) if each.repayment == old else each
            for ident, each in of.sightings.items()
        },
        credits=dict(
            (ident, each) if each.of != old else (made := new + ident.removeprefix(old), replace(each, id=made, of=new))
            for ident, each in of.credits.items()
        ),
        checklists={ident: _naming(each, old, new) for ident, each in of.checklists.items()},
    )


def _naming(each: Progress, old: str, new: str) -> Progress:
    """The checklist with the new id of the repayment that it ended in, and of one that was entered after its figure."""
    return replace(each, done=tuple(_step_naming(one, old, new) for one in each.done))


def _step_naming(done: Done, old: str, new: str) -> Done:
    if done.step is Step.COMPLETE:
        return replace(done, answer=new if done.answer == old else done.answer)
    return replace(done, entered_after=tuple(new if each == old else each for each in done.entered_after))
