"""What there is to show of a bill to somebody else: what was owed, seen and paid. No clock is in it.

The same ledger makes the same text, whenever and for whatever terminal it is asked for. Text of others shows four
digits of a number at most; the reference of a repayment is what it is looked up by and stands as it is.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len

from models.bills.bill import Bill
from models.bills.checked import more_there
from models.bills.schedule import Line
from models.channels.channel import LANGUAGES, Channel
from models.ledger.auto_debit import Outcome
from models.ledger.figure import StatedTerms
from models.ledger.ledger import Ledger
from models.ledger.paid_by import paid_by
from models.ledger.repayment import Repayment
from models.values.dates import instant_said
from models.values.long_numbers import masked
from models.values.message import Message, Words, msg
from models.values.money import Fen, yuan
from models.values.text import clean
from tui.run.language import Language
from tui.run.session import Session
from tui.terminal.cells import Cells, right, wrap
from tui.words.bill import deferred_here, over_said
from tui.words.checked import figure_stood
from tui.words.corrected import beside_said, corrected_said
from tui.words.order_said import settled_early_said
from tui.words.paid_as import WAYS
from tui.words.present import zone_name
from tui.words.share_here import share_here, share_said

APART = " · "
GAP = 2
"""Cells before a row, and between its amount and its text."""
OUTCOMES = {
    Outcome.TAKEN: msg("auto-debit was seen to have taken it"),
    Outcome.PART: msg("auto-debit was seen to have taken a part"),
    Outcome.FAILED: msg("auto-debit was seen to have failed"),
    Outcome.NOT_ON: msg("auto-debit was not on yet"),
}


class ProofRow(Struct, frozen=True):
    """A sentence, and the amount that it is about; None where it is about none."""

    text: str
    amount: Fen | None = None


class ProofPart(Struct, frozen=True):
    """Rows under a title."""

    title: str
    rows: tuple[ProofRow, ...]


def proof(bill: Bill, ledger: Ledger, session: Session) -> tuple[ProofPart, ...]:
    """All sections, each with something in it; times are the institution's."""
    t = session.language
    found = (
        ProofPart(t.t("Record of a repayment"), tuple(_whose(bill, t))),
        ProofPart(t.t("What was owed"), tuple(_owed(bill, t))),
        ProofPart(t.t("What the institution showed"), tuple(_shown(bill, ledger, t))),
        ProofPart(t.t("What was repaid"), tuple(_repaid(bill, ledger, t))),
        ProofPart(t.t("Corrections and what else became of it"), tuple(_changed(bill, ledger, session))),
        ProofPart(t.t("Refunds and credit"), tuple(_back(bill, ledger, t))),
        ProofPart(t.t("What it comes to"), tuple(_sums(bill, t))),
    )
    return tuple(each for each in found if each.rows)


def proof_lines(sections: Iterable[ProofPart], width: int | None = None) -> list[Cells]:
    """The sections as lines; of at most `width` cells where there is one. Amounts stand under each other."""
    lines: list[Cells] = []
    for section in sections:
        lines += [(("", ""),)] if lines else []
        lines.append(((section.title, "bold"),))
        room = max((cell_len(yuan(row.amount)) for row in section.rows if row.amount is not None), default=0)
        for row in section.rows:
            lines += _row(row, room + GAP if room else 0, width)
    return lines


def proof_text(sections: Iterable[ProofPart]) -> str:
    """The same as text, for a file or a message."""
    return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in proof_lines(sections))


def _row(row: ProofRow, room: int, width: int | None) -> Iterator[Cells]:
    before = GAP + room
    texts = [row.text] if width is None else _lines(row.text.split(APART), max(8, width - before))
    amount = "" if row.amount is None else right(yuan(row.amount), room - GAP)
    for index, text in enumerate(texts):
        yield (" " * GAP + (amount if not index else "").ljust(room), ""), (text, "")


def _lines(pieces: Iterable[str], width: int) -> list[str]:
    """The pieces in lines of that many cells: one that has no room behind another begins a line."""
    lines = [""]
    for index, piece in enumerate(pieces):
        if index:
            lines[-1] += APART.rstrip()
        if not index or cell_len(f"{lines[-1]} {piece}") > width - len(APART.rstrip()):
            *whole, last = wrap(piece, width - len(APART.rstrip()))
            lines += [*whole, last]
        else:
            lines[-1] += f" {piece}"
    return lines[1:]


