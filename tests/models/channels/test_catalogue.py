"""The user's own rules for the channels: taken where they are valid, named where they are not."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.early import early_quote
from models.actions.own_rules import own_fields
from models.channels.builtin import builtin
from models.channels.channel import Channel
from models.channels.effective import effective, effective_channel, faults
from models.channels.override import ChannelOverride
from models.channels.rules import Early, EarlyRule, Minimum, Switch
from models.channels.source import Source
from models.channels.typed_rules import read_override
from models.ledger.ledger import Ledger
from models.values.dates import on_day
from models.values.message import Problem
from tests.models.builders import NOW, book, check_book, ledger, order, plan

CHANNELS = tuple(builtin())
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from([*Channel.__struct_fields__, "colour", ""]) | st.text(max_size=8)
VALUES = st.dictionaries(FIELDS, JSON, max_size=4)
DUES = st.fixed_dictionaries(
    {},
    optional={
        "due_day": st.integers(-1, 40),
        "cutoff": st.times().map(str) | st.just("25:00"),
        "grace_days": st.integers(-1, 40),
        "late_daily_rate": st.sampled_from(("0.0004", "2", "a little")),
        "late_base": st.sampled_from(("principal", "outstanding", "fees")),
        "minimum": st.dictionaries(
            st.sampled_from(("instalments", "other", "en")),
            st.sampled_from(("0", "0.1", "1", "1.1", "10%")),
            max_size=3,
        ),
        "uncertain": st.lists(st.sampled_from(("due_day", "weather")), max_size=2),
        "zone": st.sampled_from(("Asia/Tokyo", "Mars/Base", "", "Asia", "../../etc/passwd", "a\0b")),
        "due_moves": st.lists(
            st.fixed_dictionaries({"since": st.dates().map(str), "day": st.integers(0, 32)}), max_size=2
        ),
        "auto_debit": st.fixed_dictionaries({"default": st.sampled_from(("on", "off", "always", "maybe"))}),
    },
)


def one(values: dict, ident: str = "huabei") -> dict[str, ChannelOverride]:
    return {ident: ChannelOverride(id=ident, values=values)}


@given(st.dictionaries(st.sampled_from((*CHANNELS, "mine", "Ä")), st.tuples(st.sampled_from(CHANNELS), VALUES | DUES)))
def test_whatever_the_user_said_the_catalogue_is_valid_and_the_faults_are_named(said):
    overrides = {key: ChannelOverride(id=key, base=base, values=values) for key, (base, values) in said.items()}
    found, wrong = effective(builtin(), overrides), faults(builtin(), overrides)
    assert set(found) >= set(CHANNELS)
    assert list(found)[-1] == "bank-card"
    assert all(isinstance(each, Channel) and key == each.id for key, each in found.items())
    taken = [key for key in overrides if key in found and found[key] != builtin().get(key)]
    assert len(taken) + len(wrong) <= len(overrides)
    for each in wrong:
        assert str(each).startswith("channel ")
    of = ledger(*(order(key, channel=key) for key in said))
    check_book(replace(of, channels=overrides))


@given(VALUES | DUES, st.sampled_from(CHANNELS))
def test_an_override_is_either_taken_or_a_fault(values, ident):
    try:
        channel = effective_channel(builtin(), ChannelOverride(id=ident, values=values))
    except Problem:
        assert effective(builtin(), one(values, ident)) == builtin()
        assert len(faults(builtin(), one(values, ident))) == 1
    else:
        assert effective(builtin(), one(values, ident))[ident] == channel
        assert faults(builtin(), one(values, ident)) == ()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"due_day": 40}, "due_day"),
        ({"due_day": "ten"}, "due_day"),
        ({"due_days": [0]}, "due_days"),
        ({"cutoff": "25:00"}, "cutoff"),
        ({"zone": "Mars/Base"}, "zone"),
        ({"late_daily_rate": "2"}, "late_daily_rate"),
        ({"late_daily_rate": 0.0005}, "late_daily_rate"),
        ({"late_base": "fees"}, "late_base"),
        ({"grace_amount": "-1"}, "grace_amount"),
        ({"grace_days": 99}, "grace_days"),
        ({"methods": []}, "methods"),
        ({"apps": []}, "apps"),
        ({"auto_debit": {"default": "maybe"}}, "auto_debit.default"),
        ({"auto_debit": {"account": "6222020200112345"}}, "auto_debit.pay_account"),
        ({"early": {"rule": "never"}}, "early.rule"),
        ({"early": {"percent": "101"}}, "early.percent"),
        ({"early": {"methods": ["cash"]}}, "early.methods"),
        ({"due_moves": [{"since": "2027-01-01", "day": 32}]}, "due_moves.due_day"),
        ({"colour": "blue"}, "colour"),
        ({"name": {"zh_CN": "花\x1b[31m呗"}}, "name.zh_CN"),
    ],
)
def test_a_wrong_field_is_named_and_changes_nothing(values, field):
    (problem,) = faults(builtin(), one(values))
    assert problem.field == field
    assert str(problem).startswith("channel huabei: ")
    assert effective(builtin(), one(values)) == builtin()


def test_what_is_said_of_a_field_leaves_the_others():
    found = effective(builtin(), one({"cutoff": "17:00:00", "auto_debit": {"account": "招行 1234"}}))["huabei"]
    assert (found.cutoff, found.auto_debit.pay_account) == (time(17), "招行 1234")
    assert found.auto_debit.default is Switch.ALWAYS
    assert found.auto_debit.when == builtin()["huabei"].auto_debit.when
    assert (
        replace(
            found,
            cutoff=builtin()["huabei"].cutoff,
            auto_debit=builtin()["huabei"].auto_debit,
            uncertain=builtin()["huabei"].uncertain,
        )
        == (builtin()["huabei"])
    )


def test_what_the_user_said_has_no_source_of_the_catalogues_any_more():
    found, base = effective(builtin(), one({"cutoff": "17:00:00", "early": {"rule": "next-fee"}}))["huabei"], builtin()
    assert found.uncertain.keys() == base["huabei"].uncertain.keys() - {"cutoff"}
    assert found.early == Early(EarlyRule.NEXT_FEE), "the catalogue's words are about another rule"
    same = effective(builtin(), one({"early": {"rule": "remaining-fees"}}))["huabei"]
    assert same.early == base["huabei"].early


def test_a_percentage_that_an_older_version_took_without_its_figure_is_still_taken_and_saves_nothing():
    said = one({"due_day": 20, "early": {"rule": "percent-of-rest"}})
    assert faults(builtin(), said) == ()
    found = effective(builtin(), said)
    of = replace(ledger(order()), channels=said)
    quote = early_quote(of.orders["phone"], book(of), found["huabei"], NOW)
    assert (quote.rule, quote.saved) == (None, None)


def test_a_minimum_that_an_older_version_kept_as_words_is_still_taken():
    words = {"zh_CN": "最低", "en": "least"}
    minimum = effective(builtin(), one({"minimum": words}))["huabei"].minimum
    assert minimum == Minimum(words=words, instalments="1", other="0.1")
    kept = read_override(one({"minimum": words})["huabei"], {"minimum.other": "5%"})
    assert effective(builtin(), {"huabei": kept})["huabei"].minimum == Minimum(
        words=words, instalments="1", other="0.05"
    )
    assert own_fields(kept) == {"minimum.words", "minimum.other"}


def test_what_an_older_version_kept_of_sources_is_still_taken():
    said = {"source": "the contract", "verified_on": "2026-01-02", "uncertain": ["cutoff", "grace_days"]}
    found, base = effective(builtin(), one(said))["huabei"], builtin()["huabei"]
    mine = Source(words={"zh_CN": "the contract", "en": "the contract"}, verified_on=date(2026, 1, 2))
    assert found.source == mine
    assert found.uncertain == {"cutoff": base.uncertain["cutoff"], "grace_days": base.source}
    later = effective(builtin(), one({"verified_on": "2026-01-02"}))["huabei"].source
    assert later == replace(base.source, verified_on=date(2026, 1, 2))
    assert effective(builtin(), one({"uncertain": []}))["huabei"].uncertain == {}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"uncertain": ["weather"]}, "uncertain"),
        ({"uncertain": [1]}, "uncertain"),
        ({"uncertain": {"due_day": "alipay-help"}}, "uncertain.due_day"),
        ({"source": "", "verified_on": "2026-01-02"}, "source.words.zh_CN"),
        ({"source": 5, "verified_on": "2026-01-02"}, "source"),
        ({"verified_on": "soon"}, "source.verified_on"),
    ],
)
def test_a_source_that_will_not_do_is_a_fault(values, field):
    (problem,) = faults(builtin(), one(values))
    assert problem.field == field


def test_a_channel_of_ones_own_starts_from_another_and_the_generic_one_is_offered_last():
    own = ChannelOverride(id="own-card", base="bank-card", values={"short": {"zh_CN": "浦发", "en": "SPDB"}})
    found = effective(builtin(), {"own-card": own})
    assert list(found)[-2:] == ["own-card", "bank-card"]
    assert (found["own-card"].short["zh_CN"], found["own-card"].card) == ("浦发", True)
    (problem,) = faults(builtin(), {"own-card": ChannelOverride(id="own-card", base="gone")})
    assert str(problem) == "channel own-card: there is no channel gone to start from"


@pytest.mark.parametrize("day", [8, 20, 31])
@given(st.dates(date(2026, 6, 1), date(2028, 12, 31)))
def test_a_moved_due_day_counts_from_a_bill_on_and_older_bills_keep_theirs(day, since):
    of = ledger(order(terms=plan(240_000, 24)))
    said = one({"due_moves": [{"since": since.isoformat(), "day": day}]})
    usual = book(of).schedules["phone"]
    rows = check_book(replace(of, channels=said)).schedules["phone"]
    for was, now in zip(usual, rows, strict=True):
        assert now.due == (was.due if was.due < since else on_day(was.due.year, was.due.month, day))


def test_an_override_of_a_lost_channel_does_not_keep_the_others_from_holding():
    said = {**one({"due_day": 40}, "cmb"), **one({"due_day": 20})}
    assert effective(builtin(), said)["huabei"].due_day == 20
    assert len(faults(builtin(), said)) == 1
    check_book(Ledger(channels=said))
