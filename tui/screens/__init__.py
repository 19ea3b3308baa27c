"""The screens: the main one with its panes, and those that come on top of it."""