def _named(words: Words) -> Words:
    """Words that may be the user's own, without long numbers."""
    return {language: masked(words.get(language, ""), every=True) for language in LANGUAGES if words.get(language)}


def _title(line: Line) -> str:
    return clean(masked(line.order.title, every=True)) if line.order else ""


def _whose(bill: Bill, t: Language) -> Iterator[ProofRow]:
    channel = bill.channel
    yield ProofRow(
        t.t("{channel}, lender {lender}", channel=_named(channel.name), lender=masked(channel.lender, every=True))
    )
    yield ProofRow(
        t.t(
            "bill {bill}, due on {due} at {time}, {zone}",
            bill=bill.id,
            due=bill.due.isoformat(),
            time=f"{bill.cutoff:%H:%M}",
            zone=zone_name(channel.zone, t),
        )
    )
    if bill.moved_from:
        yield ProofRow(t.t("it was the bill {bill} before its date moved", bill=bill.moved_from))
    yield ProofRow(t.t("all times are those at the institution"))
    yield ProofRow(t.t("noted by the user in fenqi; it is no receipt of the institution"))


def _owed(bill: Bill, t: Language) -> Iterator[ProofRow]:
    for line in bill.lines:
        yield ProofRow(APART.join(_line(line, bill, t)), line.amount - line.reduced)
    if len(bill.lines) > 1:
        yield ProofRow(t.t("total"), bill.amount)


def _line(line: Line, bill: Bill, t: Language) -> Iterator[str]:
    order = line.order
    if order is None:
        yield t.say(beside_said(line, bill))
        return
    yield _title(line)
    yield t.t("period {number}/{periods}", number=line.number, periods=order.plan.periods)
    yield t.t("bought {day}", day=order.bought_at.date().isoformat())
    if line.fee_known:
        yield t.t("principal {principal}, fee {fee}", principal=yuan(line.principal), fee=yuan(line.fee))
    else:
        yield t.t("fee not known")
    if line.reduced:
        yield t.t("taken off {amount}", amount=yuan(line.reduced))


def _shown(bill: Bill, ledger: Ledger, t: Language) -> Iterator[ProofRow]:
    """The figures of the institution, each with where and when it stood."""
    zone, figure = bill.channel.zone, ledger.figures.get(bill.id)
    correction, seen = ledger.corrections.get(bill.id), bill.auto_debit
    if figure is not None:
        more = more_there(bill, figure.total)
        said = (
            figure_stood(figure.source, t),
            instant_said(figure.seen_at, zone),
            t.t("{amount} more than here", amount=yuan(more)) if more > 0 else "",
            t.t("{amount} less than here", amount=yuan(-more)) if more < 0 else "",
            "" if more else t.t("as here"),
        )
        yield ProofRow(APART.join(filter(None, said)), figure.total)
        yield from _terms(figure.terms, zone, t)
    if correction is not None:
        corrected_to = t.t("the total that the bill was corrected to")
        yield ProofRow(APART.join((corrected_to, instant_said(correction.at, zone))), correction.total)
    if seen is not None and seen.outcome is not None:
        at = instant_said(seen.outcome_at, zone) if seen.outcome_at else ""
        yield ProofRow(APART.join(filter(None, (t.say(OUTCOMES[seen.outcome]), at))))
    if figure is None and correction is None:
        yield ProofRow(t.t("no figure of the institution was noted"))


def _terms(terms: StatedTerms | None, zone: str, t: Language) -> Iterator[ProofRow]:
    """What the newest statement says of its due date, its minimum and its instalments."""
    if terms is None:
        return
    due = t.t("due {day}", day=terms.due.isoformat()) if terms.due else ""
    least = t.t("minimum") if terms.minimum is not None else ""
    others = t.t("other instalments") if terms.lists_others else ""
    said = figure_stood(terms.source, t), instant_said(terms.seen_at, zone), others, due, least
    yield ProofRow(APART.join(filter(None, said)), terms.minimum)


