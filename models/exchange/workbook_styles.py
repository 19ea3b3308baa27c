"""A workbook with no more of its styles than the forms of its numbers.

Programs of banks and shops write colours, fills and properties for which openpyxl refuses the whole file, though
none of them is needed; what tells a date or a percentage from a number is kept.
"""

import io
import re
import zipfile

_STYLES = "xl/styles.xml"
_PROPERTIES = "docProps/"
_FORM = re.compile(r"<(?:\w+:)?numFmt(\s[^<>]{1,600}?)/?>")
_CELLS = re.compile(r"<(?:\w+:)?cellXfs\b[^<>]*>(.*?)</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL = re.compile(r"<(?:\w+:)?xf\b([^<>]{0,600})>")
_NUMBER = re.compile(r'\snumFmtId="(\d{1,6})"', re.ASCII)
_REST = (
    "<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders>"
    "<cellStyleXfs><xf/></cellStyleXfs>"
)


def with_plain_styles(data: bytes) -> bytes:
    """The same workbook, its styles written again. Raises what zipfile does where it is broken."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(packed, "w") as plain:
        for name in archive.namelist():
            if not name.startswith(_PROPERTIES):
                content = archive.read(name)
                plain.writestr(name, _plain(content.decode()).encode() if name == _STYLES else content)
    return packed.getvalue()


def _plain(styles: str) -> str:
    forms = "".join(f"<numFmt{each[1]}/>" for each in _FORM.finditer(styles))
    found = _CELLS.search(styles)
    cells = "".join(f'<xf numFmtId="{_number(each[1])}"/>' for each in _CELL.finditer(found[1] if found else ""))
    kept = f"<numFmts>{forms}</numFmts>{_REST}<cellXfs>{cells or '<xf/>'}</cellXfs>"
    return f'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{kept}</styleSheet>'


def _number(cell: str) -> str:
    found = _NUMBER.search(cell)
    return found[1] if found else "0"
