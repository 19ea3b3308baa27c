"""Tests on a terminal wait for most of their time: two workers begin with them soon, while the others use the cores."""

import os
import re

import pytest


@pytest.mark.parametrize("number", range(2))
def test_a_test_on_a_terminal_goes_to_one_of_two_workers(request: pytest.FixtureRequest, number: int) -> None:
    marker = request.node.get_closest_marker("xdist_group")
    assert marker is not None
    if os.environ.get("PYTEST_XDIST_WORKER"):  # there the group is part of the id by which tests are given out
        assert re.search(r"@terminal [01]$", request.node.nodeid)
