"""Whether the money on a pay account covers its auto-debits, in lines."""

from collections.abc import Iterator, Sequence

from models.bills.coverage import Debit, PayAccount
from models.values.dates import instant_said
from models.values.message import Words
from models.values.money import yuan
from tui.run.session import Session

Said = tuple[str, str]
"""A sentence and its style."""


def held_said(account: PayAccount, session: Session) -> Iterator[Said]:
    """What was read last, and whether it still holds."""
    t, balance = session.language.t, account.balance
    if balance is None:
        return
    at = instant_said(balance.at, session.zone)
    if account.fresh:
        yield t("{account}: {amount} on {at}", account=balance.id, amount=yuan(balance.amount), at=at), ""
    else:
        yield (
            t(
                "{account}: {amount} on {at} does not hold any more: it is a day old, or something was taken since",
                account=balance.id,
                amount=yuan(balance.amount),
                at=at,
            ),
            "warn",
        )


def debits_said(debits: Sequence[Debit], session: Session) -> Iterator[Said]:
    """What is taken, one after the other, and what that leaves or lacks."""
    for each in debits:
        yield debit_said(each, session), "bad" if each.left is not None and each.left < 0 else ""


def debit_said(debit: Debit, session: Session) -> str:
    """One debit, and what it leaves or lacks."""
    t = session.language.t
    amount = yuan(debit.amount) if debit.certain else t("perhaps {amount}", amount=yuan(debit.amount))
    said: dict[str, str | Words] = {
        "day": f"{debit.start:%m-%d}",
        "channel": debit.bill.channel.short,
        "amount": amount,
    }
    if debit.left is None:
        return t("{day} {channel}: {amount} is taken", **said)
    if debit.left < 0:
        return t("{day} {channel}: {amount} is taken, short by {lacking}", lacking=yuan(-debit.left), **said)
    return t("{day} {channel}: {amount} is taken, {left} is left", left=yuan(debit.left), **said)


def unknown_said(unknown: PayAccount, session: Session) -> Iterator[Said]:
    """The debits of which nobody said from which account they are taken."""
    total = sum(each.amount for each in unknown.debits)
    if total:
        text = session.language.t(
            "not counted: {amount} of auto-debits whose pay account is not known: {bills}",
            amount=yuan(total),
            bills=", ".join(each.bill.id for each in unknown.debits),
        )
        yield text, "dim"
