import { createHash } from "node:crypto";
import fc from "fast-check";
import { lineStarts } from "../../../model/lines.ts";
import { OUTCOMES } from "../../../model/outcome.ts";
import type { ResultInput } from "../../../model/result.ts";
import type { RunInput, Seal } from "../../../model/run.ts";
import { toTime } from "../../../model/time.ts";
import { COMMON, CREATED, DATA, FRAGMENTS, ITEMS, LONG, RUNS, someOf, TIMES, VALUES } from "./words.ts";

interface LogInput {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** All that is stored of one run. */
export interface RunRecord {
  readonly run: RunInput;
  readonly results: readonly ResultInput[];
  readonly logs: readonly LogInput[];
  readonly seal: Seal | null;
}

const values = (field: "check" | "arch" | "scenario" | "task" | "runner" | "severity" | "log") =>
  someOf(VALUES[field] ?? []);

const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });

const item = someOf(ITEMS).map(([type, name]) => ({ type, item: name }));
const time = someOf(TIMES).map(toTime);

/** A text as tools write them: pieces that queries look for, in changing company. */
const text = fc.array(someOf(FRAGMENTS), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(" "));

const finding = fc.record({
  severity: values("severity"),
  tag: orNull(someOf([...FRAGMENTS, LONG])),
  message: text,
  subject: orNull(text),
  line: orNull(fc.integer({ min: 1, max: 20 })),
});

const range = fc.record({
  name: values("log"),
  first_line: fc.integer({ min: 1, max: 5 }),
  last_line: fc.integer({ min: 1, max: 120 }),
});

const result = fc
  .tuple(
    item,
    fc.record({
      check: values("check"),
      arch: values("arch"),
      scenario: orNull(values("scenario")),
      outcome: fc.constantFrom(...OUTCOMES),
      note: orNull(text),
      data: someOf(DATA),
      findings: fc.array(finding, { maxLength: 3 }),
      log: orNull(range),
      artifact: orNull(fc.constant("report/x.txt")),
      submit_time: time,
      duration_ms: orNull(fc.constantFrom(0, 1, 1500, 1500.5, 90_000, 7_200_000)),
    }),
  )
  .map(([of, rest]) => ({ ...of, ...rest, data: { ...rest.data } }));

const BROKEN: readonly (readonly number[])[] = [[0xff], [0xc3], [0xf0, 0x9f, 0x98], [0xed, 0xa0, 0x80], [0]];

const piece = fc.oneof(
  { weight: 4, arbitrary: someOf(COMMON).map((word) => Buffer.from(word)) },
  { weight: 8, arbitrary: someOf(FRAGMENTS).map((word) => Buffer.from(word)) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom("\x1b[31m", "\x1b[0m", "\x1b]0;t\x07", "\r", "nee\x1b[1mdle")
      .map((word) => Buffer.from(word)),
  },
  { weight: 1, arbitrary: someOf(BROKEN).map((bytes) => Buffer.from(bytes)) },
);

const line = fc
  .tuple(
    fc.array(piece, { maxLength: 5 }),
    fc.constantFrom(" ", "", ": "),
    fc.constantFrom("\n", "\n", "\r\n"),
  )
  .map(([pieces, gap, end]) =>
    Buffer.concat([...pieces.flatMap((one) => [one, Buffer.from(gap)]), Buffer.from(end)]),
  );

/** Few lines, or so many that they fill blocks; texts at a block's ends; a line that is cut into pieces. */
const logBytes = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.array(line, { minLength: 1, maxLength: 12 }).map((lines) => Buffer.concat(lines)),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.array(line, { minLength: 3, maxLength: 8 }), fc.constantFrom(507, 509, 510, 511, 1021, 1300))
      .map(([lines, before]) =>
        Buffer.concat([Buffer.from("hay\n".repeat(before)), ...lines, Buffer.from("no line end")]),
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(line, fc.constantFrom(65_000, 65_530, 131_060), fc.boolean())
      .map(([first, length, ends]) =>
        Buffer.concat([first, Buffer.from(`${"y".repeat(length)}needle straße${ends ? " end\nlast" : ""}`)]),
      ),
  },
);

const logs = fc.uniqueArray(fc.record({ name: values("log"), bytes: logBytes }), {
  selector: ({ name }) => name,
  maxLength: 3,
});

const sealOf = (
  logsSealed: readonly LogInput[],
  more: Pick<Seal, "state" | "finished" | "fault" | "plan">,
): Seal => ({
  ...more,
  exit_code: more.state === "FINISHED" ? 0 : null,
  logs: logsSealed.map(({ name, bytes }) => ({
    name,
    bytes: bytes.length,
    lines: lineStarts(bytes).length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  })),
});

const end = fc.record({
  state: fc.constantFrom("FINISHED", "FINISHED", "ABORTED", "CRASHED", "CANCELLED"),
  finished: time,
  fault: orNull(text),
  plan: orNull(fc.integer({ min: 0, max: 8 })),
});

const run = (uuid: string): fc.Arbitrary<RunRecord> =>
  fc
    .record({
      of: item,
      more: fc.record({
        task: values("task"),
        arch: values("arch"),
        state: fc.constantFrom("SCHEDULED" as const, "RUNNING" as const),
        created: someOf(CREATED).map(toTime),
        runner: orNull(values("runner")),
        generated: fc.boolean(),
      }),
      started: fc.option(time, { nil: undefined }),
      results: fc.array(result, { maxLength: 6 }),
      logs,
      end: orNull(end),
    })
    .map((made) => ({
      run: {
        uuid,
        ...made.of,
        ...made.more,
        ...(made.started === undefined ? {} : { started: made.started }),
      },
      results: made.results.map((one, at) => ({ position: at + 1, ...one })),
      logs: made.logs,
      seal: made.end === null ? null : sealOf(made.logs, made.end),
    }));

/** Everything that two stores are filled with: that many runs. */
export const world = (runs: number): fc.Arbitrary<readonly RunRecord[]> =>
  fc.tuple(...RUNS.slice(0, runs).map(run));
