"""A channel in lines: what it is and every rule of it, which are the user's own and which are uncertain."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from rich.cells import cell_len

from models.channels.arrival import Takes
from models.channels.channel import Channel
from models.channels.pages import page_of
from models.channels.rules import Steps, figure_of
from models.channels.source import Source
from models.channels.typed_rules import channel_texts
from models.plans.annual_cost import percent
from models.values import quantity
from models.values.money import parse_amount, yuan
from tui.run.language import Language
from tui.terminal.cells import Cells, wrap
from tui.words.channel_page import also_said, set_up_said
from tui.words.labelled import labelled
from tui.words.mall import taken_from
from tui.words.minimum_rules import minimum_rules
from tui.words.precautions import ADVICE
from tui.words.present import zone_name
from tui.words.punctuation import listed, said_of
from tui.words.rule_words import (
    CONVERTIBLE_WORDS,
    EARLY_WORDS,
    EXTENT_WORDS,
    LATE_SINCE_WORDS,
    LATE_WORDS,
    MODE_WORDS,
    REMAINDER_WORDS,
    ROUNDING_WORDS,
    switch_said,
    time_said,
)

UNSAID = "—"
"""The value of what a channel says nothing of."""


class Rule(NamedTuple):
    """One line: its label, the field of the channel that it is from, and its value."""

    label: str
    field: str
    value: str


def channel_text(channel: Channel, own: frozenset[str], base: str, language: Language, width: int) -> list[Cells]:
    """The channel in lines of `width` cells; `own` are the fields that the user set, `base` what it is based on."""
    t = language.t
    lines: list[Cells] = [((line, "bold"),) for line in wrap(language.words(channel.name), width)]
    lines += [((t("your own channel, based on {base}", base=base), "accent"),)] if base else []
    shown = list(rules(channel, language, own))
    doubts = {rule: said_by(doubt, language) for rule in shown if (doubt := _doubt(rule, channel, own))}
    unsaid = [rule for rule in shown if rule.value == UNSAID and rule not in doubts]
    sources = list(dict.fromkeys(doubts.values()))
    nothing, shell = t("nothing said of"), t("in the shell")
    before = 1 + max(map(cell_len, (nothing, shell, *(each.label for each in shown if each not in unsaid))))
    for rule in (each for each in shown if each not in unsaid):
        number = sources.index(doubts[rule]) + 1 if rule in doubts else 0
        lines += _rule(rule, own, number, language, width, before)
    if unsaid:  # said once: a row with nothing in it is no rule
        lines += labelled(nothing, listed([each.label for each in unsaid], language), "dim", width, before)
    page = page_of(channel, base)
    below = (*(f"({number}) {each}" for number, each in enumerate(sources, 1)), taken_from(channel, language))
    lines += [(), *(((line, "dim"),) for text in below for line in wrap(text, width))]
    lines += [(), *set_up_said(channel, language, width), *also_said(page, language, width), ()]
    found = channel.notes or page.notes
    notes = [language.words(found)] if found else []
    source, day = language.words(channel.source.words), channel.source.verified_on.isoformat()
    source = t("source: {source}, verified on {day}", source=source, day=day)
    assumed = _assumed(channel, own, language)
    lines += [((line, "dim"),) for text in (*notes, *assumed, source) for line in wrap(text, width)]
    lines += labelled(shell, channel.id, "dim", width, before)
    lines += [(), *(((line, ""),) for text in map(language.say, ADVICE) for line in wrap(f"· {text}", width, indent=2))]
    return lines


def _assumed(channel: Channel, own: frozenset[str], language: Language) -> list[str]:
    """The labels of what nobody says anything of, said once: the user's own rules are none of them."""
    fields = {field for field, source in channel.uncertain.items() if source.assumed} - own
    labels = [rule.label for rule in rules(channel, language) if rule.label and rule.field.split(".")[0] in fields]
    names = listed(dict.fromkeys(labels), language)
    return [language.t("only assumed, look in the app: {names}", names=names)] if names else []


def said_by(source: Source, language: Language) -> str:
    """Who says so, and on which day it was looked up."""
    return language.t("{source}, {day}", source=language.words(source.words), day=source.verified_on.isoformat())


