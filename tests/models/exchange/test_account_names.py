"""Which account a file means: by an id, by a name with its digits, or by that of a channel with only one account."""

import json

import pytest
from msgspec.structs import replace

from models.bills.contracts import contracts
from models.channels.account import Account
from models.channels.builtin import builtin
from models.channels.channel import Catalogue
from models.channels.names import channel_names
from models.exchange.reading import read_orders
from models.exchange.row import Reading
from models.ledger.ledger import Ledger
from models.values.message import Problem
from tests.models.exchange.samples import ROW, csv_of, faults

CMB = builtin()["cmb"]
FIRST = Account.of(CMB)
CARD = replace(Account.of(CMB, "cmb-1234"), last4="1234")


def held(*accounts: Account) -> Catalogue:
    return contracts(Ledger(accounts={each.id: each for each in accounts}), builtin())


def meant(text: str, *accounts: Account) -> str:
    return channel_names(held(*accounts), builtin()).named(text).id


def read(form: str, *accounts: Account, **changed: str | None) -> Reading:
    row = {**ROW, **changed}
    data = (
        csv_of({key: each or "" for key, each in row.items()})
        if form == "csv"
        else json.dumps({"orders": [row]}).encode()
    )
    return read_orders(data, form, held(*accounts), builtin())


@pytest.mark.parametrize("text", ["cmb-1234", "招行 1234", "招行1234", "招行　１２３４", "CMB 1234", "招商银行 1234"])
def test_an_account_goes_by_its_id_and_by_its_names_with_the_digits(text: str) -> None:
    name = text.replace("招商银行", CMB.name["zh_CN"])
    assert meant(name, FIRST, CARD) == "cmb-1234"


@pytest.mark.parametrize("text", ["cmb", "招行", "CMB", "cmb "])
def test_the_name_of_a_channel_means_its_only_account(text: str) -> None:
    assert meant(text) == meant(text, FIRST) == "cmb"
    assert meant(text, CARD) == "cmb-1234"


def test_the_name_of_a_channel_with_two_accounts_is_refused_with_theirs() -> None:
    with pytest.raises(Problem) as refused:
        meant("招行", FIRST, CARD)
    assert refused.value.field == "channel"
    assert refused.value.message.filled(refused.value.message.template, "zh_CN").count("招行 1234（cmb-1234）") == 1
    assert "CMB (cmb), CMB 1234 (cmb-1234)" in str(refused.value)


def test_the_id_of_an_account_always_means_that_account() -> None:
    assert meant("cmb", FIRST, CARD) == "cmb"
    assert meant("招行", replace(FIRST, label="主卡")) == "cmb"
    assert meant("招行 主卡", replace(FIRST, label="主卡"), CARD) == "cmb"


GENERIC = builtin()["bank-card"]
CGB = replace(Account.of(GENERIC), label="广发")
CMBC = replace(Account.of(GENERIC, "bank-card-2"), label="民生", last4="9999")


@pytest.mark.parametrize("text", ["广发", "广 发", " 广发", "银行卡 广发", "bank-card"])
def test_an_account_goes_by_its_bare_label(text: str) -> None:
    assert meant(text, CGB, CMBC) == "bank-card"
    [(_, order)] = read("csv", CGB, CMBC, channel=text).orders
    assert order.account_id == "bank-card"


@pytest.mark.parametrize("text", ["民生", "9999", "银行信用卡 9999", "银行卡 民生", "bank-card-2", "bank-card 9999"])
def test_one_with_a_label_and_digits_goes_by_both(text: str) -> None:
    assert meant(text, CGB, CMBC) == "bank-card-2"


@pytest.mark.parametrize(
    ("label", "names"),
    [("广发", "(bank-card-2), Card 广发 (bank-card)"), ("招行", "CMB (cmb), Card 招行 (bank-card-2)")],
)
def test_a_label_that_may_be_two_is_refused_with_their_names(label: str, names: str) -> None:
    other = replace(CMBC, label=label)
    with pytest.raises(Problem) as refused:
        meant(label, CGB, other)
    assert all(each.strip() in str(refused.value) for each in names.split(","))
    assert meant("bank-card-2", CGB, other) == "bank-card-2"


@pytest.mark.parametrize("text", ["招行 5678", "cmb-5678", "CMB５６７８"])
@pytest.mark.parametrize("accounts", [(), (FIRST,), (FIRST, CARD)])
def test_a_card_that_is_not_known_is_refused_with_the_command_that_makes_it(text: str, accounts) -> None:
    with pytest.raises(Problem, match="make it first: `fenqi account add cmb --last4 5678`"):
        meant(text, *accounts)


@pytest.mark.parametrize("form", ["csv", "json"])
def test_an_order_in_a_file_belongs_to_the_account_that_its_channel_names(form: str) -> None:
    [(_, order)] = read(form, FIRST, CARD, channel="招行 1234").orders
    assert order.account_id == "cmb-1234"
    [(_, column, _)] = faults(read(form, FIRST, CARD, channel="招行"))
    assert column == "channel"


def test_account_id_wins_in_json_and_must_agree_with_the_channel() -> None:
    for channel in ("招行", "招行 1234", "", None):
        [(_, order)] = read("json", FIRST, CARD, channel=channel, account_id="cmb-1234").orders
        assert order.account_id == "cmb-1234"
    for channel in ("cmb", "花呗"):
        [(row, column, said)] = faults(read("json", FIRST, CARD, channel=channel, account_id="cmb-1234"))
        assert (row, column, "not the same account" in said) == (1, "channel", True)
    [(_, _, said)] = faults(read("json", FIRST, account_id="cmb-5678", channel=None))
    assert "`fenqi account add cmb --last4 5678`" in said
    [(_, column, said)] = faults(read("json", FIRST, account_id="招行", channel=None))
    assert (column, "not the id of an account" in said) == ("account_id", True)
