"""Which account the card of a statement is: asked where nobody knows it, and the answer is kept."""

from collections.abc import Mapping

import msgspec

from models.actions.finding import LEAVE, FindingKind, LineChoice, LineFinding, Sureness
from models.actions.reconcile_answers import chosen
from models.actions.seen import sighted
from models.actions.whose_line import (
    NONE,
    account_key,
    accounts_of_card,
    candidates,
    cards_in,
    is_card,
    own_ids,
    remembered,
)
from models.channels.channel import Catalogue
from models.ledger.ledger import Ledger
from models.ledger.sighting import Sighting
from models.ledger.statement import Statement
from models.values.message import Problem, msg


class WhichCard(msgspec.Struct, frozen=True):
    """The ledger with what was answered, the question, and the answers that hold from here on.

    `waits`: nobody answered, so that nothing of the statement is taken. `used`: what was asked for by its key.
    """

    ledger: Ledger
    given: Mapping[str, str]
    asked: LineFinding | None = None
    waits: bool = False
    used: bool = False


def which_card(ledger: Ledger, statement: Statement, held: Catalogue, given: Mapping[str, str]) -> WhichCard:
    """Asked where it is not known; until it is answered the card is taken to be the only account that it may be."""
    key = account_key(statement)
    if not is_card(statement):
        return WhichCard(ledger, given)
    may_be = candidates(statement, ledger, held)
    is_none = _mark(statement, ledger, may_be) in ledger.sightings
    if key not in given and not is_none and _is_known(statement, ledger, held):
        return WhichCard(ledger, given)
    if key not in given and (not may_be or is_none):
        return WhichCard(ledger, {**given, key: NONE}, used=True)  # no orders here are paid by any card that it may be
    said, ask = given.get(key, ""), _asked(statement, may_be, held)
    if said in {"", LEAVE}:
        left = {ident: answer for ident, answer in given.items() if ident != key}
        taken_as = {key: may_be[0]} if len(may_be) == 1 else {}
        return WhichCard(ledger, left | taken_as, ask, waits=True, used=True)
    if said != NONE and said not in {*may_be, *own_ids(ledger)}:
        chosen(ask, said)
    answered = msgspec.structs.replace(ask, chosen=said, writes=True)
    after = _is_none(ledger, statement, may_be) if said == NONE else remembered(ledger, statement, said)
    return WhichCard(after, given, answered, used=True)


def _is_known(statement: Statement, ledger: Ledger, held: Catalogue) -> bool:
    return all(accounts_of_card(card, statement, ledger, held, {}) for card in cards_in(statement))


def _asked(statement: Statement, may_be: tuple[str, ...], held: Catalogue) -> LineFinding:
    cards = cards_in(statement)
    why = msg("Which account is this card?")
    if len(cards) > 1:
        why = msg("It is of several cards: {cards}. Which account are they?", cards="、".join(cards))
    return LineFinding(
        key=account_key(statement),
        kind=FindingKind.UNPLACED,
        level=Sureness.ASK,
        choices=(
            *(LineChoice(each, msg("it is {account}", account=held[each].name)) for each in may_be),
            LineChoice(NONE, msg("none of these: it has no orders here")),
        ),
        reasons=(why,),
    )


def _mark(statement: Statement, ledger: Ledger, may_be: tuple[str, ...]) -> str:
    """The id of what says that the card is none of these accounts: of others, or of other digits, it is asked again."""
    digits = (f"{each} {ledger.accounts[each].last4 if each in ledger.accounts else ''}" for each in sorted(may_be))
    parts = (*cards_in(statement), "", *digits)
    from hashlib import sha256  # noqa: PLC0415  # OpenSSL is 8 ms that only a statement needs

    return f"{account_key(statement)}:{sha256('/'.join(parts).encode()).hexdigest()[:12]}"


def _is_none(ledger: Ledger, statement: Statement, may_be: tuple[str, ...]) -> Ledger:
    """With the card known to be none of these accounts."""
    first = min((line.at for line in statement.lines), default=None)
    if first is None:
        return ledger
    mark = Sighting(id=_mark(statement, ledger, may_be), source=statement.source, at=first, amount=1, ignored=True)
    return sighted(ledger, mark)


def not_known_yet(statement: Statement) -> Problem:
    """Why nothing of the statement is taken: which account the card is has to be said first."""
    return Problem(
        "say first which account this card is: answer {key}",
        field="answer",
        key=account_key(statement),
    )