def rules(channel: Channel, language: Language, own: frozenset[str] = frozenset()) -> Iterator[Rule]:
    """What the channel says: first what differs for one who pays, then what counts where something is late or other.

    `own` are the fields that the user set.
    """
    t, said = language.t, channel_texts(channel)
    days = [
        Rule(label, field, listed(said.get(field, UNSAID).split(", "), language))
        for field, label in (
            ("bill_day", t("bill day")),
            ("due_day", t("due day")),
            ("due_days", t("days offered")),
            ("due_after", t("days after bill")),
            ("due_moves", t("moved due day")),
        )
    ]
    yield Rule(t("billing"), "mode", language.say(MODE_WORDS[channel.mode]))
    yield from (rule for rule in days if rule.value != UNSAID)
    yield Rule(t("cut-off"), "cutoff", f"{channel.cutoff:%H:%M} {zone_name(channel.zone, language)}")
    for number, app in enumerate(channel.apps):
        label = "" if number else t("official app")
        yield Rule(label, "apps", f"{language.words(app.name)} {app.domain}".rstrip())
    yield Rule(t("methods"), "methods", listed((language.words(each.name) for each in channel.methods), language))
    switch = switch_said(channel.auto_debit.default, said=channel.said or "auto_debit.default" in own)
    yield Rule(t("auto-debit"), "auto_debit.default", language.say(switch))
    if channel.auto_debit.when:
        yield Rule(t("runs when"), "auto_debit.when", language.words(channel.auto_debit.when))
    yield from (rule for rule in days if rule.value == UNSAID)
    yield Rule(t("where to repay"), "entry", language.words(channel.entry))
    yield from _arrivals(channel, language)
    yield from _auto_debit(channel, language)
    yield Rule(t("lender"), "lender", channel.lender)
    yield Rule(t("grace days"), "grace_days", str(channel.grace_days))
    yield Rule(t("grace amount"), "grace_amount", yuan(parse_amount(channel.grace_amount)))
    yield from _late(channel, language)
    yield from _minimum(channel, language)
    yield from _early(channel, language)
    if channel.convertible is not None:
        yield Rule(t("into instalments"), "convertible", language.say(CONVERTIBLE_WORDS[channel.convertible]))
    fees = listed(
        (said_of(str(count), percent_text(rate), language) for count, rate in channel.fee_rates.items()), language
    )
    yield Rule(t("fees by periods"), "fee_rates", fees or UNSAID)
    if channel.most_periods is not None:
        yield Rule(t("most periods"), "most_periods", str(channel.most_periods))
    yield Rule(t("rounding"), "rounding", language.say(ROUNDING_WORDS[channel.rounding]))
    yield Rule(t("remainder"), "remainder", language.say(REMAINDER_WORDS[channel.remainder]))
    for number, step in enumerate(Steps.__struct_fields__, 1):
        yield Rule(t("step {number}", number=number), f"steps.{step}", language.words(getattr(channel.steps, step)))


def percent_text(rate: str) -> str:
    """A decimal of the catalogue, `0.072`, as people write it: `7.2%`."""
    return percent(Decimal(rate))


def _arrivals(channel: Channel, language: Language) -> Iterator[Rule]:
    t = language.t
    for number, method in enumerate(channel.methods):
        label = "" if number else t("time to arrive")
        arrival = channel.arrival(method.id)
        how_long = t("{method}: {time}", method=method.name, time=language.say(time_said(arrival)))
        yield Rule(label, f"arrivals.{method.id}", how_long)
    if any(each.takes is Takes.NEXT_WORKING_DAY for each in channel.arrivals.values()):
        yield Rule("", "arrivals", t("working days are Monday to Friday; public holidays are not known"))


