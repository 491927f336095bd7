import assert from "node:assert/strict";
import { test } from "node:test";
import { Places } from "./places.js";

test("offsets of code points become offsets of code units", () => {
  const places = new Places("a😀b👍🏽c");
  assert.deepEqual([0, 1, 2, 3, 4, 5, 6].map((offset) => places.utf16(offset)), [0, 1, 3, 4, 6, 8, 9]);
  assert.equal(places.slice({ start: 1, end: 3 }), "😀b");
  assert.equal(places.slice({ start: 5, end: 6 }), "c");
});

test("a source without wide characters keeps its offsets", () => {
  assert.equal(new Places("naïve “words”").slice({ start: 6, end: 13 }), "“words”");
});
