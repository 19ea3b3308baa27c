"""A statement beside the ledger in words: its findings in sections, a line each, and the sentences of one of them."""

from collections.abc import Iterator, Sequence
from shlex import quote
from typing import NamedTuple

from models.actions.finding import FindingKind, LineChoice, LineFinding, OrderOffer, Reconciled, Sureness
from models.bills.contracts import contracts
from models.channels.effective import channel_of
from models.exchange.statement_sources import names_of
from models.ledger.ids import bill_account, bill_due
from models.ledger.statement import SightingKind, Statement
from models.values.message import Message, msg
from models.values.money import plain, yuan
from models.values.text import clean
from tui.run.language import Language
from tui.run.session import Session
from tui.words.finding_sentences import sentences
from tui.words.punctuation import apart, listed

MARKS = {Sureness.ALARM: "!!", Sureness.ASK: "?", Sureness.SURE: "+"}
AGREES = "="
"""The mark of what is on record already."""
ASIDE = "-"
"""The mark of what is about nothing here."""
_STYLES = {Sureness.ALARM: "bad", Sureness.ASK: "accent", Sureness.SURE: "warn"}
_SAME = frozenset({FindingKind.CONFIRM, FindingKind.SEEN, FindingKind.AGREES})

SO: dict[FindingKind, Message] = {
    FindingKind.RECORD: msg("to record"),
    FindingKind.CONFIRM: msg("confirms it"),
    FindingKind.SEEN: msg("as recorded"),
    FindingKind.PART: msg("a part"),
    FindingKind.DISCOUNT: msg("a discount"),
    FindingKind.DIFFERS: msg("amount differs"),
    FindingKind.AMEND: msg("wrong record?"),
    FindingKind.CONTRADICTION: msg("it failed"),
    FindingKind.RECORDED_ONLY: msg("not in it"),
    FindingKind.NO_REPAYMENT: msg("not repaid?"),
    FindingKind.ORDER: msg("an order?"),
    FindingKind.AGREES: msg("agrees"),
    FindingKind.REFUND: msg("a refund?"),
    FindingKind.UNPLACED: msg("not known"),
}
"""What a finding comes to, in a word or two."""


class FindingRow(NamedTuple):
    """A finding in the cells of a line: what the statement has, what is here, and what it comes to."""

    key: str
    mark: str
    style: str
    day: str
    statement: str
    amount: str
    here: str
    here_amount: str
    so: str


class FindingSection(NamedTuple):
    """Findings that are alike to whoever looks at them, under a title."""

    title: str
    rows: tuple[FindingRow, ...]


def sections(found: Reconciled, session: Session) -> tuple[FindingSection, ...]:
    """The findings as they are looked at: trouble, what is asked, what is recorded, what agrees, the rest."""
    titles = (msg("look first"), msg("to decide"), msg("to record"), msg("agree"), msg("about nothing here"))
    by: dict[int, list[FindingRow]] = {}
    for each in found.findings:
        by.setdefault(_section(each), []).append(row(each, session, found))
    return tuple(FindingSection(session.language.say(titles[at]), tuple(by[at])) for at in sorted(by))


def _section(finding: LineFinding) -> int:
    if _aside(finding):
        return 4
    if finding.level is Sureness.SURE:
        return 2 if finding.writes and finding.kind not in _SAME else 3
    return 0 if finding.level is Sureness.ALARM else 1


def _aside(finding: LineFinding) -> bool:
    """Whether it is about nothing here; what was paid and came back is."""
    if finding.kind is not FindingKind.UNPLACED or finding.level is not Sureness.SURE or finding.writes:
        return False
    return finding.line is None or not finding.line.returned


def _mark(finding: LineFinding) -> tuple[str, str]:
    """Its mark, and the ink of that."""
    if _aside(finding):
        return ASIDE, "dim"
    if finding.level is Sureness.SURE and (finding.kind in _SAME or not finding.writes):
        return AGREES, "good"
    return MARKS[finding.level], _STYLES[finding.level]


def row(finding: LineFinding, session: Session, found: Reconciled) -> FindingRow:
    """One finding in the cells of a line."""
    language = session.language
    mark, style = _mark(finding)
    owed = finding.recorded if finding.recorded is not None else None
    return FindingRow(
        key=finding.key,
        mark=mark,
        style=style,
        day=f"{finding.at:%m-%d}" if finding.at else "",
        statement=_statement_words(finding, session),
        amount=_amount(finding),
        here=_here(finding, session, found),
        here_amount=yuan(owed) if owed is not None else "",
        so=language.say(_so(finding)),
    )


def _amount(finding: LineFinding) -> str:
    return yuan(finding.amount) if finding.at else ""


def _so(finding: LineFinding) -> Message:
    kept = finding.kind is FindingKind.UNPLACED and finding.line is not None and finding.line.returned
    if finding.kind is FindingKind.DIFFERS and not finding.difference:
        return msg("it differs")
    if _aside(finding):
        return msg("no bill here")
    return msg("came back") if kept else SO[finding.kind]


def _statement_words(finding: LineFinding, session: Session) -> str:
    """What the statement has, by its own words where it has any; what it lacks is said of the record."""
    line, t = finding.line, session.language.t
    if line is None:
        return t("the card of this statement") if finding.at is None else t("no such line")
    if line.period and line.periods:
        return t("period {number}/{periods}", number=line.period, periods=line.periods)
    words = {
        SightingKind.REPAID: msg("repayment"),
        SightingKind.FAILED: msg("repayment failed"),
        SightingKind.REFUNDED: msg("refund"),
        SightingKind.BOUGHT: msg("purchase"),
        SightingKind.BILL: msg("bill"),
        SightingKind.MONEY_IN: msg("money in"),
        SightingKind.INSTALMENT: msg("instalment"),
    }
    said = session.language.say(words[line.kind])
    if line.words and not line.title:
        return f"{said} {line.words}" if line.kind is SightingKind.FAILED else line.words
    return f"{said} {line.title}" if line.title else said


