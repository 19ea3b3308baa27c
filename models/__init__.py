"""What is true: pure functions on immutable values. Only `store` touches the disk, only `exchange` other formats."""
