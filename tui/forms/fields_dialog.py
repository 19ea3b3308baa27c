"""A dialog of a few fields, which are typed in a moment: no draft of them is kept."""

from tui.forms.fields_page import Made
from tui.forms.form import Form
from tui.widgets.dialog import Box, Dialog


class FieldsDialog(Form[Made], Dialog[Made | None]):
    """What was made of the fields is the result; None where it was left."""

    def keys(self) -> list[tuple[str, str]]:
        t = self.session.language.t
        return [self.onward(t("take it")), ("ctrl+s", t("take it")), ("esc", t("leave"))]

    def show_keys(self) -> None:
        self.query_one(Box).keys(self.keys())

    def action_leave(self) -> None:
        self.dismiss(None)
