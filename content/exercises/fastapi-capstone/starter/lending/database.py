"""Who has what. psycopg loads libpq, which reads PGHOST, PGUSER and the rest."""

import psycopg


def connect():
    return psycopg.connect("", connect_timeout=2)


def borrower(tool):
    with connect() as connection:
        row = connection.execute(
            "SELECT card FROM loan WHERE tool = %s", (tool,)
        ).fetchone()
    return None if row is None else row[0]


def lend(tool, card):
    """Whether it was there to be lent."""
    with connect() as connection:
        done = connection.execute(
            "INSERT INTO loan (tool, card) VALUES (%s, %s) ON CONFLICT DO NOTHING",
            (tool, card),
        )
    return done.rowcount == 1


def take_back(tool):
    with connect() as connection:
        connection.execute("DELETE FROM loan WHERE tool = %s", (tool,))
