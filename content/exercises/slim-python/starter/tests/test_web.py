from io import BytesIO

import pytest

from stock import web


@pytest.fixture(autouse=True)
def shelf(monkeypatch):
    shelf = {"NUT-8": 12}
    monkeypatch.setattr(web.database, "reachable", lambda: True)
    monkeypatch.setattr(web.database, "pieces", shelf.get)
    monkeypatch.setattr(web.database, "set_pieces", shelf.__setitem__)


def ask(method, path, body=b""):
    return web.answer(
        {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body),
        }
    )


def test_reads():
    assert ask("GET", "/items/NUT-8") == ("200 OK", "12")
    assert ask("GET", "/items/BOLT-8")[0] == "404 Not Found"


def test_sets():
    assert ask("PUT", "/items/BOLT-8", b"40\n")[0] == "200 OK"
    assert ask("GET", "/items/BOLT-8") == ("200 OK", "40")
    assert ask("PUT", "/items/BOLT-8", b"many")[0] == "400 Bad Request"


def test_health():
    assert ask("GET", "/health") == ("200 OK", "ok")
