"""What is true: pure functions on immutable values. Only `store` touches the user's files."""
