"""Water levels of one river: a small JSON interface and the page that draws it."""

import csv
from datetime import datetime, timedelta
from pathlib import Path

from flask import Flask, abort, jsonify, send_from_directory

HERE = Path(__file__).parent
ALARM = 420

app = Flask(__name__, static_folder=None)


def read_levels(path):
    with open(path, newline="") as file:
        return [
            (datetime.fromisoformat(row["time"]), int(row["centimetres"]))
            for row in csv.DictReader(file)
        ]


def summary(levels):
    time, now = levels[-1]
    day = [level for at, level in levels if at >= time - timedelta(days=1)]
    return {
        "time": time.isoformat(),
        "now": now,
        "rising": len(day) > 1 and now > day[0],
        "highest": max(day),
        "alarm": now >= ALARM,
    }


@app.get("/health")
def health():
    return "ok\n"


@app.get("/levels")
def levels():
    measured = read_levels(HERE / "levels.csv")
    if not measured:
        abort(503)
    return jsonify(
        summary=summary(measured),
        levels=[[at.isoformat(), level] for at, level in measured],
    )


@app.get("/")
@app.get("/<path:name>")
def page(name="index.html"):
    return send_from_directory(HERE / "static", name)
