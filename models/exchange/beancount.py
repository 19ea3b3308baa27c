"""The journal in the syntax of beancount, kept to what hledger reads as well: comments, no options, no metadata."""

from collections.abc import Callable, Iterator
from datetime import date

from models.bills.book import Book
from models.channels.effective import channel_of
from models.exchange.journal import Journal, Transaction, journal
from models.ledger.ledger import Ledger
from models.values.message import Message
from models.values.money import plain
from models.values.text import clean

CURRENCY = "CNY"
WIDTH = 48
"""Characters before an amount."""


def write_beancount(ledger: Ledger, book: Book, say: Callable[[Message], str] = str) -> str:
    """The whole journal: accounts opened, transactions by their days, and the balances that they come to."""
    made = journal(ledger, book)
    return "".join(f"{line}\n" for line in (*_opened(made, book), *_transactions(made, say), *_balances(made)))


def _opened(made: Journal, book: Book) -> Iterator[str]:
    """Each account on the day of its first use; those of fenqi with their names there, as a comment."""
    first: dict[str, date] = {account: made.over for account, _ in made.balances}
    for each in made.transactions:
        for account, _ in each.postings:
            first[account] = min(first.get(account, each.on), each.on)
    named = {made.names.owed(ident): channel_of(book.channels, ident).name for ident in made.names.accounts}
    for account in sorted(first):
        name = clean(named[account].get("zh_CN") or account) if account in named else ""
        yield f"{first[account]} open {account} {CURRENCY}" + (f"  ; {name}" if name else "")


def _transactions(made: Journal, say: Callable[[Message], str]) -> Iterator[str]:
    for each in made.transactions:
        yield ""
        yield f'{each.on} {"*" if each.sure else "!"} "{_quoted(each, say)}"'
        for account, amount in each.postings:
            yield f"  {account:<{WIDTH}}  {plain(amount):>14} {CURRENCY}"


def _quoted(each: Transaction, say: Callable[[Message], str]) -> str:
    """What happened, as a text between quotes; `;` and `|` would mean something to hledger."""
    return clean(say(each.what)).translate({ord('"'): "'", ord("\\"): "/", ord(";"): ",", ord("|"): "/"})


def _balances(made: Journal) -> Iterator[str]:
    """What the bills say is owed, and what lies there, on the morning after the last day."""
    if made.balances:
        yield ""
    for account, amount in made.balances:
        yield f"{made.over} balance {account:<{WIDTH}}  {plain(amount):>14} {CURRENCY}"
