import assert from "node:assert/strict";
import { test } from "node:test";
import { makeBoard } from "../notices.js";

test("the newest notice comes first", () => {
  const board = makeBoard();
  board.pin("lost: one glove", new Date(0));
  board.pin("found: one glove", new Date(1000));
  assert.match(board.asHtml(), /found[^]*lost/);
});

test("a full board loses its oldest notice", () => {
  const board = makeBoard(1);
  board.pin("old");
  board.pin("new");
  assert.doesNotMatch(board.asHtml(), /old/);
});

test("what people write is text", () => {
  const board = makeBoard();
  board.pin("<script>alert(1)</script>");
  assert.doesNotMatch(board.asHtml(), /<script>/);
});
