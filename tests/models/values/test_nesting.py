"""Lists and tables in each other, however deep, are measured without running out of stack."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values.nesting import MAX_DEPTH, too_deep


def nested(depth: int, *, table: bool) -> object:
    value: object = 1
    for _ in range(depth):
        value = {"a": value} if table else [0, value]
    return value


@pytest.mark.parametrize("table", [True, False])
def test_the_bound_is_the_last_depth_that_passes(table: bool) -> None:
    assert not too_deep(nested(MAX_DEPTH, table=table))
    assert too_deep(nested(MAX_DEPTH + 1, table=table))
    assert too_deep(nested(100_000, table=table))


@given(st.recursive(st.none() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_what_people_write_is_never_too_deep(value: object) -> None:
    assert not too_deep(value)
