"""The answers that several findings of a statement take."""

from models.actions.finding import IGNORE, LEAVE, LineChoice
from models.values.message import msg

LEAVE_IT = LineChoice(LEAVE, msg("leave it as it is"))
IGNORE_IT = LineChoice(IGNORE, msg("it concerns no bill here: do not ask again"))
RIGHT_HERE = LineChoice(IGNORE, msg("it is right here: do not ask again"))
NO_ORDER = LineChoice(IGNORE, msg("it is no order to be entered: do not ask again"))
AMEND = LineChoice("amend", msg("correct the record: the amount is that of the statement"))
ANOTHER = LineChoice("another", msg("it is another payment: record it, too"))
ORDER = LineChoice("order", msg("an order that is not entered is on the bill: enter it"))
ENTER = LineChoice("order", msg("enter it as an order"))
REST = LineChoice("rest", msg("the rest of it was for something else: record what is owed here"))
CORRECT = LineChoice("correct", msg("the bill comes to that: correct it"))
AGAIN = LineChoice("again", msg("too much was paid: the rest is credit there"))
TAKE_OFF = LineChoice("take-off", msg("it was not paid: take the record off"))
TO_CONFIRM = LineChoice("to-confirm", msg("look in the app first: it is to be confirmed"))
KEEP = LineChoice("keep", msg("it was paid from elsewhere: keep the record"))
