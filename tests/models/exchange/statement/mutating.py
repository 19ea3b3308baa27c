"""Files that are not as they were handed out: bytes that changed, pieces that are gone or are there twice."""

import io
import zipfile
from collections.abc import Callable, Sequence

import msgspec
from hypothesis import strategies as st

TOKENS = (
    *(b'"', b",", b"\n", b"\r", b"\t", b"\0", b"\xff", b"\xef\xbb\xbf", b"<tr>", b"</tr>", b"<td>", b"<!--", b"&#x"),
    *(
        "还款成功".encode(),
        "还款".encode("gb18030"),
        "￥".encode(),
        "）".encode(),
        b"(",
        b")",
        b"/",
        b"-",
        b"1e99",
        b"9" * 40,
    ),
    *(
        b"=",
        b"'",
        b";",
        b"|",
        "，".encode(),
        b"2026-13-45",
        b"00:99",
        b"%PDF-",
        b"PK\x03\x04",
        b"From: x\nSubject: y\n",
    ),
    *(b"<row>", b"<c r='XFD1048576'>", b"<v>", b"1E400", b"-1", b"NaN"),
)
"""What readers of files trip over."""


class Mutation(msgspec.Struct, frozen=True):
    """One change of a file: what is done, at which part of it in thousandths, over how many bytes."""

    kind: str
    at: int
    length: int
    token: bytes

    def __call__(self, data: bytes) -> bytes:
        at = len(data) * self.at // 1000
        end = at + self.length
        changed: dict[str, Callable[[], bytes]] = {
            "flip": lambda: (
                data[:at] + bytes(byte ^ 1 << self.length % 8 for byte in data[at : at + 1]) + data[at + 1 :]
            ),
            "cut": lambda: data[:at] + data[end:],
            "end": lambda: data[:at],
            "begin": lambda: data[at:],
            "twice": lambda: data[:end] + data[at:],
            "put": lambda: data[:at] + self.token + data[at:],
            "replace": lambda: data[:at] + self.token + data[at + len(self.token) :],
            "many": lambda: data[:at] + self.token * 200 + data[at:],
            "turn": lambda: data[:at] + data[at:end][::-1] + data[end:],
        }
        return changed[self.kind]()


KINDS = ("flip", "cut", "end", "begin", "twice", "put", "replace", "many", "turn")
MUTATIONS = st.lists(
    st.builds(
        Mutation,
        kind=st.sampled_from(KINDS),
        at=st.integers(0, 1000),
        length=st.integers(1, 300),
        token=st.sampled_from(TOKENS),
    ),
    min_size=1,
    max_size=4,
)


def mutated(data: bytes, mutations: Sequence[Mutation]) -> bytes:
    """The file after all of these."""
    for each in mutations:
        data = each(data)
    return data


def with_parts_mutated(book: bytes, mutations: Sequence[Mutation]) -> bytes:
    """A workbook of which the parts that have the cells and their styles are changed, but not how it is packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part, mutated(content, mutations) if part.filename.startswith("xl/") else content)
    return out.getvalue()
