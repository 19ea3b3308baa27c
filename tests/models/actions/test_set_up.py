"""Auto-debit of an account is set up step by step: each is on record, the last says all of it; so it is turned off."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions import auto_debit, set_up, set_up_steps
from models.actions.account_changes import AccountDetails, added, changed
from models.actions.account_deletion import account_deleted
from models.actions.own_rules import add_channel, drop_override
from models.bills.auto_debit_window import auto_debit_window, takes_unknown
from models.bills.bill import Bill, auto_debit_of
from models.bills.contracts import contracts
from models.bills.debit_phase import Phase, phase
from models.bills.derive import derive, same_book
from models.bills.first_auto_debit import set_up_before
from models.bills.status import Moment, Status, status
from models.channels.builtin import builtin
from models.channels.effective import channel_of
from models.channels.override import ChannelOverride
from models.channels.pages import set_ups
from models.channels.rules import Extent, Switch
from models.ledger.ids import early_id
from models.ledger.ledger import Ledger
from models.ledger.setting_up import SettingUp, SetUpDone, SetUpStep
from models.values.message import Problem
from tests.models.builders import NOW, found, ledger, order, plan, repaid, settled_early, through_the_file, with_more

CARD, CARD_ID = "招行储蓄卡 1234", "cmb/2026-12-10"
OF = ledger(order("phone", channel="cmb"))
BEFORE_IT = NOW - timedelta(days=20)


def own_app(of: Ledger, account: str) -> str:
    channel = channel_of(contracts(of, builtin()), account)
    return set_up.apps_of(channel, off=of.set_ups[account].off)[0].name["zh_CN"]


Step = Callable[[Ledger, str, datetime, Extent], Ledger]
STEPS: dict[SetUpStep, Step] = {
    SetUpStep.APP: lambda of, account, now, _: set_up.open_app(of, builtin(), account, own_app(of, account), now),
    SetUpStep.PATH: lambda of, account, now, _: set_up.find_path(of, builtin(), account, now),
    SetUpStep.ACCOUNT: lambda of, account, now, _: set_up.choose_account(of, builtin(), account, CARD, now),
    SetUpStep.EXTENT: lambda of, account, now, extent: set_up.choose_extent(of, builtin(), account, extent, now),
    SetUpStep.ORDER: lambda of, account, now, _: set_up.see_order(of, builtin(), account, now),
    SetUpStep.AGREE: lambda of, account, now, _: set_up.agree(of, builtin(), account, now),
}


def open_of(of: Ledger, account: str) -> SetUpStep | None:
    return set_up_steps.open_step(of.set_ups.get(account), channel_of(contracts(of, builtin()), account))


def with_set_up(
    of: Ledger,
    account: str = "cmb",
    now: datetime = NOW,
    extent: Extent = Extent.FULL,
    *,
    until: SetUpStep | None = None,
    off: bool = False,
) -> Ledger:
    """With auto-debit of the account set up, or turned `off`; `until`: that step is open."""
    of = set_up.begin(of, builtin(), account, now, off=off)
    while (step := open_of(of, account)) not in {None, until}:
        assert step is not None
        of = STEPS[step](of, account, now, extent)
    return of


def bill(of: Ledger, ident: str = CARD_ID, now: datetime = NOW) -> Bill:
    return found(of, ident, now, builtin())


@pytest.mark.parametrize("account", ["huabei", "jd-baitiao", "xiaomi", "cmb", "ccb", "bank-card", "douyin"])
def test_at_its_end_the_account_has_state_extent_pay_account_and_day(account):
    of = with_set_up(ledger(order("phone", channel=account)), account)
    one = of.accounts[account]
    always = builtin()[account].auto_debit.default is Switch.ALWAYS
    assert (one.auto_debit, one.extent) == (Switch.ALWAYS if always else Switch.ON, Extent.FULL)
    assert (one.pay_account, one.set_up_on) == (CARD, date(2026, 12, 5))
    assert not of.set_ups[account].under_way


def test_one_of_two_cards_of_a_bank_is_set_up_and_the_other_is_not():
    of, second = added(OF, builtin(), "cmb", AccountDetails(last4="1234", bill_day=20, due_day=8), NOW.date())
    of, third = added(of, builtin(), "cmb", AccountDetails(last4="5678", bill_day=20, due_day=8), NOW.date())
    after = with_set_up(of, third.id)
    assert after.accounts[third.id].auto_debit is Switch.ON
    assert after.accounts[second.id] == of.accounts[second.id]


def test_the_order_of_accounts_is_asked_where_a_source_says_that_there_is_one_and_where_none_tells_the_path():
    asked = {
        account: SetUpStep.ORDER in set_up_steps.steps_of(SettingUp(id=account, asked_at=NOW), builtin()[account])
        for account in builtin()
    }
    assert {account for account, each in asked.items() if each} == {"huabei", *(builtin().keys() - set_ups().keys())}


@given(st.lists(st.sampled_from(["go", "back", "drop", "begin", "file", "again"]), max_size=25))
def test_however_it_is_gone_through_nothing_but_the_last_step_changes_the_account(acts):
    of = OF
    for act in acts:
        before = of
        step = open_of(of, "cmb")
        try:
            match act:
                case "go" if step:
                    of = STEPS[step](of, "cmb", NOW, Extent.FULL)
                case "back":
                    of = set_up.step_back(of, "cmb")
                case "drop":
                    of = set_up.dropped(of, "cmb")
                case "begin":
                    of = set_up.begin(of, builtin(), "cmb", NOW)
                case "file":
                    of = through_the_file(of)
                case "again" if of.set_ups.get("cmb") and of.set_ups["cmb"].done:
                    with pytest.raises(Problem, match=r"look again|no longer open"):
                        STEPS[of.set_ups["cmb"].done[-1].step](of, "cmb", NOW, Extent.FULL)
        except Problem:
            assert of is before
        if not (act == "go" and step is SetUpStep.AGREE):
            assert of.accounts == before.accounts
            assert same_book(before, of) or act == "file"
        record = of.set_ups.get("cmb")
        assert record is None or [each.step for each in record.done] == list(
            set_up_steps.steps_of(record, builtin()["cmb"])[: len(record.done)]
        )


def test_a_link_is_no_app_and_a_number_is_no_label():
    of = set_up.begin(OF, builtin(), "cmb", NOW)
    with pytest.raises(Problem, match="may be a fake"):
        set_up.open_app(of, builtin(), "cmb", "link", NOW)
    of = with_set_up(OF, until=SetUpStep.ACCOUNT)
    with pytest.raises(Problem, match="more than the last four digits"):
        set_up.choose_account(of, builtin(), "cmb", "6225 8801 2345 6789", NOW)


def test_where_it_was_set_up_for_the_minimum_every_later_debit_is_expected_to_leave_a_rest():
    ident = "jd-baitiao/2026-12-10"
    of = with_more(ledger(order("phone", channel="jd-baitiao")), ident, 5_100_00)
    assert auto_debit_window(bill(of, ident)) is None
    of = with_set_up(of, "jd-baitiao", extent=Extent.MINIMUM)
    window = auto_debit_window(bill(of, ident))
    assert window is not None
    assert 0 < window.amount < bill(of, ident).outstanding
    assert not takes_unknown(bill(of, ident))
    day = datetime.fromisoformat("2026-12-10T20:00:00+08:00")
    after = auto_debit.taken(of, bill(of, ident), window.amount, day)
    assert status(bill(after, ident, day), Moment(day)) is Status.MINIMUM_PAID


def test_where_nobody_knows_how_much_the_minimum_is_a_rest_is_expected_all_the_same():
    of = with_set_up(with_more(OF, CARD_ID, 5_100_00), extent=Extent.MINIMUM)
    assert takes_unknown(bill(of))
    assert not takes_unknown(bill(with_set_up(with_more(OF, CARD_ID, 5_100_00))))


def test_one_that_cannot_be_switched_off_is_gone_through_for_what_it_takes_and_not_turned_off():
    of = with_set_up(ledger(order("phone")), "huabei", extent=Extent.MINIMUM)
    assert of.accounts["huabei"].extent is Extent.MINIMUM
    with pytest.raises(Problem, match="only the whole bill or the minimum can be chosen there"):
        set_up.begin(of, builtin(), "huabei", NOW, off=True)


def test_it_is_turned_off_step_by_step_and_the_day_of_the_set_up_goes():
    of = with_set_up(with_set_up(OF), now=NOW + timedelta(days=1), off=True)
    assert (of.accounts["cmb"].auto_debit, of.accounts["cmb"].set_up_on) == (Switch.OFF, None)
    assert auto_debit_of(bill(of)) is Switch.OFF
    with pytest.raises(Problem, match="is not on"):
        set_up.begin(of, builtin(), "cmb", NOW, off=True)


def test_what_is_under_way_the_other_way_is_finished_or_dropped_first():
    of = set_up.begin(with_set_up(OF), builtin(), "cmb", NOW, off=True)
    with pytest.raises(Problem, match="the opposite is under way"):
        set_up.begin(of, builtin(), "cmb", NOW)
    assert set_up.begin(of, builtin(), "cmb", NOW, off=True) is of


def test_an_order_keeps_no_earlier_word_of_its_own_that_the_app_contradicts():
    of = ledger(order("phone", channel="cmb", auto_debit=Switch.OFF), order("tv", channel="huabei"))
    after = with_set_up(of)
    assert auto_debit_of(bill(after)) is Switch.ON
    assert after.orders["tv"] == of.orders["tv"]
    assert auto_debit_of(bill(with_set_up(with_set_up(of), off=True))) is Switch.OFF


def test_a_bill_that_was_overdue_before_it_was_set_up_stays_overdue():
    now = datetime.fromisoformat("2026-12-13T12:00:00+08:00")
    assert status(bill(OF, now=now), Moment(now)) is Status.OVERDUE
    of = with_set_up(OF, now=now)
    assert status(bill(of, now=now), Moment(now)) is Status.OVERDUE
    assert phase(bill(of, now=now), now) is Phase.NONE
    later = bill(of, "cmb/2027-01-10", now)
    assert phase(later, now) is Phase.AHEAD


def test_a_bill_that_may_have_been_taken_before_it_was_looked_at_stays_to_be_confirmed():
    now, ident = datetime.fromisoformat("2026-12-13T12:00:00+08:00"), "xiaomi/2026-12-10"
    of = with_set_up(ledger(order("phone", channel="xiaomi")), "xiaomi", now=now)
    assert status(bill(of, ident, now), Moment(now)) is Status.TO_CONFIRM


def test_the_first_debit_since_it_was_set_up_is_known_until_somebody_sees_that_money_was_taken():
    of = with_set_up(OF)
    first, second = bill(of), bill(of, "cmb/2027-01-10")
    assert set_up_before(first, of, derive(of, builtin())) == date(2026, 12, 5)
    assert set_up_before(second, of, derive(of, builtin())) is None
    by_hand = repaid(of, CARD_ID)
    assert set_up_before(bill(by_hand, "cmb/2027-01-10"), by_hand, derive(by_hand, builtin())) is not None
    day = datetime.fromisoformat("2026-12-10T12:00:00+08:00")
    failed = auto_debit.failed(of, bill(of, now=day), day)
    assert set_up_before(bill(failed), failed, derive(failed, builtin())) is not None
    taken = auto_debit.taken(of, bill(of, now=day), 101_00, day)
    assert all(
        set_up_before(each, taken, derive(taken, builtin())) is None for each in derive(taken, builtin()).bills.values()
    )


def test_it_is_suggested_where_it_is_off_or_unknown_and_once():
    def may(of: Ledger, account: str) -> bool:
        return set_up.may_suggest(of, channel_of(contracts(of, builtin()), account))

    assert may(OF, "cmb")
    assert may(ledger(order("phone", channel="xiaomi")), "xiaomi")
    assert not may(ledger(order("phone")), "huabei")
    paid_by_hand = repaid(OF, CARD_ID)
    asked = set_up.suggested(OF, paid_by_hand, builtin(), bill(OF), NOW)
    assert not may(asked, "cmb")
    assert set_up.suggested(OF, asked, builtin(), bill(OF), NOW) is asked
    assert set_up.suggested(OF, OF, builtin(), bill(OF), NOW) is OF
    assert not may(set_up.dropped(set_up.begin(OF, builtin(), "cmb", NOW), "cmb"), "cmb")
    assert not may(with_set_up(with_set_up(OF), off=True), "cmb")
    off = changed(OF, builtin(), "cmb", AccountDetails(auto_debit=Switch.OFF), NOW.date())
    assert may(off, "cmb"), "what was only said to be off was not suggested yet"


def test_it_is_suggested_only_where_a_later_bill_is_left_for_it_to_take():
    def is_after(of: Ledger, paid_bill: Bill, after: Ledger, now: datetime = NOW) -> bool:
        return set_up.suggested(of, after, builtin(), paid_bill, now) is not after

    assert is_after(OF, bill(OF), repaid(OF, CARD_ID))
    early = found(OF, early_id("phone"), NOW)
    assert not is_after(OF, early, settled_early(OF, "phone")), "nothing is left of the account"
    both = ledger(*OF.orders.values(), order("tv", channel="cmb"))
    assert is_after(both, found(both, early_id("phone"), NOW), settled_early(both, "phone"))
    last = ledger(order("phone", channel="cmb", terms=plan(30_000, 1)))
    assert not is_after(last, bill(last), repaid(last, CARD_ID))
    later = datetime.fromisoformat("2027-06-01T12:00:00+08:00")
    assert not is_after(OF, bill(OF, now=later), repaid(OF, CARD_ID, now=later), later), "all that is left is overdue"


def test_after_an_early_settlement_it_is_not_suggested_where_it_is_on_of_itself():
    of = ledger(order("phone"), order("tv"))
    after = settled_early(of, "phone")
    assert set_up.suggested(of, after, builtin(), found(of, early_id("phone"), NOW), NOW) is after


def test_an_account_that_was_made_by_mistake_is_deleted_with_its_set_up():
    of, one = added(Ledger(), builtin(), "cmb", AccountDetails(last4="1234", bill_day=20, due_day=8), NOW.date())
    of = set_up.begin(of, builtin(), one.id, NOW)
    left = account_deleted(of, builtin(), one.id)
    assert replace(left, precautions={}) == Ledger()


def test_a_channel_of_ones_own_is_set_up_by_the_common_steps_and_deleted_with_its_set_up():
    names = {"name": {"zh_CN": "我的卡", "en": "mine"}, "short": {"zh_CN": "我的", "en": "mine"}}
    of = add_channel(Ledger(), builtin(), ChannelOverride(id="my-bank", base="bank-card", values=names))
    assert with_set_up(of, "my-bank").accounts["my-bank"].auto_debit is Switch.ON
    assert not drop_override(set_up.begin(of, builtin(), "my-bank", NOW), builtin(), "my-bank", NOW.date()).set_ups


def test_of_an_account_that_is_not_there_nothing_is_begun():
    with pytest.raises(Problem, match="there is no account"):
        set_up.begin(OF, builtin(), "lost", NOW)


@pytest.mark.parametrize(
    "done",
    [
        SetUpDone(step=SetUpStep.EXTENT, at=NOW, answer="half"),
        SetUpDone(step=SetUpStep.ACCOUNT, at=NOW, answer="6225880123456789"),
        SetUpDone(step=SetUpStep.AGREE, at=NOW),
        SetUpDone(step=SetUpStep.APP, at=NOW, answer="\x1b[2J"),
    ],
)
def test_a_file_holds_no_step_that_nobody_could_have_done(done):
    with pytest.raises(Problem):
        SettingUp(id="cmb", asked_at=NOW, started_at=NOW, done=(done,))


def test_what_an_older_version_of_the_catalogue_asked_is_gone_on_with_by_the_newer():
    """A step that the catalogue has now and the list had not is asked before the last one."""
    of = with_set_up(ledger(order("phone")), "huabei", until=SetUpStep.AGREE)
    record = of.set_ups["huabei"]
    older = replace(record, done=tuple(each for each in record.done if each.step is not SetUpStep.ORDER))
    assert open_of(replace(of, set_ups={"huabei": older}), "huabei") is SetUpStep.ORDER
