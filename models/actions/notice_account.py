"""Which of the user's accounts a message is about: by the institution, and by the last digits of the card."""

from collections.abc import Sequence

import msgspec

from models.channels.account import Account
from models.channels.builtin import GENERIC
from models.ledger.ledger import Ledger
from models.ledger.notice import Notice
from models.values.identity import plain_key


class NoticedAccount(msgspec.Struct, frozen=True):
    """The account's id, "" where none is sure; and which it may be, where there are several."""

    id: str = ""
    among: tuple[str, ...] = ()


def account_of(notice: Notice, ledger: Ledger) -> NoticedAccount:
    """The account that the message is about.

    Other digits are another card. Without digits, or where nobody said the digits of the one account, it is that one.
    """
    if not notice.channel:
        return _by_digits(notice, tuple(ledger.accounts.values()))
    mine = tuple(each for each in ledger.accounts.values() if each.channel == notice.channel)
    if notice.channel == GENERIC:
        mine = _of_the_bank(notice, mine)
    if not notice.tail:
        return _only(mine)
    exact = [each for each in mine if each.last4 == notice.tail]
    if exact:
        return _only(exact)
    unsaid = [each for each in mine if not each.last4]
    return _only(unsaid) if len(mine) == 1 else NoticedAccount("", tuple(each.id for each in unsaid))


def _by_digits(notice: Notice, accounts: Sequence[Account]) -> NoticedAccount:
    """Where no institution is named: the only card with those digits."""
    if notice.product or not notice.tail:
        return NoticedAccount()
    return _only([each for each in accounts if each.last4 == notice.tail])


def _of_the_bank(notice: Notice, accounts: Sequence[Account]) -> tuple[Account, ...]:
    """The cards whose label or digits may be those of a bank that has no channel of its own."""
    bank = plain_key(notice.bank)
    named = tuple(each for each in accounts if _names(plain_key(each.label), bank))
    if named or not notice.tail:
        return named
    return tuple(each for each in accounts if each.last4 == notice.tail)


def _names(label: str, bank: str) -> bool:
    """Whether the label has the bank's name or its short one: 交通银行, 交通 and 交行."""
    core = bank.removeprefix("中国").removesuffix("银行") or bank.removesuffix("银行")
    return bool(label and bank) and any(each in label for each in (bank, core, f"{core[:1]}行") if len(each) > 1)


def _only(accounts: Sequence[Account]) -> NoticedAccount:
    if len(accounts) == 1:
        return NoticedAccount(accounts[0].id)
    return NoticedAccount("", tuple(each.id for each in accounts))
