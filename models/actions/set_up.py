"""Setting up auto-debit of an account in the institution's own app, step by step; and turning it off.

Every function takes the newest ledger and returns the next one; `Problem` is a gate that does not open. The steps are
done in order, each is on record before the next one opens, and the last one says all of it of the account.
"""

from datetime import date, datetime

import msgspec

from models.actions.account_changes import AccountDetails, account_named, changed
from models.actions.auto_debit_changes import own_since
from models.actions.balance import typed_label
from models.actions.own_app import check_own
from models.actions.set_up_steps import open_step
from models.bills.all_credits import of_accounts
from models.bills.bill import Bill, past_due
from models.bills.contracts import contracts
from models.bills.derive import derive
from models.channels.channel import AUTO_DEBIT, Catalogue, Channel
from models.channels.effective import channel_of
from models.channels.pages import set_up_of
from models.channels.rules import App, Extent, Switch
from models.ledger.ids import bill_repaid
from models.ledger.ledger import Ledger, put
from models.ledger.setting_up import SettingUp, SetUpDone, SetUpStep
from models.values.dates import today
from models.values.message import Problem


def is_on(ledger: Ledger, channel: Channel) -> bool:
    """Whether auto-debit of the account is on as far as known; where it is always on, whether it was gone through."""
    account = ledger.accounts.get(channel.id)
    if channel.known_auto_debit is Switch.ALWAYS:
        return account is not None and account.set_up_on is not None
    return channel.known_auto_debit is Switch.ON


def begin(ledger: Ledger, catalogue: Catalogue, account: str, now: datetime, *, off: bool = False) -> Ledger:
    """With auto-debit of the account being set up, or turned `off`; what is under way goes on where it was."""
    channel = channel_of(contracts(ledger, catalogue), account_named(ledger, catalogue, account).id)
    if off:
        check_off(channel)
    record = ledger.set_ups.get(account)
    if record is not None and record.under_way:
        if record.off is not off:
            raise Problem("the opposite is under way for this account; finish or drop it first")
        return ledger
    asked_at = record.asked_at if record else now
    return _with(ledger, SettingUp(id=account, asked_at=asked_at, started_at=now, off=off))


def begun_anew(ledger: Ledger, catalogue: Catalogue, account: str, now: datetime, *, off: bool) -> Ledger:
    """The same where it is on, and nothing was under way as it was asked; Problem where another terminal has begun."""
    if open_list(ledger, account) is not None:
        raise Problem("another terminal went on with this list; look again")
    return begin(ledger, catalogue, account, now, off=off)


def check_off(channel: Channel) -> None:
    """Raise Problem where auto-debit of the account is not on, or cannot be turned off."""
    if channel.known_auto_debit is Switch.ALWAYS:
        raise Problem(
            "auto-debit of {channel} cannot be switched off; only the whole bill or the minimum can be chosen there",
            channel=channel.short,
        )
    if channel.known_auto_debit is not Switch.ON:
        raise Problem("auto-debit of {channel} is not on, as far as known", channel=channel.short)


def apps_of(channel: Channel, *, off: bool = False) -> tuple[App, ...]:
    """The official apps in which its path begins; all of the channel's where no source tells a path."""
    page = set_up_of(channel)
    if page is None:
        return channel.apps
    path = page.where(off=off)["zh_CN"]
    named = tuple(each for each in (*channel.apps, *page.apps) if each.name["zh_CN"] in path)
    return named or channel.apps


def open_app(ledger: Ledger, catalogue: Catalogue, account: str, app: str, now: datetime) -> Ledger:
    """The user opened an official app in which its path begins, and named it; no other name is taken.

    It begins what was not begun: before its first answer nothing is on record.
    """
    if open_list(ledger, account) is None and not is_on(ledger, channel_of(contracts(ledger, catalogue), account)):
        ledger = begin(ledger, catalogue, account, now)
    record, channel = _expect(ledger, catalogue, account, SetUpStep.APP)
    check_own(apps_of(channel, off=record.off), app)
    return _answered(ledger, catalogue, account, SetUpDone(step=SetUpStep.APP, at=now, answer=app))


def find_path(ledger: Ledger, catalogue: Catalogue, account: str, now: datetime) -> Ledger:
    """The place where auto-debit is set up was found."""
    return _answered(ledger, catalogue, account, SetUpDone(step=SetUpStep.PATH, at=now))


def choose_account(ledger: Ledger, catalogue: Catalogue, account: str, label: str, now: datetime) -> Ledger:
    """The money comes from there: a label, with four digits of a number at most."""
    known = typed_label(ledger, label)
    return _answered(ledger, catalogue, account, SetUpDone(step=SetUpStep.ACCOUNT, at=now, answer=known))


def choose_extent(ledger: Ledger, catalogue: Catalogue, account: str, extent: Extent, now: datetime) -> Ledger:
    """The whole bill was chosen there, or only the minimum."""
    return _answered(ledger, catalogue, account, SetUpDone(step=SetUpStep.EXTENT, at=now, answer=extent))


def see_order(ledger: Ledger, catalogue: Catalogue, account: str, now: datetime) -> Ledger:
    """The account that was chosen goes first."""
    return _answered(ledger, catalogue, account, SetUpDone(step=SetUpStep.ORDER, at=now))


