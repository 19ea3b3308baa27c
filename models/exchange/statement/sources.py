"""The sources of statements that are read: a module and a line here for each."""

from models.exchange.statement.alipay import ALIPAY
from models.exchange.statement.boc_credit import BOC_CREDIT
from models.exchange.statement.bocomm_credit import BOCOMM_CREDIT
from models.exchange.statement.cgb_credit import CGB_CREDIT
from models.exchange.statement.cmb_credit import CMB_CREDIT
from models.exchange.statement.icbc_credit import ICBC_CREDIT
from models.exchange.statement.jd import JD
from models.exchange.statement.meituan import MEITUAN
from models.exchange.statement.source import SheetSource
from models.exchange.statement.wechat import WECHAT

READ: tuple[SheetSource, ...] = (
    *(ALIPAY, WECHAT, JD, MEITUAN),
    *(CMB_CREDIT, CGB_CREDIT, BOCOMM_CREDIT, BOC_CREDIT, ICBC_CREDIT),
)
"""All of them; the first whose columns are there is taken."""
