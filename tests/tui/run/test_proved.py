"""The sample data, and the ledger of every scene, hold nothing that does not go together."""

import pytest

from models.bills.ledger_faults import ledger_faults
from models.channels.builtin import builtin
from tests.models.builders import NOW
from tui.run.demo import sample_ledger
from tui.run.scenes.table import SCENES


def test_the_sample_data_go_together():
    assert ledger_faults(sample_ledger(NOW, builtin()), builtin()) == ()


@pytest.mark.parametrize("row", sorted(SCENES))
def test_the_ledger_of_each_scene_goes_together(row: int):
    assert ledger_faults(SCENES[row].made(NOW, builtin()), builtin()) == ()
