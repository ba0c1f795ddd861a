"""The tables of conversations, turns and opinions in one SQLite file.

A deleted conversation stays for as long as deleting can be undone. A turn that was asked again stays behind the one
that took its place only where somebody thought something of it.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, MetaData, String, Table, Text

from assistant.relational import Kind

TABLES = MetaData()
TALKS = Table(
    "talks",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("token", String, nullable=False, unique=True),
    Column("user", String, nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("words", Text, nullable=False),  # its name, folded for searching
    Column("last", String, nullable=False),  # ISO, UTC, as all times here: they sort as text
    Column("deleted", String),
)
TURNS = Table(
    "turns",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("talk", ForeignKey("talks.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("after", Integer, nullable=False),  # the turn that it was asked after; 0 for none
    Column("line", Text, nullable=False),  # the answer as a saved conversation has it
    Column("scope", Text, nullable=False),
    Column("words", Text, nullable=False),  # question and answer, folded for searching
    Column("replaced", Boolean, nullable=False, default=False),
    sqlite_autoincrement=True,  # a turn that is gone leaves its number to none
)
OPINIONS = Table(
    "opinions",
    TABLES,
    Column("turn", ForeignKey("turns.id", ondelete="CASCADE"), primary_key=True),
    Column("verdict", String, nullable=False),
    Column("note", Text, nullable=False),
    Column("given", String, nullable=False),
)
CONVERSATIONS = Kind(TABLES, form=1, content="conversations")
