"""Conversations that outlive the program: kept, named, found, opened, deleted; and what was thought of answers."""
