"""The sources of statements that are read: a module and a line here for each."""

from models.exchange.statement.alipay import ALIPAY
from models.exchange.statement.jd import JD
from models.exchange.statement.meituan import MEITUAN
from models.exchange.statement.source import SheetSource

READ: tuple[SheetSource, ...] = (ALIPAY, JD, MEITUAN)
"""All of them; the first whose columns are there is taken."""
