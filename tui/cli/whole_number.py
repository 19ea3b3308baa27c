"""A whole number that an option takes, refused in words instead of by the name of a type."""

from gettext import gettext

import click

from tui.cli.noop import N_

REFUSED = N_("{text} is not a whole number from {first} to {last}")


class WholeNumber(click.IntRange):
    """A number from `first` to `last`."""

    def __init__(self, first: int, last: int) -> None:
        super().__init__(first, last)

    def convert(self, value: int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            number: int = super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(gettext(REFUSED).format(text=value, first=self.min, last=self.max), param, ctx)
        return number
