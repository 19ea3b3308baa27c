"""What to do about a bill that cannot be paid in time, in lines: the most important stay where room is short."""

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from models.actions.cannot_pay import LastHour, last_hours, lateness, may_ask_to_turn
from models.actions.own_app import apps_named
from models.bills.auto_debit_window import auto_debit_window
from models.bills.bill import Bill, auto_debit_unseen, past_due
from models.bills.book import Book
from models.bills.converting import convertible
from models.bills.late_cost import counted
from models.bills.late_interest import days_late
from models.bills.minimum import rest_unsaid
from models.channels.channel import LANGUAGES
from models.channels.relief import Relief, reliefs
from models.channels.rules import Extent
from models.ledger.ledger import Ledger
from models.values.message import Words
from models.values.money import yuan
from tui.run.session import Session
from tui.terminal.cells import Cells, wrap
from tui.words.coverage import covered_said
from tui.words.heading import heading
from tui.words.minimum import minimum_said
from tui.words.promise import promise_said
from tui.words.styled import Styled

MARGIN = 1
"""Cells that sentences leave free, as those of a question do."""


class Advice(Struct, frozen=True):
    """A sentence, and when it gives way where there is no room for it: the highest first, 0 never."""

    gives_way: int
    said: Styled


def page(bill: Bill, ledger: Ledger, book: Book, session: Session, width: int, height: int) -> list[Cells]:
    """The bill, and below it what is to be known: lines of `width` cells and, where that can be, `height` of them."""
    head: list[Cells] = [((line, "warn"),) for line in heading(bill, session, width)]
    every = [(each.gives_way, _lines(each, width)) for each in advice(bill, ledger, book, session)]
    room, kept = height - len(head), set[int]()
    for at in sorted(range(len(every)), key=lambda at: every[at][0]):
        gives_way, lines = every[at]
        if not gives_way or len(lines) <= room:
            kept.add(at)
            room -= len(lines)
    return [*head, *(line for at, (_, lines) in enumerate(every) if at in kept for line in lines)]


def _lines(advice: Advice, width: int) -> list[Cells]:
    text, ink = advice.said
    return [((part, ink),) for part in wrap(text, width - MARGIN, indent=2)]


def advice(bill: Bill, ledger: Ledger, book: Book, session: Session) -> Iterator[Advice]:
    """All of it, in the order in which it is read."""
    yield from (Advice(5 if each[1] == "good" else 1, each) for each in covered_said(bill, ledger, book, session))
    yield from (Advice(2, each) for each in promise_said(bill, ledger, session))
    yield from _hours(bill, session)
    yield from _ask(bill, session)
    yield from _cost(bill, session)
    yield from (Advice(3, (each, "")) for each in _reliefs(bill, session))
    yield from _auto_debit(bill, session)
    yield Advice(
        0,
        (
            session.language.t(
                "Take no new loan, turn no credit line into cash (套现), and pay nobody to clean a credit record: "
                "whoever sells 征信修复 is a fraud."
            ),
            "warn",
        ),
    )


def _hours(bill: Bill, session: Session) -> Iterator[Advice]:
    """Until when money can be sent so that it is there in time, of the ways for which there is still time; or that
    there is no such way any more."""
    t, now, hours = session.language.t, session.now(), last_hours(bill)
    if past_due(bill, now):
        return
    ends = [(each.at, each) for each in hours if each.at is not None]
    ahead = [(at, each) for at, each in ends if at >= now]
    for at, each in ahead:
        text = t("Last safe hour: {at}, by {methods}", at=f"{at:%m-%d %H:%M}", methods=_names(each))
        yield Advice(1 if each is ahead[-1][1] else 6, (text, "bold"))
    if ends and not ahead:
        at, each = ends[-1]
        text = t(
            "The last safe hour has passed: {at}, by {methods}. What is sent now may come late.",
            at=f"{at:%m-%d %H:%M}",
            methods=_names(each),
        )
        yield Advice(1, (text, "warn"))
    for each in hours:
        if each.at is None:
            text = t("How long it takes is not known of {methods}: send it some days before.", methods=_names(each))
            yield Advice(1 if not ahead else 6, (text, ""))


def _names(hour: LastHour) -> Words:
    marks = dict(zip(LANGUAGES, ("、", ", "), strict=True))
    return {each: marks[each].join(method.name[each] for method in hour.methods) for each in LANGUAGES}


def _ask(bill: Bill, session: Session) -> Iterator[Advice]:
    """Whom to ask inside which app, and what to say: before the due instant, or after it."""
    t, late = session.language.t, past_due(bill, session.now())
    if nobody_looked(bill, session.now()):
        yield from _look_first(bill, session)
        return
    names = apps_named(bill.channel.apps)
    ask = (
        t("Ask today: open {apps} yourself, by no link, and find its support (客服).", apps=names)
        if late
        else t(
            "Ask now, before the bill is due: open {apps} yourself, by no link, and find its support (客服).",
            apps=names,
        )
    )
    yield Advice(1, (ask, "accent"))
    yield Advice(2, (_say(bill, session, late=late), ""))


