"""A briefing assistant: cited answers, and nothing said without the exact words of a source."""
