"""What is in stock. psycopg2 loads libpq, which reads PGHOST, PGUSER and the rest."""

from contextlib import closing

import psycopg2


def connect():
    return psycopg2.connect("", connect_timeout=2)


def reachable():
    try:
        connect().close()
    except psycopg2.OperationalError:
        return False
    return True


def pieces(sku):
    with closing(connect()) as connection, connection, connection.cursor() as cursor:
        cursor.execute("SELECT pieces FROM stock WHERE sku = %s", (sku,))
        row = cursor.fetchone()
    return None if row is None else row[0]


def set_pieces(sku, count):
    with closing(connect()) as connection, connection, connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO stock (sku, pieces) VALUES (%s, %s)"
            " ON CONFLICT (sku) DO UPDATE SET pieces = excluded.pieces",
            (sku, count),
        )
