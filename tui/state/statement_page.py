"""The page of a statement: which lines it lists, and what it may have done."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import msgspec

from models.actions.finding import LEAVE, LineFinding, OrderOffer, Reconciled, Sureness
from models.ledger.statement import Statement
from models.values.money import plain


class StatementActs(Protocol):
    """What the page has done by whoever opened it: it writes nothing itself."""

    def found(self, statement: Statement, answers: Mapping[str, str]) -> Reconciled:
        """The statement beside the newest ledger, with these answers; Problem where one of them cannot be."""

    async def enter(self, offer: OrderOffer) -> None:
        """Open the form of an order, with what the statement says filled in."""


class AnsweredStatement(msgspec.Struct, frozen=True):
    """What a page of a statement hands back: the statement, and what was answered to its findings, by their keys."""

    statement: Statement
    answers: Mapping[str, str]


def to_save(found: Reconciled) -> int:
    """How many of the findings would change the ledger."""
    return sum(each.writes and not each.known and each.chosen != LEAVE and not each.asks for each in found.findings)


def sure(found: Reconciled) -> list[str]:
    """The keys of what is taken without an answer, where it is not left out."""
    certain = (each for each in found.findings if each.level is Sureness.SURE and not each.known)
    return [each.key for each in certain if each.writes or each.chosen == LEAVE]


def next_to_answer(found: Reconciled, keys: Sequence[str], at: int) -> int:
    """The place of the first of these keys, from `at` on and round, that waits for an answer; else `at`."""
    waiting = {each.key for each in found.findings if each.asks and not each.chosen}
    order = [*range(at, len(keys)), *range(at)]
    return next((index for index in order if keys[index] in waiting), at)


def answer_ids(finding: LineFinding) -> list[str]:
    """The answers that have a number, in their order."""
    return [each.id for each in finding.choices if each.id != LEAVE]


def offer_texts(offer: OrderOffer) -> dict[str, str]:
    """What a statement says of an order, as it would be typed into the form."""
    said = {
        "channel": offer.account_id,
        "title": offer.title,
        "order_no": offer.order_no,
        "bought_at": offer.bought_said,
        "principal": plain(offer.principal) if offer.principal else "",
        "periods": str(offer.periods or ""),
        "amount_per_period": plain(offer.amount_per_period) if offer.amount_per_period else "",
        "first_due": offer.first_due.isoformat() if offer.first_due else "",
        "paid_periods": str(offer.period - 1) if offer.period else "",
    }
    unknown = {"bought_at"} if offer.period else set()  # a period was charged: it was not bought today
    return {name: text for name, text in said.items() if text or name in unknown}
