"""Whether the money on a pay account covers its auto-debits, in lines."""

from collections.abc import Iterator, Sequence

from models.bills.auto_debit_window import takes_unknown
from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.coverage import AutoDebitAhead, PayAccount, Shortage, all_paid_from, paid_from, pay_account
from models.bills.debit_phase import Phase, phase
from models.ledger.ledger import Ledger
from models.values.dates import instant_said
from models.values.message import Message, Words, msg
from models.values.money import Fen, yuan
from tui.run.session import Session
from tui.words.styled import Styled


def covered(bill: Bill, ledger: Ledger, book: Book, session: Session) -> tuple[Message, Fen] | None:
    """Before the bill's auto-debit: whether its pay account covers it, and what is left then, less than 0: what lacks.

    None where that is not known, or not asked now.
    """
    now, label = session.now(), paid_from(bill)
    if not label or phase(bill, now) not in {Phase.CHECK, Phase.READY}:
        return None
    account = pay_account(ledger, book.bills.values(), label, now)
    left = account.left_after(bill.id)
    if left is None:
        return None
    if left >= 0:
        sure = all(each.sure for each in account.until(bill.id))
        said = {"account": label, "left": yuan(left)}
        covers = (
            msg("{account} covers it: {left} is left then", **said)
            if sure
            else msg("{account} covers it: at least {left} is left then", **said)
        )
        return covers, left
    short = account.shortage
    return None if short is None else (_short(short, bill, label), left)


def _short(short: Shortage, bill: Bill, account: str) -> Message:
    """What lacks on the account; with the bills that lack it together, where that one is among several."""
    said: dict[str, str | Words] = {"account": account, "day": f"{short.day:%m-%d}", "amount": yuan(short.amount)}
    alone = len(short.bills) == 1 or bill.id not in {each.id for each in short.bills}
    if not alone:
        *others, last = (each.channel.short for each in short.bills)
        said["last"] = last
        said["bills"] = {
            "en": ", ".join(each["en"] for each in others),
            "zh_CN": "、".join(each["zh_CN"] for each in others),
        }
    if short.least == short.amount:
        if alone:
            return msg("{account} is short by {amount} on {day}", **said)
        return msg("{account} is short by {amount} on {day}: {bills} and {last} together", **said)
    if short.least:
        said["least"] = yuan(short.least)
        if alone:
            return msg("{account} is short by {least} to {amount} on {day}", **said)
        return msg("{account} is short by {least} to {amount} on {day}: {bills} and {last} together", **said)
    if alone:
        return msg("{account} may be short by up to {amount} on {day}", **said)
    return msg("{account} may be short by up to {amount} on {day}: {bills} and {last} together", **said)


def lacking(bill: Bill, ledger: Ledger, book: Book, session: Session) -> Styled | None:
    """That a pay account of the bill is short for it, as soon as that is known; None where it is not, or covers it.

    Amber, also on the day itself: it is a forecast until the debit is seen to have failed.
    """
    now = session.now()
    if not ledger.balances or phase(bill, now) is Phase.UNPAID:  # somebody said that nothing of it is taken
        return None
    accounts = [pay_account(ledger, book.bills.values(), label, now) for label in all_paid_from(bill)]
    worst = min(accounts, key=lambda each: each.left_after(bill.id) or 0, default=None)
    if worst is None or worst.shortage is None or (worst.left_after(bill.id) or 0) >= 0:
        return None
    return session.language.say(_short(worst.shortage, bill, worst.label)), "warn"


def covered_said(bill: Bill, ledger: Ledger, book: Book, session: Session) -> Iterator[Styled]:
    """What lacks, as a remark on the bill; or that there is enough, once it is to be looked at."""
    lacks = lacking(bill, ledger, book, session)
    if lacks is not None:
        yield lacks
        return
    found = covered(bill, ledger, book, session)
    if found is not None:
        yield session.language.say(found[0]), "good"


def held_said(account: PayAccount, zone: str, session: Session) -> Iterator[Styled]:
    """What was read last, by the clock of the institution in `zone`, and whether it still holds."""
    t, balance = session.language.t, account.balance
    if balance is None:
        return
    at = instant_said(balance.at, zone)
    if account.repaid:
        said = {"account": balance.id, "amount": yuan(balance.amount), "at": at, "repaid": yuan(account.repaid)}
        yield t("{account}: {amount} on {at}; {repaid} was repaid since, perhaps from there", **said), "warn"
    elif account.fresh:
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


def auto_debits_said(debits: Sequence[AutoDebitAhead], session: Session) -> Iterator[Styled]:
    """What is taken, one after the other, and what that leaves or lacks."""
    for each in debits:
        lacks = each.left is not None and each.left < 0
        yield auto_debit_said(each, session), "warn" if lacks else ""


def auto_debit_said(ahead: AutoDebitAhead, session: Session) -> str:
    """One debit, and what it leaves or lacks."""
    t = session.language.t
    said: dict[str, str | Words] = {
        "day": f"{ahead.start:%m-%d}",
        "channel": ahead.bill.channel.short,
        "amount": _taken(ahead, session),
    }
    if ahead.left is None or ahead.at_best is None:
        return t("{day} {channel}: {amount} is taken", **said)
    if ahead.sure:
        if ahead.left < 0:
            return t("{day} {channel}: {amount} is taken, short by {lacking}", lacking=yuan(-ahead.left), **said)
        return t("{day} {channel}: {amount} is taken, {left} is left", left=yuan(ahead.left), **said)
    if ahead.at_best < 0:
        lacks = {"least": yuan(-ahead.at_best), "most": yuan(-ahead.left)}
        return t("{day} {channel}: {amount} is taken, short by {least} to {most}", **lacks, **said)
    if ahead.left < 0:
        return t("{day} {channel}: {amount} is taken, short by up to {most}", most=yuan(-ahead.left), **said)
    return t("{day} {channel}: {amount} is taken, at least {left} is left", left=yuan(ahead.left), **said)


def _taken(ahead: AutoDebitAhead, session: Session) -> str:
    """How much it takes, as far as that is known."""
    t, amount = session.language.t, yuan(ahead.amount)
    if ahead.certain:
        return amount
    if takes_unknown(ahead.bill):
        return t("the minimum, how much is not known (at most {amount}),", amount=amount)
    return t("perhaps {amount}", amount=amount)


def unknown_said(unknown: PayAccount, session: Session) -> Iterator[Styled]:
    """The debits of which nobody said from which account they are taken."""
    t = session.language.t
    if not unknown.auto_debits:
        return
    said = {"amount": yuan(sum(each.amount for each in unknown.auto_debits))}
    said["bills"] = ", ".join(each.bill.id for each in unknown.auto_debits)
    if all(each.certain for each in unknown.auto_debits):
        text = t("not counted: {amount} of auto-debits whose pay account is not known: {bills}", **said)
    else:
        text = t("not counted: up to {amount} of auto-debits whose pay account is not known: {bills}", **said)
    yield text, "dim"
