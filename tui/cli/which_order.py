"""What is to be said before a part is written that may be of one order on the bill or of another."""

import click

from models.actions.allotting import Orders, shares_of
from models.bills.bill import Bill
from models.bills.derive import derive
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.values.message import msg
from models.values.money import Fen, plain, yuan
from tui.cli.order_named import By, numbers, orders_named
from tui.cli.printing import print_json
from tui.cli.writing import EXIT_OPEN, How
from tui.run.session import Session
from tui.words.punctuation import said_of


def to_say_which(
    bill: Bill, perhaps: tuple[Orders, ...], ledger: Ledger, how: How, session: Session, amount: Fen
) -> int:
    """Name the options for each set of orders that it may be of; the exit code."""
    language, ways = session.language, list[dict[str, list[str]]]()
    numbered = numbers(ledger, derive(ledger, session.catalogue), session.moment())
    asked = language.say(
        msg(
            "{amount} is owed of more than one order on this bill: which of them it was for is not known",
            amount=yuan(amount),
        )
    )
    click.echo(said_of(f"{language.words(bill.channel.name)} {bill.due}", asked, language), err=True)
    for orders in perhaps:
        owed = dict(shares_of(bill, [each.id for each in orders]))
        shares = [f"{_name(each, ledger, numbered)}={plain(owed[each.id])}" for each in orders]
        titles = [each.title for each in orders]
        click.echo(f"  {' '.join(f'--for {each}' for each in shares)}  {' + '.join(titles)}", err=True)
        ways.append({"for": shares, "titles": titles})
    click.echo(language.t("nothing was written: say which order it was for"), err=True)
    if how.as_json:
        print_json({"perhaps_for": ways})
    return EXIT_OPEN


def _name(order: Order, ledger: Ledger, numbered: dict[str, int]) -> str:
    """Its order number, where that names it alone; else its id."""
    found = orders_named(tuple(ledger.orders.values()), numbered, order.order_no)
    alone = found is not None and found == (By.ORDER_NO, (order,))
    return order.order_no if alone and " " not in order.order_no else order.id
