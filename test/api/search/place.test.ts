import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { behind, decodePlace, encodePlace, isSameSpot, spotOf } from "../../../api/search/place.ts";
import type { Hit } from "../../../model/hit.ts";

const hit = (run: string, started: string, where: Partial<Hit>): Hit => ({
  kind: "result",
  run,
  position: null,
  log: null,
  line: null,
  text: "",
  highlights: [],
  package: "p",
  item: "i",
  check: "c",
  arch: "noarch",
  outcome: null,
  started,
  generated: false,
  ...where,
});

/** Hits in the order of a store: two runs that started together, one before them; several hits at one place. */
const HITS: readonly Hit[] = [
  "2026-11-24T02:00:00.000Z b",
  "2026-11-24T02:00:00.000Z a",
  "2026-11-24T01:00:00.000Z c",
].flatMap((name) => {
  const [started = "", run = ""] = name.split(" ");
  return [
    hit(run, started, { position: 1 }),
    hit(run, started, { kind: "finding", position: 1 }),
    hit(run, started, { kind: "finding", position: 1 }),
    hit(run, started, { position: 3 }),
    hit(run, started, { kind: "log", log: "a.log", line: 7 }),
    hit(run, started, { kind: "log", log: "a.log", line: 7 }),
    hit(run, started, { kind: "log", log: "b.log", line: 1 }),
  ];
});

const placeAfter = (count: number) => {
  const last = HITS[count - 1];
  assert.ok(last);
  const spot = spotOf(last);
  return { ...spot, nth: HITS.slice(0, count).filter((one) => isSameSpot(spotOf(one), spot)).length };
};

test("behind any place come exactly the hits that were not seen", () => {
  for (let count = 1; count <= HITS.length; count++)
    assert.deepEqual(HITS.filter(behind(placeAfter(count))), HITS.slice(count), `after ${count}`);
});

test("a place survives its cursor", () => {
  for (let count = 1; count <= HITS.length; count++)
    assert.deepEqual(decodePlace(encodePlace(placeAfter(count))), placeAfter(count));
});

test("hits of runs that were added later, and a run that is gone, do not repeat or hide others", () => {
  const place = placeAfter(10);
  const added = [hit("z", "2026-11-24T03:00:00.000Z", { position: 1 }), ...HITS];
  assert.deepEqual(added.filter(behind(place)), HITS.slice(10));
  assert.deepEqual(HITS.filter(({ run }) => run !== "a").filter(behind(place)), HITS.slice(14));
});

test("any other text is a bad cursor", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json().map((text) => Buffer.from(text).toString("base64url")),
      ),
      (text) => {
        assert.throws(() => decodePlace(text), { code: "bad-cursor" });
      },
    ),
  );
});
