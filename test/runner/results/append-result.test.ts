import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite, test, type TestContext } from "node:test";
import fc from "fast-check";
import { parse } from "yaml";
import { AppError } from "../../../model/errors.ts";
import { appendResult, type NewResult } from "../../../runner/results/append-result.ts";
import { needsProgram } from "../../support/needs.ts";

const ROOT = join(import.meta.dirname, "../../..");
const SCRIPT = join(ROOT, "runner/results/taskotron_result.sh");

interface Ended {
  readonly code: number | null;
  readonly err: string;
}

/** The two programs that add results, by name. */
const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  taskotron: [process.execPath, join(ROOT, "bin/taskotron.ts"), "result"],
  taskotron_result: ["/bin/sh", SCRIPT],
};

const run = (program: string, ...args: readonly string[]): Ended => {
  const [file = "", ...first] = PROGRAMS[program] ?? [];
  const { status, stderr } = spawnSync(file, [...first, ...args], { encoding: "utf8" });
  return { code: status, err: stderr };
};

const folder = (t: TestContext): string => {
  const path = mkdtempSync(join(tmpdir(), "taskotron-result-"));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
};

const BASE = ["-i", "foo-1-1.fc42", "-t", "koji_build", "-o", "PASSED"];

for (const program of Object.keys(PROGRAMS))
  suite(program, () => {
    test("makes a file, then extends it", (t) => {
      const file = join(folder(t), "r.yml");
      assert.equal(run(program, "-f", file, ...BASE).code, 0);
      const more = ["-n", "two errors", "-c", "dist.x.docs", "-a", "x.log", "--arch", "x86_64"];
      assert.equal(run(program, "-f", file, ...BASE.with(5, " failed "), ...more).code, 0);
      assert.equal(
        readFileSync(file, "utf8"),
        `results:
  - item: "foo-1-1.fc42"
    type: "koji_build"
    outcome: "PASSED"
  - item: "foo-1-1.fc42"
    type: "koji_build"
    arch: "x86_64"
    checkname: "dist.x.docs"
    outcome: "FAILED"
    note: "two errors"
    artifact: "x.log"
`,
      );
    });

    test("splits data at the first =, makes lists of repeated keys and drops reserved ones with a warning", (t) => {
      const file = join(folder(t), "r.yml");
      const keys = ["a=1=2", "host=x", "outcome=FAILED", "host=y", "empty="].flatMap((pair) => ["-k", pair]);
      const { code, err } = run(program, "-f", file, ...BASE, ...keys);
      assert.equal(code, 0);
      assert.match(err, /the key outcome has a meaning of its own, and is left out/);
      assert.deepEqual(parse(readFileSync(file, "utf8")), {
        results: [
          {
            item: "foo-1-1.fc42",
            type: "koji_build",
            outcome: "PASSED",
            a: "1=2",
            host: ["x", "y"],
            empty: "",
          },
        ],
      });
    });

    test("refuses an unknown outcome with the list of those there are, and writes nothing", (t) => {
      const path = folder(t);
      const { code, err } = run(program, "-f", join(path, "r.yml"), ...BASE.with(5, "GREAT"));
      assert.equal(code, 2);
      assert.match(err, /"GREAT" is no outcome; the outcomes are PASSED,? INFO,? FAILED,? NEEDS_INSPECTION/);
      assert.deepEqual(readdirSync(path), []);
    });

    test("refuses missing and unknown flags, and data without a key", (t) => {
      const file = join(folder(t), "r.yml");
      const unread = [
        ["-f", file, ...BASE, "-k", "=x"],
        ["-f", file, ...BASE, "-k", "x"],
      ];
      const flags = [
        BASE,
        ["-f", file, ...BASE.slice(0, 4)],
        ["-f", file, ...BASE, "--nonsense", "x"],
        ["-f", file, ...BASE, "-n"],
      ];
      // those of the other are commander's business
      for (const args of program === "taskotron" ? unread : [...unread, ...flags])
        assert.equal(run(program, ...args).code, 2, args.join(" "));
      assert.equal(existsSync(file), false);
    });
  });