def agree(ledger: Ledger, catalogue: Catalogue, account: str, now: datetime) -> Ledger:
    """The app says that it is on, or off: all that was answered holds for the account from today on."""
    record, channel = _expect(ledger, catalogue, account, SetUpStep.AGREE)
    day, said = today(now, channel.zone), AccountDetails(auto_debit=Switch.OFF)
    if not record.off:
        said = AccountDetails(
            auto_debit=Switch.ON,
            extent=Extent(record.answer(SetUpStep.EXTENT)),
            pay_account=record.answer(SetUpStep.ACCOUNT),
        )
    after = changed(ledger, catalogue, account_named(ledger, catalogue, account).id, said, day, set_up=True)
    return _with(_all_orders(after, catalogue, channel, day), SettingUp(id=account, asked_at=record.asked_at))


def _all_orders(ledger: Ledger, catalogue: Catalogue, channel: Channel, day: date) -> Ledger:
    """No order of the account keeps from that day on what was said of its own auto-debit: the app was looked at for all
    of them."""
    own = {
        ident: own_since(ledger, catalogue, msgspec.structs.replace(each, auto_debit=None), day)
        for ident, each in ledger.orders.items()
        if each.account_id == channel.id and each.auto_debit is not None
    }
    return msgspec.structs.replace(ledger, orders={**ledger.orders, **own}) if own else ledger


def step_back(ledger: Ledger, account: str) -> Ledger:
    """With the last finished step open again."""
    record = _under_way(ledger, account)
    if not record.done:
        raise Problem("this is the first step")
    *done, last = record.done
    label = last.answer if last.step is SetUpStep.ACCOUNT else record.pay_account
    return _with(ledger, msgspec.structs.replace(record, done=tuple(done), pay_account=label))


def dropped(ledger: Ledger, account: str) -> Ledger:
    """With nothing under way: the account stays as it was."""
    return _with(ledger, SettingUp(id=account, asked_at=_under_way(ledger, account).asked_at))


def may_suggest(ledger: Ledger, channel: Channel) -> bool:
    """Whether setting it up may be suggested: it is off or unknown, and nobody was asked or began it before."""
    return channel.known_auto_debit in {Switch.OFF, Switch.UNKNOWN} and channel.id not in ledger.set_ups


def suggested(before: Ledger, after: Ledger, catalogue: Catalogue, bill: Bill, now: datetime) -> Ledger:
    """With setting it up suggested beside the repayment by hand of the bill that was recorded since `before`, where it
    may be, and where a later bill of the account is left for it to take."""
    new = (each for ident, each in after.repayments.items() if ident not in before.repayments)
    made = next((each for each in new if bill_repaid(each.id) == bill.id and each.method != AUTO_DEBIT), None)
    if made is None or not may_suggest(after, channel_of(contracts(after, catalogue), bill.channel.id)):
        return after
    if not _leaves_another(after, catalogue, bill, now):
        return after
    return _with(after, SettingUp(id=bill.channel.id, asked_at=now, beside=made.id))


def _leaves_another(ledger: Ledger, catalogue: Catalogue, paid: Bill, now: datetime) -> bool:
    """Whether another bill of the account that was paid is open and not due yet.

    Most have further periods of the orders that were paid: to derive all others' as well would take long.
    """
    theirs = of_accounts(ledger, frozenset({paid.channel.id}))
    orders = {line.order_id for line in paid.lines}
    same = msgspec.structs.replace(theirs, orders={ident: theirs.orders[ident] for ident in orders & {*theirs.orders}})
    bills = (bill for some in (same, theirs) for bill in derive(some, catalogue).open_bills)
    return any(bill.id != paid.id and bill.channel.id == paid.channel.id and not past_due(bill, now) for bill in bills)


def is_suggested(ledger: Ledger, repayment: str, channel: Channel) -> bool:
    """Whether it is suggested beside that repayment of the account, and neither begun nor said to be on since."""
    record = ledger.set_ups.get(channel.id)
    off = channel.known_auto_debit in {Switch.OFF, Switch.UNKNOWN}
    return off and record is not None and record.beside == repayment


def _answered(ledger: Ledger, catalogue: Catalogue, account: str, done: SetUpDone) -> Ledger:
    record, _ = _expect(ledger, catalogue, account, done.step)
    return _with(ledger, msgspec.structs.replace(record, done=(*record.done, done)))


def _expect(ledger: Ledger, catalogue: Catalogue, account: str, step: SetUpStep) -> tuple[SettingUp, Channel]:
    record, channel = _under_way(ledger, account), channel_of(contracts(ledger, catalogue), account)
    if open_step(record, channel) is not step:
        raise Problem("another terminal went on with this list; look again")
    return record, channel


def open_list(ledger: Ledger, account: str) -> SettingUp | None:
    """How far the list of the account got; None where nothing is under way."""
    record = ledger.set_ups.get(account)
    return record if record is not None and record.under_way else None


def _under_way(ledger: Ledger, account: str) -> SettingUp:
    record = open_list(ledger, account)
    if record is None:
        raise Problem("this list is no longer open; another terminal may have finished or dropped it")
    return record


def _with(ledger: Ledger, record: SettingUp) -> Ledger:
    return msgspec.structs.replace(ledger, set_ups=put(ledger.set_ups, record.id, record))
