"""The inks of a list: what a piece of a line is, and its role in a theme."""

INKS = {
    "bold": "bold",
    "dim": "$muted-ink",
    "good": "$done-ink",
    "warn": "$soon-ink",
    "bad": "$late-ink",
    "accent": "$unknown-ink",
    "key": "bold $accent-ink",
    "line": "$line",
    "area": "$area-ink",
    "plan": "$plan-ink",
    "behind": "$behind-ink",
    "over": "on $behind-ink",
    "ground": "on $cursor-ground-ink",
    "focus": "$focus-ink",
    "away": "$cursor-away-ink",
    "hit": "underline",
    "chip": "$chip-ink",
    "cursor": "$cursor-row-ink",
    **{f"account-{letter}": f"$account-{letter}-ink" for letter in "abcdefg"},
}
"""The role of each ink. Not component classes: every list would be styled seven times over."""
TICK = "tick"
"""Of a figure at a chart, beside its other ink: an amount, which may have to be hidden."""
CURSOR, AWAY = "$cursor-row-ink", "$cursor-away-ink"
"""On the row of the cursor, while the keys act here and while they do not; they come after the text's own ink."""
