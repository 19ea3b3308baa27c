"""Links in a message: found, never opened; of each its host, and whose that is."""

import re
from collections.abc import Iterable, Iterator

import msgspec

_ENDS = (
    "com|cn|net|org|top|xyz|vip|cc|tv|me|info|club|shop|site|online|app|link|ltd|wang|co|io|hk|tw|mo|asia|biz"
    "|store|live|fun|icu|work|ink|ren|pub|run|red|mobi|name|cloud|space|tech|website|win|bid|loan|ru|us|uk|jp|kr|sg"
    "|in|eu|de|fr|la|so|im|ly|gl|gd|ws|pw|ml|tk|ga|cf|gq|buzz|cyou|cfd|sbs|bond|one|zone|life|world|group|fund"
    "|money|finance|credit|bank|pay|cash|dev|ai|gov|edu|wiki|page|today|center|email|sh|st|ms|mn|vc|ac"
)
_OTHER_LETTERS = "\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u1e00-\u1eff"
"""Letters that look like ours, of which hosts are made that look like an institution's."""
_LABEL = f"[a-z0-9{_OTHER_LETTERS}_-]{{1,63}}"
_DOT = "[.\uff61\u3002]"
_PATH = r"(?:[/?#\\][!-~]{0,300})?"
_NUMBERED = r"(?:[^\s/\\?#@]{0,64}@)?\[[0-9a-f:.]{2,45}\](?::\d{1,5})?"
"""A host that is a number of six parts and more, which stands in brackets."""
_LINK = re.compile(
    # With a scheme all up to the first slash is its host, whatever stands in it.
    rf"(?P<scheme>(?<![a-z0-9])[a-z][a-z0-9+.-]{{1,15}}:[/\\]{{2,4}})"
    rf"(?P<authority>{_NUMBERED}|[^\s/\\?#,;!<>\"'()\[\]{{}}，、；！？》】」）]{{1,255}})"
    rf"{_PATH}"
    rf"|(?P<mail>(?<![a-z0-9._+-])[a-z0-9._+-]{{1,64}}@(?:{_LABEL}\.){{1,6}}[a-z]{{2,24}}(?![a-z0-9/-]))"
    rf"|(?<![a-z0-9{_OTHER_LETTERS}._-])(?:[a-z0-9._+-]{{1,64}}@)?(?P<host>(?:{_LABEL}{_DOT}){{1,8}}"
    rf"(?:(?:{_ENDS}|xn--[a-z0-9-]{{2,59}}|中国|公司|网络|网址|在线|中文网|集团|商城)(?![a-z0-9_-])"
    rf"|[a-z]{{2,24}}(?=[/\\][a-z0-9])|[a-z]{{0,24}}[{_OTHER_LETTERS}][a-z{_OTHER_LETTERS}]{{0,23}}))(?::\d{{1,5}})?{_PATH}"
    rf"|(?P<chinese>[\u4e00-\u9fff]{{2,12}}\."
    rf"(?:(?:com|cn|net|org|top|xyz|vip|cc)(?![a-z0-9_.-])|(?:中国|公司|网络|网址|在线)(?![a-z0-9_.\u4e00-\u9fff-]))){_PATH}"
    rf"|(?<![\d.])(?P<number>\d{{1,3}}(?:\.\d{{1,3}}){{3}})(?![\d.])(?=[/:]){_PATH}",
    re.ASCII,
)
_CUT = re.compile(rf"(?:[a-z0-9-]{{1,63}}\.){{1,8}}(?:{_ENDS})(?=[^\x00-\x7f])", re.ASCII)
"""A host that Chinese words follow without a space, which is where it ends on a phone, too."""
_PORT = re.compile(r":\d{0,5}$", re.ASCII)
_CHINESE_DOTS = str.maketrans("。｡．", "...")


class FoundLink(msgspec.Struct, frozen=True):
    """Where in a text a link stands, and its host as a computer writes it."""

    start: int
    end: int
    host: str


def links_in(text: str) -> Iterator[FoundLink]:
    """The links of a text in small letters, in their order. An address of mail is none."""
    for found in _LINK.finditer(text):
        if found["mail"]:
            continue
        host, end = found["host"] or found["chinese"] or found["number"] or found["authority"], found.end()
        if found["scheme"]:
            cut = _CUT.match(host)
            if cut:
                host, end = cut[0], found.start("authority") + cut.end()
            host = _without_port(host.rpartition("@")[2])
        if stated := _written(host):
            yield FoundLink(found.start(), end, stated)


def belongs(host: str, domains: Iterable[str]) -> bool:
    """Whether the host is one of the domains or below it: `u.jd.com` is below `jd.com`, `jd.com.evil.cn` is not."""
    return any(host == each or host.endswith(f".{each}") for each in domains if each)


def _without_port(host: str) -> str:
    return host[1:].partition("]")[0] if host.startswith("[") else _PORT.sub("", host)


def _written(host: str) -> str:
    """The host as it is looked up: letters that are not ours become `xn--…`, so that nothing only looks alike."""
    labels = host.translate(_CHINESE_DOTS).strip(".").split(".")
    return ".".join(_label(each) for each in labels)[:255]


def _label(label: str) -> str:
    if label.isascii():
        return label
    try:
        return label.encode("idna").decode("ascii")
    except UnicodeError:
        return "xn--" + label[:63].encode("punycode").decode("ascii")
