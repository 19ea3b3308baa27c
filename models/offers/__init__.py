"""A plan out of what a page says, before anything is stored."""
