"""A file that is no list of orders is named for what it is, in one sentence that says what to do instead."""

import io
import zipfile

import pytest

from models.exchange.formats import FORMATS
from models.exchange.reading import read_orders
from models.exchange.row import Reading
from models.exchange.statement_sources import SOURCES
from tests.models.exchange.samples import CATALOGUE, ROW, csv_of, faults, order

ZIP = b"PK\x03\x04\x14\x00\x00\x00\x08\x00"


def zipped(**members: bytes) -> bytes:
    """An archive with these files, packed as they are; `__` in a name is a folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name.replace("__", "/")), content)
    return out.getvalue()


EXCEL = zipped(**{"[Content_Types].xml": b"", "xl__workbook.xml": b"", "xl__worksheets__sheet1.xml": b""})
CALC = zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet")
WRITER = zipped(mimetype=b"application/vnd.oasis.opendocument.text")


def read(data: bytes | str, form: str = "csv") -> Reading:
    return read_orders(data.encode() if isinstance(data, str) else data, form, CATALOGUE)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (ZIP + b"[Content_Types].xml" + ZIP + b"xl/workbook.xml", "this is a workbook of Excel, not text; save it"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "this is a workbook of Excel"),
        (ZIP + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "this is a workbook of LibreOffice"),
        (ZIP + b"Index/Document.iwa", "this is a workbook of Numbers"),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", "workbook of Excel"),
        (ZIP + b"word/document.xml", "this is a document"),
        (b"{\\rtf1 x}", "this is a document"),
        (ZIP + "支付宝交易明细.csv".encode("gb18030") + b"\xff\xfe\0", "this is a packed file; unpack it"),
        (EXCEL[:-30], "this is a workbook of Excel"),
        (CALC, "this is a workbook of LibreOffice"),
        (WRITER, "this is a document"),
        (zipped(**{"x.xlsx": EXCEL}), "this is a packed file; unpack it"),
        (zipped(**{"订单.xlsx": EXCEL, "a.csv": b"1"}), "this is a packed file"),
        (zipped(**{"xl__x.xlsx": b"x"}), "this is a packed file"),
        (zipped(**{"x.ods": CALC}), "this is a packed file"),
        (zipped(**{"x.docx": zipped(word__document=b"")}), "this is a packed file"),
        (zipped(**{"my.xl__workbook.csv": b"x"}), "this is a packed file"),
        (b"Rar!\x1a\x07\x01\x00", "this is a packed file"),
        (b"\x1f\x8b\x08\x00abc", "this is a packed file"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "this is a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "this is a picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "this is a picture"),
        (b"\0\0\0\x18ftypheic\0\0", "this is a picture"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "this is a picture"),
        (b"<!DOCTYPE html><html><table><tr><td>title</td>", "this is a web page"),
        (b"\xef\xbb\xbf\n <table border=1><tr><td>x", "this is a web page"),
        ("<html><table><tr><td>名称".encode("utf-16"), "this is a web page"),
        (b"<orders><order/></orders>", "this is XML"),
        (b"SQLite format 3\x00", "this is a program's file"),
        (b"\x01\x02\x03\x04" * 20, "this is no text"),
        (b"title,channel\n\0\0\0", "the file holds NUL bytes: it is no text"),
    ],
)
def test_a_file_of_another_kind_is_named_for_what_it_is(data: bytes, sentence: str, form: str) -> None:
    [(row, column, said)] = faults(read(data, form))
    assert (row, column) == (0, "")
    assert sentence in said
    assert "{" not in said


def test_a_workbook_that_cannot_be_opened_is_named_for_that() -> None:
    [(row, column, said)] = faults(read(EXCEL))
    assert (row, column) == (0, "")
    assert said.startswith("the workbook is broken; open it, save it again as XLSX or as CSV UTF-8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "utf-8-sig"])
def test_a_file_in_another_encoding_is_read_and_remarked_on(encoding: str) -> None:
    reading = read(csv_of({**ROW, "title": "小米手环"}).decode().encode(encoding))
    assert [each for _, each in reading.orders] == [order(title="小米手环")]
    said = [str(each) for each in reading.remarks]
    name = "GB18030" if encoding == "gb18030" else encoding.upper()[:6]
    assert said == ([] if encoding == "utf-8-sig" else [f"the file is not UTF-8; it was read as {name}"])


ALIPAY = "支付宝交易记录明细查询\n账号:[a@b.cn]\n\n交易号,商家订单号,交易创建时间,交易对方,商品名称,金额（元）,收/支\n"
NEWER = "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,\n"
WECHAT = (
    "微信支付账单明细,,\n微信昵称：[x],,\n交易时间,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号\n"
)
JD = "京东账号名：x\n交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号,备注\n"
CARD = "招商银行信用卡对账单\n交易日,记账日,交易摘要,人民币金额,卡号末四位,交易地金额\n"
BANK = "记账日期,摘要,收入,支出,余额\n"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (ALIPAY, "Alipay 支付宝"),
        (NEWER, "Alipay 支付宝"),
        (WECHAT, "WeChat Pay 微信支付"),
        (WECHAT.split("\n")[2], "WeChat Pay 微信支付"),
        (JD, "JD 京东"),
        (CARD, "China Merchants Bank card 招行"),
        (BANK, "a bank"),
        (f"{BANK}2026-01-02,支付宝账户,1.00,,3.00\n", "a bank"),
        ("交易时间,收/支,金额\n", "a payment app"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_statement_is_known_by_its_content_and_named_with_its_source(text: str, source: str, encoding: str) -> None:
    for separated in (text, text.replace(",", "\t")):
        [problem] = read(separated.encode(encoding)).problems
        assert f"this is a statement of {source}: it lists payments" in str(problem.message)
        next_step = "fenqi import --template csv" if source.startswith("a ") else "`fenqi reconcile FILE` reads it"
        assert next_step in str(problem.message)


def test_a_list_of_orders_that_names_a_source_above_its_header_is_none_of_its_statements() -> None:
    for source in SOURCES:
        for title in source.titles:
            assert read(f"{title}\n".encode() + csv_of(ROW)).orders == ((3, order()),)


def test_json_under_the_name_of_a_csv_file_is_named() -> None:
    [(row, _, said)] = faults(read('{"orders": []}'))
    assert (row, said) == (0, "the file holds JSON; name it so that it ends in `.json`")
