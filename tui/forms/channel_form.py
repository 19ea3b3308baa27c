"""The user's own rules for a channel: what is left empty is as the catalogue has it."""

import msgspec

from models.actions.own_rules import add_channel, id_for, own_of, set_override
from models.bills.contracts import contracts
from models.channels.builtin import GENERIC
from models.channels.channel import Channel
from models.channels.effective import usual
from models.channels.override import ChannelOverride
from models.channels.typed_rules import override_texts, read_override
from models.ledger.ledger import Ledger
from models.values.message import Message, Problem, msg
from tui.forms.field import Field, verbatim
from tui.forms.form import Form
from tui.run.language import Language
from tui.run.session import Session
from tui.words.channel_labels import CHOICES, OWN, RULES, usual_said
from tui.words.method_names import MethodNames
from tui.words.name_forms import as_answer

NEW = {
    "base": (msg("based on"), msg("left and right choose")),
}
EXPLAINED = {"due_day": msg('1 to 31, for new orders; bills that exist move by "moved due day", below')}
"""Hints that are longer than the fields have room for: they stand below while the field is in focus."""
PAYEE = {field: OWN[field] for field in ("lender", "apps.name", "apps.domain")}
"""Whom one pays, and where: of a channel of one's own asked for at the top."""


class ChannelForm(Form[ChannelOverride]):
    """A field a line, with what the catalogue has where nothing is typed."""

    def __init__(self, session: Session, ledger: Ledger, ident: str = "") -> None:
        """The form of the channel with that id; of a new one without."""
        self._ledger = ledger
        self._new = not ident
        self._own = own_of(ledger, session.catalogue, ident)
        given = override_texts(self._own.values)
        own = self._new or bool(self._own.base)
        words = {**(NEW if self._new else {}), **(OWN if own else {}), **RULES, **PAYEE}
        bases = tuple((each.id, as_answer(each.name, each.short)) for each in session.catalogue.values())
        base = None if self._new else usual(session.catalogue, self._own)
        fields = {
            name: Field(
                label,
                hint,
                bases if name == "base" else _choices(name, given.get(name, ""), base, session.language),
                EXPLAINED.get(name),
            )
            for name, (label, hint) in words.items()
        }
        methods = MethodNames(base, session.catalogue, session.language)
        named = {field: methods.named(field, text) for field, text in given.items()}
        super().__init__(session, fields, {"base": GENERIC, **named})

    def heading(self) -> Message:
        if self._new:
            return msg("A channel of your own")
        known = contracts(self._ledger, self.session.catalogue).get(self._own.id)
        return msg("Your own rules for {channel}", channel=known.name if known else self._own.id)

    def keys(self) -> list[tuple[str, str]]:
        t = self.session.language.t
        return [self.onward(t("save")), ("ctrl+s", t("save")), ("esc", t("leave without saving"))]

    def placeholder(self, name: str) -> Message | None:
        base = self._base
        value = "" if name in {*NEW, "name", "short"} else usual_said(base, name, self.session.language)
        return msg("default: {value}", value=value) if value else self.hint(name)

    @property
    def _base(self) -> Channel | None:
        """What holds of all that is left empty."""
        own = msgspec.structs.replace(self._own, base=self.boxes["base"].value) if self._new else self._own
        return usual(self.session.catalogue, own)

    @property
    def _methods(self) -> MethodNames:
        return MethodNames(self._base, self.session.catalogue, self.session.language)

    def read(self, cells: dict[str, str]) -> ChannelOverride:
        own, cells = self._own, self._methods.typed(cells)
        if self._new:
            ident = id_for(self._ledger, self.session.catalogue, cells["name"])
            own = ChannelOverride(id=ident, base=cells.pop("base"))
        if "name" in cells:
            if not cells["name"].strip():
                raise Problem("the channel needs a name", field="name")
            cells["short"] = cells["short"].strip() or cells["name"]
        return read_override(own, cells)

    def accept(self, made: ChannelOverride) -> None:
        try:
            (add_channel if self._new else set_override)(self._ledger, self.session.catalogue, made)
        except Problem as problem:
            raise self._methods.said(problem) from None


def _choices(name: str, given: str, base: Channel | None, t: Language) -> list[tuple[str, Message]]:
    """The answers of a field that chooses, the first of them to say nothing; none of a field that is typed into."""
    if name not in CHOICES:
        return []
    known = list(CHOICES[name].items())
    if given and given not in CHOICES[name]:
        known.append((given, verbatim(given)))  # what stands in the file is never dropped unseen
    if base is None:
        return [("", msg("as what it is based on")), *known]
    return [("", msg("default: {value}", value=usual_said(base, name, t) or "—")), *known]