def _here(finding: LineFinding, session: Session, found: Reconciled) -> str:
    """The bills that it is about, or the account."""
    held = contracts(found.ledger, session.catalogue)
    words = session.language.words
    if not finding.shares:
        return words(channel_of(held, finding.account_id).short) if finding.account_id else ""
    return _named(finding.bills, session, found)


def _named(bills: Sequence[str], session: Session, found: Reconciled) -> str:
    """`Mi 11-20`: bills of one account, by its name and their dates."""
    account = channel_of(contracts(found.ledger, session.catalogue), bill_account(bills[0])).short
    dates = listed((f"{bill_due(each):%m-%d}" for each in bills), session.language)
    return f"{session.language.words(account)} {dates}"


def finding_said(finding: LineFinding, session: Session, found: Reconciled) -> str:
    """`+ 花呗 07-10  ¥418.00  paid on 2026-06-25 10:22 by debit card`: the finding in one line."""
    what = apart((text for text, _ in sentences(finding, session, found)), session.language)
    name = _here(finding, session, found) or _statement_words(finding, session)
    mark = MARKS[Sureness.SURE] if finding.chosen and finding.writes else _mark(finding)[0]
    said = what or session.language.say(_so(finding))
    return "  ".join(filter(None, (f"{mark} {name}", _amount(finding), said)))


def answers(finding: LineFinding, session: Session, found: Reconciled) -> tuple[tuple[str, str], ...]:
    """The answers, each with its id and its words; a bill is named by its account and its due date."""
    return tuple((each.id, _answer_words(each, session, found)) for each in finding.choices)


def _answer_words(choice: LineChoice, session: Session, found: Reconciled) -> str:
    words = session.language.say(choice.words)
    if not choice.bills:
        return words
    return session.language.t("{bill}: {words}", bill=_named(choice.bills, session, found), words=words)


def order_command(offer: OrderOffer) -> str:
    """The command that enters the order, as far as the statement tells it: the rest is added by whoever knows it."""
    said = {
        "channel": offer.account_id,
        "title": offer.title,
        "bought-at": offer.bought_said,
        "principal": plain(offer.principal) if offer.principal is not None else "",
        "order-no": offer.order_no,
        "periods": str(offer.periods or ""),
        "amount-per-period": plain(offer.amount_per_period) if offer.amount_per_period is not None else "",
        "first-due": offer.first_due.isoformat() if offer.first_due else "",
        "paid-periods": str(offer.period - 1) if offer.period else "",
    }
    options = (f"--{name} {quote(clean(value))}" for name, value in said.items() if value)
    return " ".join(("fenqi order add", *options))


def head(found: Reconciled, session: Session) -> str:
    """`Alipay 2026-06-01 – 2026-11-22 · repayments: 5, ¥2,416.40 · failed: 2`: what the statement is."""
    return " · ".join(head_parts(found, session))


def head_parts(found: Reconciled, session: Session) -> list[str]:
    """Whose it is and of which days, what was repaid, and how much failed."""
    statement, t = found.statement, session.language.t
    lines = {line.id: line for line in statement.lines}.values()
    repaid = [line for line in lines if line.kind is SightingKind.REPAID]
    failed = sum(line.kind is SightingKind.FAILED for line in lines)
    first = " ".join(filter(None, (source_name(found, session), period(found))))
    total = yuan(sum(each.amount for each in repaid))
    parts = [first, t("repayments: {count}, {sum}", count=len(repaid), sum=total)]
    return [*parts, t("failed: {count}", count=failed)] if failed else parts


def source_name(found: Reconciled, session: Session) -> str:
    """Who handed the statement out."""
    return session.language.words(names_of([found.statement.source])) or found.statement.source


def period(found: Reconciled) -> str:
    """`2026-06-01 – 2026-11-22`; "" where it does not say which days it covers."""
    covers = found.statement.covers
    return f"{covers[0].isoformat()} – {covers[1].isoformat()}" if covers else ""


def left_out(found: Reconciled, session: Session) -> Iterator[str]:
    """The rows that were left out or could not be read, and why; the first of each."""
    statement, t, say = found.statement, session.language.t, session.language.say
    yield from unread(statement, session.language)
    if statement.lacks:
        yield say(statement.lacks)
    if statement.own and not statement.is_whole:
        yield t("so nothing is said to be missing from it")
    yield from rows_left_out(statement, session.language)
    yield from (say(each) for each in statement.remarks)


def unread(statement: Statement, language: Language) -> Iterator[str]:
    """The first rows that could not be read, and why; and how many more."""
    for each in statement.unreadable:
        yield language.t("row {row} cannot be read: {why}", row=each.row, why=language.say(each.message))
    if statement.more_unreadable:
        yield language.t("and {count} more", count=f"{statement.more_unreadable:,}")


def rows_left_out(statement: Statement, language: Language) -> Iterator[str]:
    """The first rows that were left out though somebody may look for them, and why."""
    for each in statement.left_out:
        yield language.t("row {row} is left out: {why}", row=each.row, why=language.say(each.message))
