"""That a bill is promised for a day, while the promise stands; that its day has passed is a word, and amber."""

from collections.abc import Iterable, Iterator

from models.actions.promise import broken, promised
from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.schedule import Line
from models.ledger.ledger import Ledger
from tui.run.session import Session
from tui.words.present import dated, weekday
from tui.words.styled import Styled


def promise_in_short(bill: Bill, ledger: Ledger, session: Session) -> str:
    """`promised for 12-20`, beside how the bill stands; "" where no promise stands."""
    made, t = promised(ledger, bill), session.language.t
    if made is None:
        return ""
    day = dated(made.on, bill.channel, session.now())
    if broken(made, bill, session.now()):
        return t("promised for {day}: that day has passed", day=day)
    return t("promised for {day}", day=day)


def promise_said(bill: Bill, ledger: Ledger, session: Session) -> Iterator[Styled]:
    """The same as a remark on the bill."""
    made, t = promised(ledger, bill), session.language.t
    if made is None:
        return
    day = f"{made.on.isoformat()} {weekday(made.on, session.language)}"
    if broken(made, bill, session.now()):
        yield t("you promised to pay it on {day}, and no repayment of all of it is recorded: N", day=day), "warn"
    else:
        yield t("you promised to pay it on {day}; N moves the day", day=day), "accent"


def promises_said(lines: Iterable[Line], book: Book, ledger: Ledger, session: Session) -> Iterator[Styled]:
    """The promises that stand on the bills of an order's lines."""
    for bill in {each.id: each for each in map(book.bill_of, lines)}.values():
        said, due = promise_in_short(bill, ledger, session), bill.due.isoformat()
        if said:
            yield session.language.t("the bill due {due}: {promise}", due=due, promise=said), "warn"
