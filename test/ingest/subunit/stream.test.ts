import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { READERS } from "../../../ingest/format.ts";
import { fixture, kinds, lines, readText } from "../fixture.ts";
import { readWith } from "../read-with.ts";

const BINARY = fixture("subunit/unittest.subunit");
const TEXT = fixture("subunit/unittest-v1.txt");

for (const [version, bytes] of [
  ["v2", BINARY],
  ["v1", TEXT],
] as const)
  suite(`subunit ${version}`, () => {
    test("each test is a result", async () => {
      const report = await readText(bytes);
      assert.equal(report.format, "subunit");
      assert.deepEqual(kinds(report), []);
      assert.deepEqual(lines(report), [
        "rpmlint.test_unit.Demo.test_error | FAILED | RuntimeError: boom ä",
        "rpmlint.test_unit.Demo.test_fails | FAILED | AssertionError: 1 != 2",
        "rpmlint.test_unit.Demo.test_known | TODO | AssertionError: known",
        "rpmlint.test_unit.Demo.test_skipped | SKIPPED | no display",
        "rpmlint.test_unit.Demo.test_surprise | FAILED | the test passed, and was expected to fail",
        "rpmlint.test_unit.Demo.test_works | PASSED",
      ]);
      assert.deepEqual(
        report.results[0]?.findings?.map(({ tag, message }) => [tag, message]),
        [["RuntimeError", "boom ä"]],
      );
      assert.match(report.outputs[0] ?? "", /^Traceback .*\n[^]*boom ä$/);
    });

    test("the same is read byte by byte", async () => {
      const pieces = Array.from(bytes, (byte) => Uint8Array.of(byte));
      assert.deepEqual(await readWith(READERS.subunit, ...pieces), await readWith(READERS.subunit, bytes));
    });

    test("a test that did not end is CRASHED", async () => {
      const at = Buffer.from(bytes).indexOf(
        version === "v2" ? "test_works" : "successful: test_unit.Demo.test_works",
      );
      const cut = version === "v2" ? withoutLastPacket(bytes) : bytes.subarray(0, at);
      assert.equal(
        lines(await readText(cut)).at(-1),
        "rpmlint.test_unit.Demo.test_works | CRASHED | the test did not end",
      );
    });
  });

const withoutLastPacket = (bytes: Uint8Array): Uint8Array =>
  bytes.subarray(0, Buffer.from(bytes).lastIndexOf(0xb3));

test("bytes between packets are no harm", async () => {
  const noisy = Buffer.concat([BINARY, Buffer.from("noise\nof a program\n"), BINARY]);
  const report = await readText(noisy);
  assert.deepEqual([report.results.length, kinds(report)], [12, []]);
});

test("a packet whose bytes were changed or cut is told, and what came before it stays", async () => {
  const changed = Buffer.from(BINARY);
  const at = changed.lastIndexOf("test_surprise");
  changed.writeUInt8(0x58, at);
  const report = await readText(changed, "subunit");
  assert.deepEqual([report.results.length > 0, kinds(report)], [true, ["bad-file"]]);
  assert.deepEqual(kinds(await readText(BINARY.subarray(0, -1), "subunit")), ["bad-file"]);
});

test("a length that leads out of its packet is told", async () => {
  // a test id that says it has 16383 bytes, with a checksum that fits
  const { crc32 } = await import("node:zlib");
  const body = Buffer.from([0xb3, 0x28, 0x00, 12, 0x7f, 0xff, 0x61, 0x61]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  assert.deepEqual(kinds(await readText(Buffer.concat([body, sum]), "subunit")), ["bad-file"]);
});

test("any bytes at all are read to an end", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.boolean(), async (bytes, isPacket) => {
      const head = isPacket ? [0xb3, 0x2b, 0x40] : [];
      const report = await readText(Buffer.concat([Buffer.from(head), bytes]), "subunit");
      assert.ok(report.results.length <= 200);
    }),
    { numRuns: 50 },
  );
});

test("a file without subunit cannot be read", async () => {
  for (const text of ["", "words\n"]) assert.deepEqual(kinds(await readText(text, "subunit")), ["bad-file"]);
});
