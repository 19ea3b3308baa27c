"""Hypothesis strategies for whole ledgers: records of every kind, as a file may hold them."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from models.channels.account import Account
from models.channels.cycle import DueMove
from models.channels.debited_before import DebitedBefore
from models.channels.rules import Extent, Late, Mode, Switch
from models.ledger.balance import Balance
from models.ledger.budget import Budget
from models.ledger.conversion import Conversion
from models.ledger.credit import CreditUse
from models.ledger.deferral import Deferral
from models.ledger.figure import BillFigure, StatedTerms
from models.ledger.had import Had
from models.ledger.ids import bill_id
from models.ledger.late_then import LateThen
from models.ledger.ledger import Ledger
from models.ledger.minimum_paid import MinimumPaid
from models.ledger.moved_bill import MovedBill
from models.ledger.order import KeptDue, Kind, Order, with_repaid
from models.ledger.own_auto_debit import OwnAutoDebit
from models.ledger.page_seen import PageSeen
from models.ledger.precaution import Precaution
from models.ledger.promise import Promise
from models.ledger.reduction import Reduction, Target
from models.ledger.setting_up import SettingUp, SetUpDone, SetUpStep
from models.ledger.sighting import Sighting
from models.plans.plan import MAX_PERIODS
from tests.models.strategies import (
    AMOUNTS,
    BILL_IDS,
    CHANNEL_IDS,
    CHANNELS,
    DAYS,
    IDS,
    INSTANTS,
    any_plan,
    ledgers,
    orders,
    words,
)


@st.composite
def stored_orders(draw: st.DrawFn) -> Order:
    """One purchase as a file may hold it, however it came about: of any plan, edited, turned out of a bill."""
    one, plan = draw(orders()), draw(any_plan)
    kept = st.builds(KeptDue, number=st.integers(1, plan.periods), due=DAYS)
    own = st.builds(OwnAutoDebit, until=DAYS, auto_debit=st.none() | st.sampled_from(Switch), pay_account=_labels)
    repaid = draw(st.none() | st.sets(st.integers(1, plan.periods), max_size=4))
    one = replace(one, plan=plan, paid_periods=None)
    return replace(
        one if repaid is None else with_repaid(one, repaid),
        id=draw(st.uuids()).hex[:10],
        kind=Kind.BILL if (of := draw(st.just("") | BILL_IDS)) else Kind.PURCHASE,
        of=of,
        kept=draw(st.lists(kept, max_size=2).map(tuple)),
        debited_before=draw(st.lists(own, max_size=2).map(tuple)),
        account_id=draw(st.sampled_from((*CHANNELS, "cmb-1234", "lost"))),
    )


_labels = st.sampled_from(("", "建行 1234", "余额宝", "工资卡"))
_some_days = st.none() | st.integers(1, 31)


def accounts() -> st.SearchStrategy[Account]:
    """One contract with an institution: the first one of its channel, or a further card."""
    moves = st.builds(DueMove, since=DAYS, bill_day=_some_days, due_day=st.integers(1, 31))
    before = st.builds(
        DebitedBefore,
        until=DAYS,
        auto_debit=st.none() | st.sampled_from(Switch),
        extent=st.sampled_from(Extent),
        pay_account=_labels,
    )
    return st.builds(
        Account,
        id=CHANNEL_IDS | st.sampled_from(("cmb-1234", "cmb-5678")),
        channel=CHANNEL_IDS,
        label=_labels,
        last4=st.sampled_from(("", "1234")),
        mode=st.sampled_from(Mode),
        bill_day=_some_days,
        due_day=_some_days,
        due_after=st.none() | st.integers(1, 60),
        moves=st.lists(moves, max_size=2).map(tuple),
        pay_account=_labels,
        auto_debit=st.none() | st.sampled_from(Switch),
        extent=st.none() | st.sampled_from(Extent),
        debited_before=st.lists(before, max_size=2).map(tuple),
        set_up_on=st.none() | DAYS,
        added_on=st.none() | DAYS,
        by_order=st.booleans(),
    )


_late = st.none() | st.builds(
    LateThen, rule=st.just(Late(daily_rate="0.0005")), interest=AMOUNTS, extra=st.none() | AMOUNTS, penalty=AMOUNTS
)
_some = st.integers(1, 10**8)
"""An amount that is not nothing, in fen."""
_had = st.none() | st.lists(st.builds(Had, order=IDS, number=st.integers(1, MAX_PERIODS), amount=_some)).map(tuple)


@st.composite
def _deferrals(draw: st.DrawFn) -> Deferral:
    account, first, later = draw(CHANNEL_IDS), draw(DAYS), draw(st.integers(1, 60))
    to = first + timedelta(days=later)
    return Deferral(
        id=bill_id(account, first), to=bill_id(account, to), at=draw(INSTANTS), late=draw(_late), had=draw(_had)
    )


@st.composite
def _credits(draw: st.DrawFn) -> CreditUse:
    account = draw(CHANNEL_IDS)
    bill = bill_id(account, draw(DAYS))
    return CreditUse(id=draw(IDS), account_id=account, of=draw(IDS), bill=bill, amount=draw(_some), at=draw(INSTANTS))


@st.composite
def _reductions(draw: st.DrawFn) -> Reduction:
    order = draw(st.just("") | IDS)
    return Reduction(
        id=draw(IDS),
        bill=draw(BILL_IDS),
        target=draw(st.sampled_from(Target)),
        amount=draw(_some),
        at=draw(INSTANTS),
        order=order,
        number=draw(st.integers(1, MAX_PERIODS)) if order else 0,
        reason=draw(words(40)),
    )


@st.composite
def _sightings(draw: st.DrawFn) -> Sighting:
    repayment = draw(st.just("") | IDS)
    return Sighting(
        id=draw(IDS),
        source="alipay",
        at=draw(INSTANTS),
        amount=draw(_some),
        repayment=repayment,
        ignored=not repayment and draw(st.booleans()),
    )


@st.composite
def _set_ups(draw: st.DrawFn) -> SettingUp:
    answers = {SetUpStep.EXTENT: st.sampled_from(("full", "minimum")), SetUpStep.ACCOUNT: _labels}
    steps = draw(st.lists(st.sampled_from([each for each in SetUpStep if each is not SetUpStep.AGREE]), unique=True))
    done = tuple(SetUpDone(step=each, at=draw(INSTANTS), answer=draw(answers.get(each, st.just("")))) for each in steps)
    return SettingUp(
        id=draw(CHANNEL_IDS),
        asked_at=draw(INSTANTS),
        beside=draw(st.just("") | IDS),
        started_at=draw(INSTANTS) if done else draw(st.none() | INSTANTS),
        off=draw(st.booleans()),
        done=done,
        pay_account=draw(_labels),
    )


FURTHER: Mapping[str, st.SearchStrategy[Any]] = {
    "accounts": accounts(),
    "balances": st.builds(Balance, id=_labels.filter(bool), amount=AMOUNTS, at=INSTANTS),
    "conversions": st.builds(Conversion, id=IDS, bill=BILL_IDS, amount=_some, at=INSTANTS, late=_late, had=_had),
    "deferrals": _deferrals(),
    "minimums": st.builds(
        MinimumPaid, id=BILL_IDS, at=INSTANTS, interest=st.none() | AMOUNTS, estimate=st.none() | AMOUNTS, had=_had
    ),
    "credits": _credits(),
    "reductions": _reductions(),
    "promises": st.builds(Promise, id=BILL_IDS, on=DAYS, at=INSTANTS),
    "figures": st.builds(
        BillFigure,
        id=BILL_IDS,
        total=AMOUNTS,
        seen_at=INSTANTS,
        source=st.sampled_from(("app", "alipay")),
        terms=st.none()
        | st.builds(
            StatedTerms,
            total=AMOUNTS,
            due=st.none() | DAYS,
            minimum=st.none() | AMOUNTS,
            seen_at=INSTANTS,
            source=st.just("cmb-credit"),
            lists_others=st.booleans(),
        ),
        others=st.lists(AMOUNTS, max_size=2).map(tuple),
    ),
    "moved": st.builds(MovedBill, id=BILL_IDS, to=BILL_IDS),
    "pages": st.builds(PageSeen, id=st.uuids().map(lambda each: each.hex[:10]), seen_on=DAYS),
    "precautions": st.builds(
        Precaution,
        id=st.sampled_from(("balance-huabei", "credit-report")),
        last=st.none() | INSTANTS,
        off=st.booleans(),
    ),
    "budget": st.builds(
        Budget,
        income=st.none() | AMOUNTS,
        payday=_some_days,
        fixed=st.none() | AMOUNTS,
        fixed_day=_some_days,
        pay_account=_labels,
    ),
    "sightings": _sightings(),
    "set_ups": _set_ups(),
}
"""Whatever else a ledger holds, by the name of its table."""


@st.composite
def whole_ledgers(draw: st.DrawFn) -> Ledger:
    """A ledger that may have records of every kind, and orders of every kind."""
    of = draw(ledgers(2))
    bought = draw(st.lists(stored_orders(), max_size=2))
    further = {name: draw(st.lists(records, max_size=2)) for name, records in FURTHER.items()}
    return replace(
        of,
        orders={**of.orders, **{each.id: each for each in bought}},
        **{name: {each.id: each for each in records} for name, records in further.items()},
    )
