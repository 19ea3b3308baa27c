"""What the fields of a channel must be like together; what one of them must be like is in `checks`."""

from collections.abc import Iterator

from models.channels import checks as check
from models.channels.arrival import MOST_DAYS, Takes
from models.channels.channel import LANGUAGES, Channel
from models.channels.rules import Late, Mode, Steps, figure_of, lacks_figure
from models.plans.plan import MAX_PERIODS
from models.values.message import Problem, Words


def check_channel(channel: Channel) -> Channel:
    """The channel; Problem naming it and the field that is wrong.

    Whatever came from a table is checked here, once: one that came with fenqi when it was compiled.
    """
    _check_texts(channel)
    check_days(channel)
    _check_rates(channel)
    _check_ways_to_pay(channel)
    for name in channel.uncertain:
        check.known(channel.id, "uncertain", name, channel.__struct_fields__)
    return channel


def _check_texts(channel: Channel) -> None:
    check.text(channel.id, "lender", channel.lender)
    for alias in channel.aliases:
        check.text(channel.id, "aliases", alias)
    for field, words in _words(channel):
        for language in LANGUAGES:
            check.text(channel.id, f"{field}.{language}", words.get(language, ""))


def _words(channel: Channel) -> Iterator[tuple[str, Words]]:
    """Every text that must be there in all languages, after the name of its field."""
    for field in ("name", "short", "entry"):
        yield field, getattr(channel, field)
    for step in Steps.__struct_fields__:
        yield f"steps.{step}", getattr(channel.steps, step)
    for app in channel.apps:
        yield "apps.name", app.name
    for method in channel.methods:
        yield "methods.name", method.name
    for field, words in (
        ("source.words", channel.source.words),
        *((("mall.words", channel.mall.words),) if channel.mall else ()),
        *((f"uncertain.{name}.words", each.words) for name, each in channel.uncertain.items()),
    ):
        yield field, words
    for field, words in (
        ("notes", channel.notes),
        ("minimum.words", channel.minimum.words if channel.minimum else {}),
        ("auto_debit.when", channel.auto_debit.when),
        ("early.words", channel.early.words if channel.early else {}),
    ):
        if words:
            yield field, words


def check_days(channel: Channel) -> None:
    """Problem where the days of bills and auto-debits are none, or exclude each other."""
    check.zone(channel.id, "zone", channel.zone)
    for field, day in (("bill_day", channel.bill_day), ("due_day", channel.due_day)):
        if day is not None:
            check.within(channel.id, field, day, 1, 31)
        elif channel.mode is Mode.STATEMENT and not channel.card and channel.due_after is None:
            raise check.missing(channel.id, field)
    if channel.due_after is not None:
        check.within(channel.id, "due_after", channel.due_after, 1, 60)
        if any(move.bill_day is None for move in channel.due_moves):
            raise check.contradicts(channel.id, "due_moves", "due_after")
    for move in channel.due_moves:
        check.within(channel.id, "due_moves.due_day", move.due_day, 1, 31)
        if move.bill_day is not None:
            _check_moved_bill_day(channel.id, move.bill_day)
    for day in channel.due_days:
        check.within(channel.id, "due_days", day, 1, 31)
    for each in (*channel.bill_days, *channel.bill_days.values()):
        check.within(channel.id, "bill_days", each, 1, 31)
    check.within(channel.id, "grace_days", channel.grace_days, 0, 31)
    check.within(channel.id, "auto_debit.days_before", channel.auto_debit.days_before, 0, 31)
    check.account(channel.id, "auto_debit.pay_account", channel.auto_debit.pay_account)


def _check_moved_bill_day(channel: str, day: int) -> None:
    try:
        check.within(channel, "bill_day", day, 1, 31)
    except Problem as problem:
        problem.field = "due_moves.bill_day"
        raise


def _check_rates(channel: Channel) -> None:
    check.amount(channel.id, "grace_amount", channel.grace_amount)
    _check_late(channel.id, "late_", channel.statement_late)
    if channel.order_late is not None:
        _check_late(channel.id, "order_late.", channel.order_late)
    if channel.early:
        check.decimal(channel.id, "early.percent", channel.early.percent, 100)
        check.decimal(channel.id, "early.daily_rate", channel.early.daily_rate or "0", 1)
        check.within(channel.id, "early.free_days", channel.early.free_days, 0, 31)
    if channel.minimum:
        check.decimal(channel.id, "minimum.instalments", channel.minimum.instalments or "0", 1)
        check.decimal(channel.id, "minimum.other", channel.minimum.other or "0", 1)
        check.decimal(channel.id, "minimum.carried", channel.minimum.carried or "0", 1)
        check.amount(channel.id, "minimum.carried_from", channel.minimum.carried_from)
    if channel.most_periods is not None:
        check.within(channel.id, "most_periods", channel.most_periods, 1, MAX_PERIODS)
    for periods, rate in channel.fee_rates.items():
        check.within(channel.id, "fee_rates", periods, 1, MAX_PERIODS)
        check.decimal(channel.id, "fee_rates", rate, 1)


def _check_late(channel: str, under: str, late: Late) -> None:
    for name in ("daily_rate", "extra_rate", "penalty"):
        check.decimal(channel, under + name, getattr(late, name), 1)
    check.amount(channel, f"{under}penalty_floor", late.penalty_floor)


def check_complete(channel: Channel) -> None:
    """Problem where a rule lacks what it needs. Only new rules are checked: older versions let it pass."""
    for method in channel.arrivals:
        check.method(channel.id, "arrivals", method, [each.id for each in channel.methods])
    if channel.early and lacks_figure(channel.early):
        raise check.missing(channel.id, f"early.{figure_of(channel.early.rule)}")


def _check_ways_to_pay(channel: Channel) -> None:
    check.some(channel.id, "apps", channel.apps)
    for app in channel.apps:
        if app.domain or not channel.card:
            check.domain(channel.id, "apps.domain", app.domain)
    check.some(channel.id, "methods", channel.methods)
    check.distinct(channel.id, "methods", [method.id for method in channel.methods])
    for method in channel.methods:
        check.slug(channel.id, "methods.id", method.id)
    for arrival in channel.arrivals.values():
        if (arrival.before is not None) is not (arrival.takes is Takes.SAME_DAY):
            raise check.contradicts(channel.id, "arrivals", "before")
        within = (1, MOST_DAYS) if arrival.takes is Takes.DAYS else (0, 0)
        check.within(channel.id, "arrivals", arrival.days, *within)
    if channel.early and channel.early.methods:
        for name in channel.early.methods:
            check.method(channel.id, "early.methods", name, [method.id for method in channel.methods])
