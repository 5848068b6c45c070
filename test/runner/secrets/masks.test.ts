import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "node:test";
import fc from "fast-check";
import { LIMITS } from "../../../model/limits.ts";
import { makeMasks, type Masks } from "../../../runner/secrets/masks.ts";
import { ENCODINGS } from "./encodings.ts";

const SECRETS = [
  "hunter2-correct",
  "pa ss'wo\"rd$1",
  "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
  "tok/en+with=signs&more",
  "<xml>&'stuff'</xml>",
  "back\\slash\\es",
  "umläut-geheimnis",
  "aaaaaaaa",
  "abcabcabcabc",
  "sixsix",
];

const bytesOf = (secrets: readonly string[]): Buffer[] => secrets.map((secret) => Buffer.from(secret));

/** What comes through when the text is written in pieces that end at these places. */
const through = async (masks: Masks, text: string, cuts: readonly number[]): Promise<string> => {
  const out: Uint8Array[] = [];
  const write = masks.stream(async (bytes) => void out.push(Buffer.from(bytes)));
  const bytes = Buffer.from(text);
  const ends = [...new Set(cuts)].sort((a, b) => a - b);
  for (const [at, end] of [...ends, bytes.length].entries())
    await write(bytes.subarray(ends[at - 1] ?? 0, end));
  await masks.flush();
  return Buffer.concat(out).toString();
};

for (const [name, encode] of Object.entries(ENCODINGS))
  test(`ten secrets in ${name} leak at no split in two`, async () => {
    const masks = makeMasks(bytesOf(SECRETS));
    for (const secret of SECRETS) {
      const spelled = encode(secret);
      const text = `before ${spelled} after\n`;
      const whole = await through(masks, text, []);
      // base64 shares a character with what comes before and after
      assert.match(whole, /^before .{0,3}\*\*\*.{0,4} after\n$/, spelled);
      for (let cut = 1; cut < Buffer.byteLength(text); cut++)
        assert.equal(await through(masks, text, [cut]), whole, `cut at ${cut}`);
    }
  });

test("how output is cut makes no difference, whatever it is", async () => {
  const word = fc.oneof(
    fc.constantFrom(
      ...SECRETS,
      ...SECRETS.flatMap((one) => Object.values(ENCODINGS).map((encode) => encode(one))),
    ),
    fc.constantFrom("aaa", "abc", "six", "hunter", "\n"),
    fc.string({ maxLength: 8 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 20 }), fc.array(fc.nat(400)), async (words, cuts) => {
      const masks = makeMasks(bytesOf(SECRETS));
      const text = words.join("");
      const size = Buffer.byteLength(text);
      const whole = await through(masks, text, []);
      assert.equal(
        await through(
          masks,
          text,
          cuts.map((cut) => cut % (size + 1)),
        ),
        whole,
      );
      for (const secret of SECRETS) assert.ok(!whole.includes(secret));
    }),
  );
});

test("secrets that overlap have one mark, and secrets side by side one each", () => {
  const masks = makeMasks(bytesOf(["abcdefgh", "efghijkl"]));
  assert.equal(masks.text("<abcdefghijkl>"), "<***>");
  assert.equal(masks.text("<abcdefghabcdefgh>"), "<******>");
  assert.equal(masks.count(), 3);
});

test("each line of a secret with several lines is masked, and what base64 wraps", () => {
  const key = `-----BEGIN-----\n${"MIIEpAIBAAKCAQEA7".repeat(9)}\n  indented line\nshort\n`;
  const masks = makeMasks(bytesOf([key]));
  assert.equal(masks.text("see   indented line!"), "see   ***!");
  assert.equal(masks.text("short"), "short");
  const base64 = Buffer.from(key).toString("base64").replace(/.{76}/g, "$&\n");
  const [first = "", second = ""] = base64.split("\n");
  assert.equal(masks.text(`${first}\n${second}\n`), "***\n***\n");
});

test("a secret of fewer than six bytes is not masked", () => {
  assert.equal(makeMasks(bytesOf(["12345"])).text("12345"), "12345");
});

test("a clean log of 10 MB comes through as it is", async () => {
  const masks = makeMasks(bytesOf(SECRETS));
  const line = "hunter2 abcab sixsi aaaaa 2026-11-24 12:00:00 checking /usr/lib64/libfoo.so.1 ... ok <xml>\n";
  const text = line.repeat(Math.ceil(10e6 / line.length));
  const cuts = Array.from({ length: 150 }, (_, at) => (at + 1) * 65_536);
  assert.ok((await through(masks, text, cuts)) === text, "something was changed");
  assert.equal(masks.count(), 0);
});

test("the beginning of a secret is shown when nothing follows, and the rest is masked if it does", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const out: string[] = [];
  const masks = makeMasks(bytesOf(["hunter2-correct"]));
  const write = masks.stream(async (bytes) => void out.push(Buffer.from(bytes).toString()));
  await write(Buffer.from("password: hunter"));
  assert.deepEqual(out, ["password: "]);
  t.mock.timers.tick(LIMITS.held);
  t.mock.timers.reset();
  await sleep(1);
  assert.deepEqual(out, ["password: ", "hunter"]);
  await write(Buffer.from("2-correct!\n"));
  assert.equal(out.join(""), "password: hunter***!\n");
});

test("what cannot be written is told to who writes", async () => {
  const masks = makeMasks(bytesOf(["hunter2-correct"]));
  const write = masks.stream(() => Promise.reject(new Error("disk full")));
  await assert.rejects(write(Buffer.from("text")), /disk full/);
  await assert.rejects(masks.flush(), /disk full/);
});
