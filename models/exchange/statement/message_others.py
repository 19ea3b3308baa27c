"""Debts of others in a message: what somebody repaid for a friend, or a friend repaid."""

import re

_SURNAMES = (
    "张王李赵刘陈杨黄周吴徐孙马朱胡郭林罗郑梁谢宋唐许邓冯韩曹曾彭蔡潘田董袁苏叶吕魏"
    "蒋沈姚卢姜崔钟谭陆汪范石贾夏韦邹孟熊秦邱江尹薛阎段雷侯龙"
)
_HAN = "[\u4e00-\u9fff*]"
_PERSON = (
    "(?:ta|他(?!行)|她|好友|朋友|亲友|家人|亲人|亲属|他人|别人|对方|同事|父亲|母亲|爸爸?|妈妈?"
    rf"|[{_SURNAMES}*](?!期|卡|{_HAN}{{0,3}}(?:银行|农商)){_HAN}{{1,2}}?)"
)
_ONESELF = "(?!助?(?:您|你|我|自己|本人))"
_OWN = "(?!您|你|我|自己|本|名下|绑定|当|上|下|该|指定|以下|对应)"
_REST = "[^,，。;；]{0,40}"
OF_OTHERS = (
    rf"(?:向|为|替|帮|给|代){_ONESELF}{_PERSON}{_REST}"
    rf"|(?:向|为|给){_OWN}{_HAN}{{1,3}}的(?:花呗|白条|月付|信用卡|账单){_REST}"
    rf"|(?:替|帮){_ONESELF}[^,，。;；\\d]{{1,6}}?(?:还|偿|结清){_REST}"
    rf"|(?:(?<=[】,，。;；!！:\\s的])|^)(?<!尊敬的){_PERSON}[^,，。;；\\d您你]{{0,6}}?(?:已|成功|刚|还)[^,，。;；您你]{{0,6}}?还{_REST}"
    rf"|他人(?:的)?(?:信用卡|花呗|白条|月付|账单){_REST}"
    rf"|(?:向|给|对)(?:您|你|我)(?:全额|全部|成功)?(?:的)?还(?:款|了|清){_REST}"
)
"""What is said of the debts of others, or of what others repay to whom it is written to."""
_DEBT = re.compile(rf"(?:勿|不要|谨防|以防|避免){_REST}|(?P<debt>{OF_OTHERS})")


def is_of_others(small: str) -> bool:
    """Whether a text speaks of a debt of others that was repaid: of an amount beside it nobody can say whose it is."""
    found = (each["debt"] or "" for each in _DEBT.finditer(small))
    return any(re.search("还|偿|结清", each) for each in found)
