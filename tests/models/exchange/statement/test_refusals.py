"""What is no statement that is read is named, in one sentence that says what to do instead."""

import pytest
from rich.cells import cell_len

from models.exchange.reading import read_orders
from models.exchange.statement.read import read_statement
from models.exchange.statement.sources import READ
from models.exchange.statement_sources import SOURCES
from models.exchange.statement_ways import BRIEFLY, EVERYWHERE, WAYS
from models.values.message import Problem
from tests.models.exchange.samples import CATALOGUE, ROW, csv_of
from tests.models.exchange.statement.samples import NOW, read
from tests.models.exchange.test_sniff import CALC, EXCEL, WRITER, zipped

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def locked(data: bytes, mark: bytes, at: int) -> bytes:
    """The archive with the mark of encryption at that place behind its first `mark`."""
    changed = bytearray(data)
    changed[data.find(mark) + at] |= 1
    return bytes(changed)


ARCHIVE = zipped(**{"微信支付账单.csv": b"x"})


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.4\n%nothing\n", "a PDF is not read; export CSV or XLSX instead: 支付宝 我的 › 账单"),
        (OLE, "a workbook in the old form (.xls), or one that is locked with a password, is not read"),
        (locked(ARCHIVE, b"PK\x03\x04", 6), "the file is locked; unpack it with the code that 微信/支付宝 sent"),
        (locked(ARCHIVE, b"PK\x01\x02", 8), "the file is locked; unpack it with the code that 微信/支付宝 sent"),
        (locked(ARCHIVE, b"PK\x03\x04", 6)[:40], "the file is locked"),
        (ARCHIVE, "this is a packed file; unpack it, then give the file in it"),
        (ARCHIVE[:40], "this is a packed file; unpack it, then give the file in it"),
        (b"Rar!\x1a\x07\x01\x00", "this is a packed file"),
        (EXCEL, "the workbook is broken"),
        (CALC, "this workbook is not read; open it and save it as XLSX or as CSV UTF-8"),
        (WRITER, "a document is not read; export CSV or XLSX instead"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a picture is not read; export CSV or XLSX instead"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture is not read"),
        (b"SQLite format 3\x00", "a program's file is no statement"),
        (b"", "the file is empty"),
        (b" \r\n\t", "the file is empty"),
        (bytes(range(256)) * 20, "this is no text, and so no statement; export CSV or XLSX: 支付宝 我的 › 账单"),
        (bytes(range(128, 256)) + bytes(range(1, 32)), "this is no text, and so no statement"),
        (b"title,channel\n\0\0\0", "the file holds NUL bytes"),
        (b'{"orders": []}', "this is no statement that fenqi knows; it knows those of Alipay 支付宝, WeChat Pay"),
        ("随便写点什么".encode(), "this is no statement that fenqi knows"),
        (b"<?xml version='1.0'?><orders/>", "this is no statement that fenqi knows"),
        (csv_of(ROW), "this is a list of orders; `fenqi import FILE` reads it"),
        ("记账日期,摘要,收入,支出,余额\n".encode(), "this is a statement of a bank in a form that fenqi does not know"),
        (
            "记账日期,摘要,收入,支出,余额\n2026-01-02,支付宝账户,1.00,,3.00\n".encode(),
            "a statement of a bank in a form",
        ),
        ("抖音支付账单\n时间,抖音订单号,收/支,金额\n".encode(), "a statement of Douyin Pay 抖音支付 in a form"),
        ("支付宝账户：x\n时间,什么,金额\n".encode(), "a statement of Alipay 支付宝 in a form that fenqi does not know"),
    ],
)
def test_what_is_no_statement_is_named_for_what_it_is(data: bytes, sentence: str) -> None:
    with pytest.raises(Problem) as problem:
        read(data)
    assert sentence in str(problem.value)


@pytest.mark.parametrize(
    ("data", "name", "way"),
    [
        (b"%PDF-1.4", "美团账单2026.pdf", "export CSV or XLSX instead: 美团 on its page 账单"),
        (b"%PDF-1.4", "alipay_record.pdf", "instead: 支付宝 我的"),
        (b"%PDF-1.4", "jdk.pdf", "other banks: bill details in the app or online"),
        (b"\x89PNG\r\n\x1a\n\0\0", "微信图片.png", "instead: 微信 我"),
        (OLE + "招商银行信用卡对账单 支付宝-某店".encode("utf-16-le"), "a.xls", "one of these: 招商银行 掌上生活"),
        (OLE + "支付宝 招商银行".encode("gbk"), "a.xls", "one of these: 支付宝 我的"),
        (OLE, "工行.xls", "in the app or online banking of 工商银行"),
        (OLE, "a.xls", "other banks: bill details in the app or online"),
        (locked(ARCHIVE, b"PK\x03\x04", 6), "a.zip", "export it again: 微信 我 › 服务"),
        (locked(zipped(a=b"x"), b"PK\x03\x04", 6), "a.zip", "用于个人对账; 微信 我"),
        (b"a,b\n1,2\n", "京东.csv", "as CSV or XLSX: 京东 我的"),
        ("支付宝账户：x\n时间,什么,金额\n".encode(), "a.csv", "as the apps and banks hand them out: 支付宝 我的"),
    ],
)
def test_it_is_said_where_in_the_app_of_whoever_the_file_seems_to_be_from(data: bytes, name: str, way: str) -> None:
    with pytest.raises(Problem) as problem:
        read_statement(data, NOW, name)
    assert way in str(problem.value)


def test_the_way_to_each_source_is_known() -> None:
    assert WAYS.keys() == {each.id for each in READ}
    assert all("美团" in EVERYWHERE[each] and "广发" in EVERYWHERE[each] for each in ("zh_CN", "en"))
    assert all(max(cell_len(words[each]) for words in (BRIEFLY, *WAYS.values())) < 240 for each in BRIEFLY), "3 lines"


def test_a_table_without_rows_is_a_statement_that_says_nothing() -> None:
    for source in READ:
        for layout in source.layouts:
            statement = read(",".join(sorted(layout)).encode())
            assert (statement.source, statement.lines, statement.rows) == (source.id, (), 0)


def test_each_source_is_known_by_import_as_well() -> None:
    """Its columns alone are enough for import to say whose statement it is."""
    for source in READ:
        [name] = [each.name["en"] for each in SOURCES if each.id == source.id]
        for layout in source.layouts:
            with pytest.raises(Problem, match="reads it") as problem:
                _import(",".join(sorted(layout)).encode())
            assert f"a statement of {name}:" in str(problem.value)


def _import(data: bytes) -> None:
    [problem] = read_orders(data, "csv", CATALOGUE).problems
    raise Problem.of(problem.message)
