import pytest
from fastapi.testclient import TestClient

from lending import app, web


@pytest.fixture(autouse=True)
def loans(monkeypatch, tmp_path):
    loans = {7: "4100-2"}
    monkeypatch.setattr(web, "PHOTOS", tmp_path)
    monkeypatch.setattr(web.cardcheck, "valid", lambda card: card.startswith("4"))
    monkeypatch.setattr(web.database, "borrower", loans.get)
    monkeypatch.setattr(
        web.database,
        "lend",
        lambda tool, card: loans.setdefault(tool, card) is card,
    )
    monkeypatch.setattr(web.database, "take_back", lambda tool: loans.pop(tool, None))
    return loans


client = TestClient(app)


def test_tells_who_has_it():
    assert client.get("/tools/7").json() == {"tool": 7, "card": "4100-2"}
    assert client.get("/tools/8").status_code == 404


def test_lends_once(loans):
    assert client.put("/tools/8/loan", json={"card": "4200-9"}).status_code == 200
    assert client.put("/tools/7/loan", json={"card": "4200-9"}).status_code == 409
    assert client.put("/tools/9/loan", json={"card": "1"}).status_code == 422
    assert client.delete("/tools/8/loan").status_code == 204
    assert 8 not in loans


def test_keeps_a_photo():
    assert client.put("/tools/7/photo", content=b"jpg").status_code == 204
    assert (web.PHOTOS / "7.jpg").read_bytes() == b"jpg"


def test_health():
    assert client.get("/health").status_code == 200
