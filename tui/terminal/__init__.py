"""The wire to the terminal and its colours, and the only room that uses private names of Textual and asyncio."""
