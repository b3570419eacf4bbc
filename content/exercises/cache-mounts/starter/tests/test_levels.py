from datetime import datetime

from levels import app, summary


def at(hour, level, day=20):
    return datetime(2026, 11, day, hour), level


def test_a_rising_river():
    told = summary([at(0, 300), at(12, 430), at(18, 425)])
    assert told["rising"] and told["alarm"]
    assert told["highest"] == 430


def test_what_was_the_day_before_does_not_count():
    assert summary([at(0, 500), at(6, 310, day=22)])["highest"] == 310


def test_the_interface_tells_the_last_measurement():
    answer = app.test_client().get("/levels").get_json()
    assert answer["summary"]["time"] == answer["levels"][-1][0]
