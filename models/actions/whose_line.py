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


def cards_in(statement: Statement) -> tuple[str, ...]:
    """The last digits of the cards that the statement is of; `("",)` where it does not say any."""
    if statement.card:
        return (statement.card,)
    return tuple(sorted({line.last4 for line in statement.lines if line.last4})) or ("",)


def accounts_of(
    line: StatementLine, statement: Statement, ledger: Ledger, held: Catalogue, answers: LineAnswers
) -> tuple[str, ...]:
    """The ids of the accounts that the line may be about: one where it is known, none where it is nobody's here."""
    if is_card(statement):
        return accounts_of_card(line.last4, statement, ledger, held, answers)
    return _with_tail(of_channel(line.channel, ledger, held), line.last4, ledger) if line.channel else ()


def accounts_of_cards(statement: Statement, ledger: Ledger, held: Catalogue, answers: LineAnswers) -> tuple[str, ...]:
    """The accounts that the cards of the statement are, as far as that is known."""
    found = (each for card in cards_in(statement) for each in accounts_of_card(card, statement, ledger, held, answers))
    return tuple(dict.fromkeys(found))


def accounts_of_card(
    last4: str, statement: Statement, ledger: Ledger, held: Catalogue, answers: LineAnswers
) -> tuple[str, ...]:
    """The account that the card with those digits is, in the statement of a card or of several; () where nobody said
    it, or it is none."""
    cards = cards_in(statement)
    if len(cards) > 1 and (exact := _with_digits(last4, statement, ledger, held)):
        return exact
    said = answers.get(account_key(statement), "")
    if said == NONE:
        return ()
    if said:
        if said not in own_ids(ledger):
            raise Problem("there is no account {account}", field="answer", account=said)
        return (said,)
    mine = (of_channel(_bank(statement), ledger, held), _named(_bank(statement), ledger, held))
    before = {ledger.repayments[each].account_id for each in _stated_by(statement.source, ledger)}
    if len(cards) > 1:  # which of them an account is that has no digits, nobody said
        tails, found = "", [_without_digits(tuple(before), ledger)]
    else:
        tails, found = cards[0], [_of_these_digits(cards[0], statement, ledger, held), *mine, tuple(before)]
    return next((own for each in found if len(own := _with_tail(each, tails, ledger)) == 1), ())


def _with_digits(last4: str, statement: Statement, ledger: Ledger, held: Catalogue) -> tuple[str, ...]:
    """Of several cards the account of the one with those digits; of a line without digits the only one that is here."""
    mine = dict.fromkeys((*of_channel(_bank(statement), ledger, held), *_named(_bank(statement), ledger, held)))
    digits = {each: ledger.accounts[each].last4 if each in ledger.accounts else "" for each in mine}
    cards = (last4,) if last4 else cards_in(statement)
    found = tuple(each for each in mine if digits[each] in cards)
    alone = bool(last4) or all(digits.values())
    return found if len(found) == 1 and alone else ()


def _of_these_digits(last4: str, statement: Statement, ledger: Ledger, held: Catalogue) -> tuple[str, ...]:
    """The only account with those digits, where it is with the bank, or is a card of which nobody said the bank."""
    found = [each for each in ledger.accounts.values() if last4 and each.last4 == last4]
    if len(found) != 1:
        return ()
    (account,) = found
    bank_unsaid = account.channel == GENERIC and not account.label
    is_of_it = bank_unsaid or account.id in of_channel(_bank(statement), ledger, held)
    return (account.id,) if is_of_it else ()


def _without_digits(accounts: tuple[str, ...], ledger: Ledger) -> tuple[str, ...]:
    return tuple(each for each in accounts if each not in ledger.accounts or not ledger.accounts[each].last4)


def _bank(statement: Statement) -> str:
    return statement.source.removesuffix(CARD)


def candidates(statement: Statement, ledger: Ledger, held: Catalogue) -> tuple[str, ...]:
    """The accounts that may be the card of the statement, or one of its cards, where it has to be asked."""
    cards = cards_in(statement)
    tail = cards[0] if len(cards) == 1 else ""
    known = _with_tail(of_channel(_bank(statement), ledger, held), tail, ledger)
    others = (each for each in own_ids(ledger) if _is_any_card(held.get(each)))
    found = tuple(dict.fromkeys((*known, *_with_tail(others, tail, ledger))))
    return found if len(cards) == 1 else _without_digits(found, ledger)


def new_card(statement: Statement, ledger: Ledger, held: Catalogue) -> str | None:
    """The channel of the statement's card where that can be no account here: "" where the bank has others here, so that
    the card is a further one. None where it may be one that is here."""
    if not is_card(statement) or candidates(statement, ledger, held):
        return None
    bank = _bank(statement)
    others = (*of_channel(bank, ledger, held), *_named(bank, ledger, held))
    return "" if others else bank if bank in held else GENERIC


def remembered(ledger: Ledger, statement: Statement, account: str) -> Ledger:
    """With the account marked as that of the statement's card: by its last digits, or by the name of its bank."""
    found, cards = ledger.accounts.get(account), cards_in(statement)
    tail = cards[0] if len(cards) == 1 else ""
    if found is None:
        return ledger
    bank = BANKS.get(_bank(statement), "")
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
