"""What the views and the sort orders of the list are called."""

from models.bills.overview import Sort, View
from models.values.message import msg

VIEW_WORDS = {
    View.ALL: msg("all"),
    View.DUE: msg("needs attention"),
    View.OVERDUE: msg("overdue"),
    View.SETTLED: msg("settled"),
    View.ARCHIVED: msg("archived"),
}


SORT_WORDS = {
    Sort.NEXT_DUE: msg("by next due"),
    Sort.BOUGHT: msg("by purchase"),
    Sort.CHANNEL: msg("by channel"),
    Sort.LEFT: msg("by what is left"),
}