/** What both programs make of a file, without starting Node for it. */
const ADDERS: Readonly<Record<string, (file: string, result: NewResult) => Promise<boolean>>> = {
  taskotron: (file, result) =>
    appendResult(file, result).then(
      () => true,
      (error: unknown) => {
        assert.ok(error instanceof AppError, String(error));
        return false;
      },
    ),
  taskotron_result: async (file, { item, type, outcome, note, data }) => {
    const pairs = data.flatMap(([key, value]) => ["-k", `${key}=${value}`]);
    const args = [
      "-i",
      item,
      "-t",
      type,
      "-o",
      outcome,
      ...(note === "" ? [] : [`--note=${note}`]),
      ...pairs,
    ];
    return run("taskotron_result", "-f", file, ...args).code === 0;
  },
};

const RESULT: NewResult = {
  item: "foo-1-1.fc42",
  type: "koji_build",
  arch: "",
  checkname: "",
  outcome: "PASSED",
  note: "",
  artifact: "",
  data: [],
};

for (const [program, add] of Object.entries(ADDERS))
  test(`${program} extends an empty list, and leaves a file alone that is no list of results`, async (t) => {
    const path = folder(t);
    const file = join(path, "r.yml");
    for (const text of ["", "results: []\n", "# made by hand\n---\nresults: null\n", "results:\n"]) {
      writeFileSync(file, text);
      assert.equal(await add(file, RESULT), true, JSON.stringify(text));
      assert.deepEqual(parse(readFileSync(file, "utf8")), {
        results: [{ item: "foo-1-1.fc42", type: "koji_build", outcome: "PASSED" }],
      });
    }
    for (const text of ["results: {a: 1}\n", "other: 1\n", "- a\n", "words\n"]) {
      writeFileSync(file, text);
      assert.equal(await add(file, RESULT), false, JSON.stringify(text));
      assert.equal(readFileSync(file, "utf8"), text);
    }
    assert.deepEqual(readdirSync(path), ["r.yml"]);
  });

/** Any argument that a program can be given. */
const argument = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 6 }),
      fc.constantFrom(
        "\n",
        '"',
        "\\",
        "'",
        "$x",
        "`id`",
        "%s",
        "# a",
        ": ",
        "\u001b[1m",
        "\t",
        "\r",
        "\u0001",
        "é𝒳",
      ),
    ),
    { maxLength: 4 },
  )
  .map((pieces) => pieces.join("").replaceAll("\0", "").toWellFormed());

test("both programs write the same file, whatever they are told", needsProgram("awk"), async (t) => {
  const path = folder(t);
  let turn = 0;
  await fc.assert(
    fc.asyncProperty(
      argument,
      argument,
      fc.array(fc.tuple(fc.constantFrom("a", "b c", '"', "#"), argument)),
      async (item, note, data) => {
        turn++;
        const result = { ...RESULT, item: `x${item}`, note, data };
        const [one, two] = await Promise.all(
          Object.entries(ADDERS).map(async ([program, add]) => {
            const file = join(path, `${program}-${turn}`);
            for (let each = 0; each < 2; each++) assert.equal(await add(file, result), true);
            return readFileSync(file, "utf8");
          }),
        );
        assert.equal(two, one);
        const [first] = (parse(one ?? "") as { results: Record<string, unknown>[] }).results;
        assert.equal(first?.["item"], `x${item}`);
        assert.equal(first?.["note"] ?? "", note);
      },
    ),
    { numRuns: 25, examples: [["", ": \n", []]] },
  );
});

test("many that add at once lose nothing", async (t) => {
  const file = join(folder(t), "r.yml");
  const ended = await Promise.all(
    Array.from(
      { length: 8 },
      (_, at) =>
        new Promise<number | null>((resolve) =>
          spawn("/bin/sh", [SCRIPT, "-f", file, "-i", `item${at}`, "-t", "file", "-o", "PASSED"]).on(
            "close",
            resolve,
          ),
        ),
    ),
  );
  assert.deepEqual(ended, Array(8).fill(0));
  assert.equal((parse(readFileSync(file, "utf8")) as { results: unknown[] }).results.length, 8);
});
