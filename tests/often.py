"""How often a property is tried: in parts of what the profile asks for, so that one word makes it a long campaign."""

from hypothesis import HealthCheck, settings

USUAL, QUICK, SOAK = "fenqi", "quick", "soak"
# The same examples each time, so that a run says something about the change alone; `make soak` looks for new ones.
# How long an example takes says something about the machine and nothing about fenqi.
settings.register_profile(
    USUAL, deadline=None, max_examples=50, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(QUICK, parent=settings.get_profile(USUAL), max_examples=10)
settings.register_profile(SOAK, parent=settings.get_profile(USUAL), max_examples=5000, derandomize=False)


def is_long() -> bool:
    """Whether this is the long campaign: then what is otherwise tried in pairs is tried with all of each other."""
    usual = settings.default
    assert usual is not None
    return usual.max_examples >= settings.get_profile(SOAK).max_examples


def tried(part: float = 1, *, steps: int | None = None, one_fixture: bool = False) -> settings:
    """So many times the profile's examples, each of so many steps; `one_fixture`: all with the same fixture."""
    usual = settings.default
    assert usual is not None
    return settings(
        max_examples=max(1, round(usual.max_examples * part)),
        stateful_step_count=steps or usual.stateful_step_count,
        suppress_health_check=[*usual.suppress_health_check, *[HealthCheck.function_scoped_fixture] * one_fixture],
    )
