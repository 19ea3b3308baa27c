"""What the ledger is only written as, for programs that keep accounts: a module and a line here for each.

None of them is read again, so they are no formats of files of orders.
"""

from collections.abc import Callable, Mapping

from models.bills.book import Book
from models.exchange.beancount import write_beancount
from models.ledger.ledger import Ledger
from models.values.message import Message

JOURNALS: Mapping[str, Callable[[Ledger, Book, Callable[[Message], str]], str]] = {"beancount": write_beancount}
"""Each by its name: a text of the ledger and of what follows from it, whose sentences the last function says."""