def _auto_debit(channel: Channel, language: Language) -> Iterator[Rule]:
    t, auto_debit = language.t, channel.auto_debit
    yield Rule(t("it takes"), "auto_debit.extent", language.say(EXTENT_WORDS[auto_debit.extent]))
    yield Rule(t("days before"), "auto_debit.days_before", str(auto_debit.days_before))
    yield Rule(t("pay account"), "auto_debit.pay_account", auto_debit.pay_account or UNSAID)
    yield Rule(t("runs until"), "auto_debit.until", f"{auto_debit.until:%H:%M}" if auto_debit.until else UNSAID)


def _late(channel: Channel, language: Language) -> Iterator[Rule]:
    t, rate = language.t, channel_texts(channel).get("late_daily_rate", UNSAID)
    yield Rule(t("late rate a day"), "late_daily_rate", rate)
    yield Rule(t("bears interest"), "late_base", language.say(LATE_WORDS[channel.late_base]))
    yield Rule(t("counted from"), "late_since", language.say(LATE_SINCE_WORDS[channel.late_since]))
    extra, share = percent_text(channel.late_extra_rate), percent_text(channel.late_penalty)
    above = t("{rate} a day more", rate=extra) if Decimal(channel.late_extra_rate) else UNSAID
    yield Rule(t("below minimum"), "late_extra_rate", above)
    charged = bool(Decimal(channel.late_penalty))
    said = t("{share} of the unpaid part of the minimum", share=share) if charged else UNSAID
    yield Rule(t("penalty"), "late_penalty", said)
    least = yuan(parse_amount(channel.late_penalty_floor)) if charged else UNSAID
    yield Rule(t("least penalty"), "late_penalty_floor", least)
    if channel.order_late is not None:
        rate, base = percent_text(channel.order_late.daily_rate), language.say(LATE_WORDS[channel.order_late.base])
        yield Rule(t("in 订单制"), "order_late", t("{rate} a day on {base}", rate=rate, base=base))


def _minimum(channel: Channel, language: Language) -> Iterator[Rule]:
    label = language.t("minimum payment")
    for field, said in minimum_rules(channel.minimum, language):
        yield Rule(label, field, said or UNSAID)
        label = ""


def _early(channel: Channel, language: Language) -> Iterator[Rule]:
    t, early = language.t, channel.early
    if early is None:
        yield Rule(t("settling early"), "early", t("not known"))
        return
    charge = language.say(EARLY_WORDS[early.rule])
    yield Rule(t("settling early"), "early.rule", charge)
    match figure_of(early.rule):
        case "percent":
            yield Rule(t("early percentage"), "early.percent", f"{early.percent}%")
        case "daily_rate":
            yield Rule(t("early rate a day"), "early.daily_rate", percent_text(early.daily_rate or "0"))
    if early.free_days:
        said = (
            t("the day of the purchase")
            if early.free_days == 1
            else t("{days}, counting the day of the purchase", days=quantity.days(early.free_days))
        )
        yield Rule(t("free for"), "early.free_days", said)
    methods = listed((language.words(channel.method_name(each)) for each in early.methods), language)
    yield Rule(t("early methods"), "early.methods", methods or t("all of the channel's"))
    if early.words:
        yield Rule("", "early.words", language.words(early.words))


def _doubt(rule: Rule, channel: Channel, own: frozenset[str]) -> Source | None:
    """Who alone says so, where that is uncertain; None of what is the user's own, or is only assumed."""
    source = channel.uncertain.get(rule.field.split(".")[0])
    if source is None or source.assumed or not rule.label or _is_own(rule, own):
        return None
    return None if rule.field == "auto_debit.pay_account" else source  # whose account it is, no source could say


def _is_own(rule: Rule, own: frozenset[str]) -> bool:
    return rule.field in own or rule.field.split(".")[0] in own


def _rule(rule: Rule, own: frozenset[str], number: int, language: Language, width: int, before: int) -> list[Cells]:
    """Its value, wrapped under itself, and whose rule it is; `number`: that of its source where it is uncertain.

    That mark alone has a colour, so that the values are read as facts. The source itself stands below all rules: one
    that is named at each would hide what differs for one who pays.
    """
    yours = _is_own(rule, own)
    mark = language.t("changed") if yours else language.t("uncertain ({number})", number=number) if number else ""
    return labelled(rule.label, rule.value, "", width, before, mark, "accent")
