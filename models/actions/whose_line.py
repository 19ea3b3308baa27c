"""Which account a line of a statement is about."""

from collections.abc import Iterable

import msgspec

from models.actions.finding import LineAnswers
from models.channels.builtin import GENERIC, builtin
from models.channels.channel import Catalogue, Channel
from models.channels.names import name_key
from models.ledger.ledger import Ledger, put
from models.ledger.statement import Statement, StatementLine
from models.values.message import Problem

CARD = "-credit"
"""How the id of a source ends that is the statement of a credit card."""

BANKS = {"cgb": "广发", "boc": "中行", "bocomm": "交行"}
"""By the begin of their sources: banks that the catalogue does not have, and what an account with them is labelled."""

_ALSO = {"cgb": ("广发银行", "广东发展银行"), "boc": ("中国银行",), "bocomm": ("交通银行",)}

NONE = "none"
"""The answer that a card is no account here."""


def account_key(statement: Statement) -> str:
    """The key of the question which account a statement is of."""
    return f"account:{statement.source}"


def is_card(statement: Statement) -> bool:
    return statement.source.endswith(CARD)


def accounts_of(
    line: StatementLine, statement: Statement, ledger: Ledger, held: Catalogue, answers: LineAnswers
) -> tuple[str, ...]:
    """The ids of the accounts that the line may be about: one where it is known, none where it is nobody's here."""
    if is_card(statement):
        return accounts_of_card(statement, ledger, held, answers)
    return _with_tail(of_channel(line.channel, ledger, held), line.last4, ledger) if line.channel else ()


def accounts_of_card(statement: Statement, ledger: Ledger, held: Catalogue, answers: LineAnswers) -> tuple[str, ...]:
    """The accounts that the statement of a card may be of; () where nobody said it, or it is none of them."""
    said = answers.get(account_key(statement), "")
    if said == NONE:
        return ()
    if said:
        if said not in own_ids(ledger):
            raise Problem("there is no account {account}", field="answer", account=said)
        return (said,)
    tail = statement.card or _tail(statement)
    bank = statement.source.removesuffix(CARD)
    known = _with_tail(of_channel(bank, ledger, held), tail, ledger)
    if len(known) == 1:
        return known
    named = _with_tail(_named(bank, ledger, held), tail, ledger)
    if len(named) == 1:
        return named
    before = {ledger.repayments[each].account_id for each in _stated_by(statement.source, ledger)}
    seen = _with_tail(before, tail, ledger)
    return seen if len(seen) == 1 else ()


def candidates(statement: Statement, ledger: Ledger, held: Catalogue) -> tuple[str, ...]:
    """The accounts that may be the card of the statement, where it has to be asked."""
    bank = statement.source.removesuffix(CARD)
    tail = statement.card or _tail(statement)
    known = _with_tail(of_channel(bank, ledger, held), tail, ledger)
    others = (each for each in own_ids(ledger) if _is_any_card(held.get(each)))
    return tuple(dict.fromkeys((*known, *_with_tail(others, tail, ledger))))


def remembered(ledger: Ledger, statement: Statement, account: str) -> Ledger:
    """With the account marked as that of the statement's card: by its last digits, or by the name of its bank."""
    found, tail = ledger.accounts.get(account), statement.card or _tail(statement)
    if found is None:
        return ledger
    bank = BANKS.get(statement.source.removesuffix(CARD), "")
    made = found
    if tail and not found.last4:
        made = msgspec.structs.replace(made, last4=tail)
    if bank and not found.label:
        made = msgspec.structs.replace(made, label=bank)
    return ledger if made == found else msgspec.structs.replace(ledger, accounts=put(ledger.accounts, account, made))


def own_ids(ledger: Ledger) -> tuple[str, ...]:
    """The ids of all accounts, those of orders without one included."""
    return tuple(dict.fromkeys((*ledger.accounts, *(each.account_id for each in ledger.orders.values()))))


def of_channel(channel: str, ledger: Ledger, held: Catalogue) -> tuple[str, ...]:
    """The accounts with that institution."""
    return tuple(
        each for each in own_ids(ledger) if each in held and (held[each].institution or held[each].id) == channel
    )


def _with_tail(accounts: Iterable[str], tail: str, ledger: Ledger) -> tuple[str, ...]:
    """Those whose last digits these are; else those of which nobody said any."""
    found = tuple(accounts)
    if not tail:
        return found
    last4 = {each: ledger.accounts[each].last4 if each in ledger.accounts else "" for each in found}
    return tuple(each for each in found if last4[each] == tail) or tuple(each for each in found if not last4[each])


def _tail(statement: Statement) -> str:
    """The digits that all its lines have that have any."""
    tails = {line.last4 for line in statement.lines if line.last4}
    return tails.pop() if len(tails) == 1 else ""


def _is_any_card(channel: Channel | None) -> bool:
    """Whether it may be a card of any bank: the generic one, or one that the user made."""
    return (
        channel is not None
        and channel.card
        and ((channel.institution or channel.id) == GENERIC or (channel.institution or channel.id) not in builtin())
    )


def _named(bank: str, ledger: Ledger, held: Catalogue) -> tuple[str, ...]:
    """The accounts that are called by the bank's name."""
    names = [name_key(name) for name in (BANKS.get(bank, ""), *_ALSO.get(bank, ())) if name]
    found = []
    for ident in own_ids(ledger):
        channel = held.get(ident)
        called = [] if channel is None else [*channel.name.values(), *channel.short.values(), *channel.aliases]
        if any(name in name_key(each) for name in names for each in called):
            found.append(ident)
    return tuple(found)


def _stated_by(source: str, ledger: Ledger) -> Iterable[str]:
    """The repayments that statements of the source have shown."""
    return (
        each.repayment
        for each in ledger.sightings.values()
        if each.source == source and each.repayment in ledger.repayments
    )