def _repaid(bill: Bill, ledger: Ledger, t: Language) -> Iterator[ProofRow]:
    for line in bill.lines:
        if line.order and line.number in line.order.repaid_periods and line.paid:
            said = _title(line), t.t("repaid before the order was entered, as the user said")
            yield ProofRow(APART.join(said), line.paid)
    for each in sorted(bill.repayments, key=lambda each: (each.paid_at.timestamp(), each.id)):
        yield ProofRow(APART.join(filter(None, _repayment(each, bill, ledger, t))), each.amount)
    if not bill.paid and not bill.repayments:
        yield ProofRow(t.t("no repayment is on record"))


def _repayment(each: Repayment, bill: Bill, ledger: Ledger, t: Language) -> Iterator[str]:
    """When, how, what of it is this bill's, its reference, and whether the institution was seen to show it."""
    channel = bill.channel
    yield instant_said(each.paid_at, channel.zone)
    yield t.t("by {method}", method=_named(paid_by(each, channel)))
    yield t.say(WAYS[each.way]) if each.way in WAYS and each.way else ""
    if each.order:
        yield t.t("early settlement")
    if share_here(each, bill) != each.amount:
        yield share_said(each, bill, t)
    yield t.t("reference {reference}", reference=each.reference) if each.reference else t.t("no reference")
    yield t.t("the institution's app showed it") if each.confirmed else t.t("the app does not show it yet")
    yield from _statements(each, ledger, channel, t)


def _statements(each: Repayment, ledger: Ledger, channel: Channel, t: Language) -> Iterator[str]:
    """The statements on which it was seen."""
    seen = sorted(
        (said.at.timestamp(), said.id, said) for said in ledger.sightings.values() if said.repayment == each.id
    )
    for _, _, said in seen:
        day = instant_said(said.at, channel.zone)
        yield t.t("{where} of {day}", where=figure_stood(said.source, t), day=day)


def _changed(bill: Bill, ledger: Ledger, session: Session) -> Iterator[ProofRow]:
    t = session.language
    own = replace(bill, reason=masked(bill.reason, every=True)) if bill.reason else bill
    yield from map(ProofRow, corrected_said(own, t))
    for each in sorted(bill.conversions, key=lambda each: (each.at.timestamp(), each.id)):
        at = instant_said(each.at, bill.channel.zone)
        yield ProofRow(APART.join((t.t("turned into instalments (账单分期)"), at)), each.amount)
    yield from map(ProofRow, over_said(bill, session))
    orders = {line.order_id for line in bill.lines if line.order}
    closed = sorted((each for each in ledger.closings.values() if each.id in orders), key=lambda each: each.id)
    yield from (ProofRow(settled_early_said(each, bill.channel.zone, t)) for each in closed)
    yield from (ProofRow(text) for text, _ in deferred_here(bill, ledger, session))


def _back(bill: Bill, ledger: Ledger, t: Language) -> Iterator[ProofRow]:
    """What came back for its goods, and what credit it used, made or left."""
    zone, titles = bill.channel.zone, {line.order_id: _title(line) for line in bill.lines if line.order}
    for each in sorted(ledger.refunds.values(), key=lambda each: (each.at.timestamp(), each.id)):
        if each.order in titles:
            whole: Message = msg("refunded: the whole purchase") if each.full else msg("refunded")
            said = titles[each.order], t.say(whole), instant_said(each.at, zone)
            yield ProofRow(APART.join(said), each.amount)
    if bill.covered:
        yield ProofRow(t.t("paid from credit"), bill.covered)
    left = sum(each.credit for each in bill.repayments if not each.order)
    if left:
        yield ProofRow(t.t("repaid beyond what was owed: credit"), left)
    stays = sum(each.amount for each in (*bill.unused, *bill.again, *bill.beyond))
    if stays:
        yield ProofRow(t.t("not taken off this bill: it stays there as credit"), stays)


def _sums(bill: Bill, t: Language) -> Iterator[ProofRow]:
    """They add up: owed is repaid, gone over, and left."""
    yield ProofRow(t.t("the bill came to"), bill.amount)
    yield ProofRow(t.t("repaid"), bill.paid)
    if bill.carried:
        yield ProofRow(t.t("went over to a later bill"), bill.carried)
    yield ProofRow(t.t("left to pay"), bill.outstanding)