def _say(bill: Bill, session: Session, *, late: bool) -> str:
    """What to say there: asked for is only what may be had for this bill."""
    t, due = session.language.t, bill.due.isoformat()
    match late, may_ask_to_turn(bill):
        case True, True:
            return t(
                'Say: "I could not pay the bill of {due}. What is owed on the day on which I can pay? May I pay it by '
                'instalments (账单分期) or over a longer term (展期)? What does that cost?"',
                due=due,
            )
        case True, False:
            return t(
                'Say: "I could not pay the bill of {due}. What is owed on the day on which I can pay? May I pay it '
                'over a longer term (展期)? What does that cost?"',
                due=due,
            )
        case False, True:
            return t(
                'Say: "I cannot pay all of the bill of {due} in time. May it be deferred (延期还款), paid by '
                'instalments (账单分期) or over a longer term (展期)? What does each cost?"',
                due=due,
            )
        case _:
            return t(
                'Say: "I cannot pay all of the bill of {due} in time. May it be deferred (延期还款) or paid over a '
                'longer term (展期)? What does each cost?"',
                due=due,
            )


def nobody_looked(bill: Bill, now: datetime) -> bool:
    """Whether it fell due and nobody has seen what became of it: it may be repaid, and nobody is accused."""
    return past_due(bill, now) and (auto_debit_unseen(bill, now) or bill.unsaid or rest_unsaid(bill, now))


def _look_first(bill: Bill, session: Session) -> Iterator[Advice]:
    """What comes before anybody is asked, and whom to ask where it was not repaid."""
    t = session.language.t
    look = (
        t("Look in the app first whether it was taken: c says what it shows.")
        if auto_debit_unseen(bill, session.now())
        else t("Look in the app first what became of it: c says what it shows.")
    )
    yield Advice(0, (look, "accent"))
    ask = t(
        "If it is not repaid, ask today: open {apps} yourself, by no link: its support (客服).",
        apps=apps_named(bill.channel.apps),
    )
    yield Advice(1, (ask, ""))


def _cost(bill: Bill, session: Session) -> Iterator[Advice]:
    """What a day costs, as far as that is known; and that no number of days is safe for the credit record."""
    t, found = session.language.t, lateness(bill, session.now())
    if found is None:
        yield Advice(
            2,
            (
                t("What a late day costs here is not known: ask. For the credit record no number of days is safe."),
                "warn",
            ),
        )
        return
    cost, more = yuan(found.cost.total), yuan(found.a_day)
    how = session.language.say(counted(bill, found.cost))
    if not found.cost.total or nobody_looked(bill, session.now()):
        text = t("Each late day costs about {more} ({how}).", more=more, how=how)
    elif days_late(bill, session.now()):
        text = t("Late so far: about {cost}, and about {more} each further day ({how}).", cost=cost, more=more, how=how)
    else:
        text = t(
            "The first late day costs about {cost}, each further one about {more} ({how}).",
            cost=cost,
            more=more,
            how=how,
        )
    yield Advice(2, (text, "warn"))
    yield Advice(4, (t("For the credit record no number of days is safe."), "warn"))


def _reliefs(bill: Bill, session: Session) -> Iterator[str]:
    """What its channel is known to have, with what that costs where a source has it."""
    t, channel = session.language.t, bill.channel
    if channel.minimum is not None:
        words = session.language.words(channel.minimum.words) if channel.minimum.words else ""
        yield minimum_said(bill, session) or t("The minimum (最低还款): {words}", words=words)
    found = reliefs().get(channel.institution or channel.id, ())
    yield from (_relief(each, session) for each in found)
    if channel.convertible is not None and convertible(bill) > 0:
        most = yuan(convertible(bill))
        yield t("账单分期: up to {most} of this bill; the app shows its fee before you agree", most=most)


def _relief(relief: Relief, session: Session) -> str:
    t, day = session.language.t, relief.source.verified_on.isoformat()
    said: dict[str, str | Words] = {"words": relief.words, "source": relief.source.words, "day": day}
    if relief.cost:
        return t("{words}: {cost} (uncertain: {source}, {day})", cost=relief.cost, **said)
    return t("{words}; no source says what it costs, ask (uncertain: {source}, {day})", **said)


def _auto_debit(bill: Bill, session: Session) -> Iterator[Advice]:
    """That auto-debit goes on by itself."""
    window = auto_debit_window(bill)
    if window is not None and window.known and session.now() < window.end:
        start = f"{window.start:%m-%d %H:%M}"
        t, least = session.language.t, bill.channel.auto_debit.extent is Extent.MINIMUM
        text = (
            t("Auto-debit still takes the minimum, from {start} on.", start=start)
            if least
            else t("Auto-debit still takes what it finds, from {start} on.", start=start)
        )
        yield Advice(7, (text, ""))
