"""The ASGI application: gunicorn lending:app"""

import os
from pathlib import Path

import cardcheck
from fastapi import FastAPI, HTTPException, Request
from pydantic import BaseModel

from lending import database

PHOTOS = Path(os.environ.get("PHOTOS", "/photos"))

app = FastAPI(title="Tool library")


class Loan(BaseModel):
    card: str


@app.get("/health")
def health():
    return {"status": "ok"}


@app.get("/tools/{tool}")
def borrower(tool: int):
    card = database.borrower(tool)
    if card is None:
        raise HTTPException(404, "nobody has it")
    return {"tool": tool, "card": card}


@app.put("/tools/{tool}/loan")
def lend(tool: int, loan: Loan):
    if not cardcheck.valid(loan.card):
        raise HTTPException(422, "this is no card of ours")
    if not database.lend(tool, loan.card):
        raise HTTPException(409, "somebody has it")
    return {"tool": tool, "card": loan.card}


@app.delete("/tools/{tool}/loan", status_code=204)
def take_back(tool: int):
    database.take_back(tool)


@app.put("/tools/{tool}/photo", status_code=204)
async def photo(tool: int, request: Request):
    (PHOTOS / f"{tool}.jpg").write_bytes(await request.body())
