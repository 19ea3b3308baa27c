"""A file may be read in pieces and in any order: each row says the same wherever it stands."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.ledger.statement import StatementLine
from models.values.message import Problem
from tests.models.exchange.statement.samples import SAMPLES, Sample, read
from tests.often import tried


def table_of(sample: Sample) -> tuple[list[str], list[str]]:
    """The lines down to the header, and those under it."""
    lines = sample.text().splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("交易") and line.count(",") > 3)
    return lines[: at + 1], lines[at + 1 :]


def without_place(lines: tuple[StatementLine, ...]) -> Counter[StatementLine]:
    """How often each line is there, wherever; the parts of a period, which belong together, left out."""
    return Counter(replace(each, row=0) for each in lines if "分期还款" not in each.title)


@pytest.mark.parametrize("sample", SAMPLES, ids=[each.file for each in SAMPLES])
@given(data=st.data())
@tried(0.2)
def test_the_pieces_of_a_file_say_together_what_the_whole_says(sample: Sample, data: st.DataObject) -> None:
    head, rows = table_of(sample)
    shuffled = data.draw(st.permutations(rows))
    cut = data.draw(st.integers(0, len(rows)))
    pieces = [read("\n".join([*head, *piece]).encode()).lines for piece in (shuffled[:cut], shuffled[cut:])]
    whole = read(sample.data()).lines
    equal_without_number = {each.id for each in whole if not each.reference} - {
        each.id for each in pieces[0] + pieces[1]
    }
    if not equal_without_number:
        assert without_place(pieces[0] + pieces[1]) == without_place(whole)


def test_equal_lines_without_a_number_are_counted() -> None:
    [sample] = [each for each in SAMPLES if each.file == "boc-credit.csv"]
    twins = [each for each in read(sample.data()).lines if each.amount == 70_48]
    assert len({each.id for each in twins}) == len(twins) == 2
    assert without_place(tuple(replace(each, id="") for each in twins)).total() == 2


def test_equal_lines_that_the_bank_had_on_two_days_are_two_in_whatever_file_they_stand() -> None:
    head = "招商银行信用卡对账单 2026年10月\n交易日,记账日,交易摘要,人民币金额,卡号末四位,交易地金额\n"
    rows = ("10/04,10/05,支付宝还款,-268.00,1234,", "10/04,10/06,支付宝还款,-268.00,1234,")
    first, second = (read(f"{head}{row}".encode()).lines[0].id for row in rows)
    both = [each.id for each in read((head + "\n".join(rows)).encode()).lines]
    assert both == [first, second] and first != second
    dated = read(f"{head}2026-10-04,2026-10-06,支付宝还款,-268.00,1234,".encode()).lines[0]
    assert dated.id == second, "however the day is written"


def test_payments_of_one_day_without_a_number_are_known_by_their_time_in_whatever_file_they_stand() -> None:
    head = "交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号,备注\n"
    rows = [
        f"2026-10-04 {time}\t,京东金融,白条主动还款,305.40,余额,交易成功,不计收支,白条,,,"
        for time in ("10:00:20", "21:00:54")
    ]
    apart = [read(f"{head}{row}\n".encode()).lines[0].id for row in rows]
    assert len(set(apart)) == 2
    assert [each.id for each in read((head + "\n".join(reversed(rows))).encode()).lines] == apart[::-1]


@pytest.mark.parametrize("piece", [",", '"', '","', '"\n', "\r", "\t;", "交易时间,", "<"])
def test_what_is_no_statement_is_named_however_long_it_is(piece: str) -> None:
    with pytest.raises(Problem):
        read((piece * 200_000).encode())
