"""The WSGI application: gunicorn stock:app"""

import re

from stock import database

ITEM = re.compile(r"/items/([A-Z0-9-]{1,40})")


def app(environ, start_response):
    status, text = answer(environ)
    body = f"{text}\n".encode()
    headers = [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))]
    start_response(status, headers)
    return [body]


def answer(environ):
    path = environ.get("PATH_INFO", "/")
    method = environ["REQUEST_METHOD"]
    if path == "/health":
        return ("200 OK", "ok") if database.reachable() else ("503 Service Unavailable", "no database")
    item = ITEM.fullmatch(path)
    if item is None:
        return "404 Not Found", "no such page"
    if method == "PUT":
        size = int(environ.get("CONTENT_LENGTH") or 0)
        text = environ["wsgi.input"].read(size).decode().strip()
        if not re.fullmatch(r"\d{1,9}", text):
            return "400 Bad Request", "the body is no number"
        database.set_pieces(item[1], int(text))
        return "200 OK", text
    pieces = database.pieces(item[1])
    return ("404 Not Found", "no such item") if pieces is None else ("200 OK", str(pieces))
