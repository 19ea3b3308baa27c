"""Each pane draws one part of the state and posts messages, and changes nothing."""
