"""A file that was exported in part, or that lost rows, says so itself: it is no ground for what is missing."""

import pytest

from models.exchange.statement.read import read_statement
from models.values.message import Message
from tests.models.actions.statements import NOW

HEAD = "交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号"
ROW = "2026-11-03 09:00:00,京东金融,白条还款,305.40,钱包余额,交易成功,不计收支,白条,3,P5"


def lacks(*above: str, rows: int = 1) -> Message | None:
    text = "\n".join(("日期区间：2026-09-01 至 2026-11-22", *above, HEAD, *[ROW] * rows))
    found = read_statement(text.encode(), NOW)
    assert found.is_whole is (found.lacks is None)
    return found.lacks


@pytest.mark.parametrize(
    "above",
    [
        (),
        ("导出交易类型：[全部]", "导出交易场景：全部", "共：1笔记录"),
        ("导出类型：[全部],,,", "共1笔记录,,,"),
        ("收入：0笔 0.00元",),
    ],
)
def test_an_export_of_everything_is_whole(above: tuple[str, ...]) -> None:
    assert lacks(*above) is None


def test_one_of_a_kind_alone_is_not():
    found = lacks("导出交易类型：[支出]", "共1笔记录")
    assert found is not None and found.params["kind"] == "支出"


def test_nor_is_one_with_fewer_rows_than_it_says():
    assert lacks("共：2笔记录", rows=2) is None
    found = lacks("共：3笔记录", rows=2)
    assert found is not None and (found.params["count"], found.params["here"]) == (3, 2)
