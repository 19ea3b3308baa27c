"""How many of something, in words of every language: `1 day`, `2 days`, `2 天`."""

from models.values.message import Words


def days(count: int) -> Words:
    """So many days."""
    return _counted(count, "day", "天")


def months(count: int) -> Words:
    """So many months."""
    return _counted(count, "month", "个月")


def periods(count: int) -> Words:
    """So many periods of an order."""
    return _counted(count, "period", "期")


def orders(count: int) -> Words:
    """So many orders."""
    return _counted(count, "order", "笔订单")


def bills(count: int) -> Words:
    """So many bills."""
    return _counted(count, "bill", "期账单")


def more(count: int) -> Words:
    """So many more that have no room."""
    return {"en": f"▾ {count} more", "zh_CN": f"▾ 另 {count} 笔"}


def backups(count: int) -> Words:
    """So many backups."""
    return _counted(count, "backup", "份备份")


def repayments(count: int) -> Words:
    """So many repayments."""
    return _counted(count, "repayment", "笔还款")


def notes(count: int) -> Words:
    """So many sentences on something."""
    return _counted(count, "note", "条说明")


def lines(count: int) -> Words:
    """So many lines of a bill."""
    return _counted(count, "line", "笔明细")


def changes(count: int) -> Words:
    """So many changes."""
    return _counted(count, "change", "处改动")


def _counted(count: int, one: str, chinese: str) -> Words:
    return {"en": f"{count} {one}" if count == 1 else f"{count} {one}s", "zh_CN": f"{count} {chinese}"}
