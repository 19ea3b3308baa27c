"""The institution's own figure for a bill in words: quiet where it agrees, loud where it differs."""

from collections.abc import Iterable, Iterator

from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.checked import Agreement, Checked, checked
from models.bills.schedule import Line
from models.ledger.figure import APP, MESSAGE, TYPED, BillFigure, StatedTerms
from models.ledger.ledger import Ledger
from models.values.dates import today
from models.values.money import grouped, yuan
from tui.run.language import Language
from tui.run.session import Session
from tui.words.present import dated
from tui.words.punctuation import listed
from tui.words.styled import Styled

_SIGNS = {Agreement.AGREES: "=", Agreement.DIFFERS: "≠"}
"""The signs that a statement's page has as well; ✓ would say that the bill is settled."""


def checks_legend(language: Language) -> list[tuple[str, str, str]]:
    """The signs, what each says, and its style of `Lines`."""
    t = language.t
    return [
        (_SIGNS[Agreement.AGREES], t("checked: the same amount there"), "dim"),
        (_SIGNS[Agreement.DIFFERS], t("another amount or date there"), "bad"),
    ]


def checked_said(bill: Bill, ledger: Ledger, session: Session) -> Iterator[Styled]:
    """The check of a bill as remarks on it: red only where the amount, the due date or the minimum is known to be
    wrong, here or there."""
    found = checked(bill, ledger)
    if found is None:
        return
    inks = {Agreement.AGREES: "", Agreement.DIFFERS: "bad"}
    sign, ink = _SIGNS.get(found.agreement, ""), inks.get(found.agreement, "dim")
    total = () if found.same_total and found.apart else (_said(found, bill, session),)
    for each in (*total, *_terms_said(found, bill, session)):
        yield f"{sign} {each}".strip(), ink


def checked_in_short(bill: Bill, ledger: Ledger, session: Session) -> str:
    """The same beside how the bill stands; "" where nobody has checked it."""
    return " ".join(text for text, _ in checked_said(bill, ledger, session))


def checks_said(lines: Iterable[Line], book: Book, ledger: Ledger, session: Session) -> Iterator[Styled]:
    """The checks of the bills of an order's lines."""
    for bill in {each.id: each for each in map(book.bill_of, lines)}.values():
        for said, ink in checked_said(bill, ledger, session):
            yield session.language.t("the bill due {due}: {check}", due=bill.due.isoformat(), check=said), ink


def check_mark(found: Checked | None) -> Styled:
    """What the row of a bill has behind its title: a sign alone, or the sign and the institution's amount."""
    match found:
        case Checked(agreement=Agreement.AGREES):
            return f" {_SIGNS[Agreement.AGREES]}", "dim"
        case Checked(agreement=Agreement.DIFFERS):
            day = f"{found.apart.due:%m-%d}" if found.apart.due else ""
            there = day if found.same_total else grouped(found.figure.total)
            return f" {_SIGNS[Agreement.DIFFERS]} {there}".rstrip(), "bad"
        case _:
            return "", ""


def _said(found: Checked, bill: Bill, session: Session) -> str:
    t, figure = session.language.t, _that_says_most(found)
    day = dated(today(figure.seen_at, bill.channel.zone), bill.channel, session.now())
    where, total, amount = figure_stood(figure.source, session.language), yuan(figure.total), yuan(found.amount)
    match found.agreement:
        case Agreement.AGREES if figure.source == TYPED:
            return t("checked {day}", day=day)
        case Agreement.AGREES:
            return t("checked {day}, {where}", day=day, where=where)
        case Agreement.DIFFERS:
            return t("{where}, {day}: {total}; here it is {amount}", where=where, day=day, total=total, amount=amount)
        case Agreement.OUTDATED:
            return t(
                "{where}, {day}: {total}; the bill has changed to {amount} since",
                where=where,
                day=day,
                total=total,
                amount=amount,
            )
        case Agreement.ACCEPTED:
            return t(
                "{where}, {day}: {total}; you said that {amount} is right",
                where=where,
                day=day,
                total=total,
                amount=amount,
            )


def _that_says_most(found: Checked) -> BillFigure | StatedTerms:
    """What the check is by: a statement with the same total, whose due date and minimum agree, before a message, of
    whose own nothing is kept beside those."""
    figure, terms = found.figure, found.figure.terms
    by_message = found.agreement is Agreement.AGREES and figure.source == MESSAGE
    return terms if by_message and terms is not None and terms.total == figure.total else figure


def _terms_said(found: Checked, bill: Bill, session: Session) -> Iterator[str]:
    """The due date and the minimum of the statement beside those here, where they are others; and its instalments."""
    t, apart, terms = session.language.t, found.apart, found.figure.terms
    if not apart or terms is None:
        return
    there, here, now = list[str](), list[str](), session.now()
    if apart.due is not None:
        there.append(t("due {day}", day=dated(apart.due, bill.channel, now)))
        here.append(dated(bill.due, bill.channel, now))
    if apart.least is not None:
        there.append(t("minimum {amount}", amount=yuan(apart.least)))
        here.append(t("about {amount}", amount=yuan(apart.here or 0)))
    where = figure_stood(terms.source, session.language)
    day = dated(today(terms.seen_at, bill.channel.zone), bill.channel, now)
    if there:
        both = {"there": listed(there, session.language), "here": listed(here, session.language)}
        yield t("{where}, {day}: {there}; here: {here}", where=where, day=day, **both)
    if apart.others:
        yield t("{where}, {day}: other instalments than here; read it again once that is settled", where=where, day=day)


def figure_stood(source: str, language: Language) -> str:
    """Where a figure of that source stood."""
    if source == APP:
        return language.t("the institution's app")
    if source == MESSAGE:
        return language.t("a message")
    if source == TYPED:
        return language.t("the institution's figure")
    from models.exchange.statement_sources import names_of  # noqa: PLC0415  # most figures are from no statement

    return language.t("statement of {source}", source=language.words(names_of([source])) or source)
