"""Repayments that are entered after a figure was read, and are dated before it: who entered them knew of it."""

from collections.abc import Collection

import msgspec

from models.ledger.ids import bill_account
from models.ledger.ledger import Ledger, open_checklists
from models.ledger.progress import Done, Progress, Way
from models.ledger.repayment import Repayment


def noting_entered_after(before: Ledger, after: Ledger) -> Ledger:
    """`after` with what was repaid since `before` of other bills noted beside each figure that is later by its date."""
    if after.repayments is before.repayments:
        return after
    corrected = {ident: each for ident, each in open_checklists(after).items() if any(map(_corrects, each.done))}
    new = [each for ident, each in after.repayments.items() if ident not in before.repayments] if corrected else ()
    noted = {ident: _noting(each, [one for one in new if _is_beside(one, each)]) for ident, each in corrected.items()}
    if not new or noted == corrected:
        return after
    return msgspec.structs.replace(after, checklists={**after.checklists, **noted})


def _corrects(done: Done) -> bool:
    return done.way is Way.CORRECT


def _is_beside(made: Repayment, progress: Progress) -> bool:
    return made.account_id == bill_account(progress.id)


def _noting(progress: Progress, new: Collection[Repayment]) -> Progress:
    return msgspec.structs.replace(progress, done=tuple(_beside(each, new) for each in progress.done))


def _beside(done: Done, new: Collection[Repayment]) -> Done:
    earlier = tuple(each.id for each in new if each.paid_at.timestamp() < done.at.timestamp())
    if not (_corrects(done) and earlier):
        return done
    return msgspec.structs.replace(done, entered_after=(*done.entered_after, *earlier))
