"""The wire to the terminal, and the only room that uses private names of Textual and asyncio."""
