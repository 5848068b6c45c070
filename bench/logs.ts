// How fast logs are stored and searched, and what they take. `node bench/logs.ts [FOLDER]`: the .log files in FOLDER, or 200 MB made here.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { lineStarts } from "../model/lines.ts";
import type { LineMatcher } from "../store/log/find.ts";
import { trigramsOf } from "../store/log/trigrams.ts";
import { Logs } from "../store/sqlite/logs/logs.ts";
import { LOG_SCHEMA } from "../store/sqlite/logs/schema.ts";

const MB = 1e6;
const CHUNK = 1 << 18;

const folder = mkdtempSync(join(tmpdir(), "bench-logs-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** Numbers below `n`, the same ones in each run of the benchmark. */
const dice = (seed: number) => {
  let state = seed;
  return (n: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
};

const roll = dice(1);
const SYLLABLES = "al an ar ba bi co cu da de en er fi ga go ha in ka ki la li ma mi na ni or pa po ra re sa si ta ti un va vi xa zo".split(" "); // prettier-ignore
const syllables = (count: number) =>
  Array.from({ length: count }, () => SYLLABLES[roll(SYLLABLES.length)]!).join("");
const WORDS = Array.from({ length: 6000 }, () => syllables(1 + roll(3)));
/** Words of a text are about as often as their rank says. */
const word = (): string => WORDS[Math.floor(WORDS.length ** (roll(1 << 20) / (1 << 20))) - 1]!;

const LINES: readonly (() => string)[] = [
  () => `gcc -DHAVE_CONFIG_H -I../${word()} -O2 -Wall -fstack-protector-strong -c ${word()}/${word()}.c`,
  () => `${word()}/${word()}.c:${roll(3000)}:${roll(90)}: warning: unused variable '${word()}_${word()}'`,
  () => `/usr/bin/ld: ${word()}.o: in function '${word()}': undefined reference to '${word()}_${word()}'`,
  () => `${word()}.x86_64: W: no-documentation /usr/share/${word()}/${word()}.so.${roll(9)}`,
  () => `2026-0${1 + roll(9)}-1${roll(10)} 1${roll(10)}:${10 + roll(50)}:${10 + roll(50)},${100 + roll(900)} DEBUG ${word()}: ${word()} pid=${roll(30000)} addr=0x${roll(2 ** 31).toString(16)}`, // prettier-ignore
  () => `ok ${roll(9000)} - ${word()} ${word()} ${word()} returns ${word()}`,
];

const generate = (into: string): void => {
  for (let at = 0, total = 0; total < 200 * MB; at++) {
    const lines = Array.from({ length: 20 + Math.floor(4000 * (roll(1000) / 1000) ** 3) }, () =>
      LINES[roll(LINES.length)]!(),
    );
    if (at % 300 === 7)
      lines.splice(roll(lines.length), 0, `${word()}: xyzzyneedle${at} raised by ${word()}`);
    const text = `${lines.join("\n")}\n`;
    writeFileSync(join(into, `${String(at).padStart(6, "0")}.log`), text);
    total += text.length;
  }
};

const corpus = process.argv[2] ?? folder;
if (corpus === folder) generate(folder);
const files = globSync(join(corpus, "**/*.log")).sort();
const raw = files.reduce((sum, file) => sum + statSync(file).size, 0);

const db = new DatabaseSync(join(folder, "bench.db"));
db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; ${LOG_SCHEMA}`);
const logs = new Logs(db);
const inTransaction = (work: () => unknown) => [db.exec("BEGIN IMMEDIATE"), work(), db.exec("COMMIT")];

const ingest = (file: string, runKey: number): void => {
  const bytes = readFileSync(file);
  for (let offset = 0; offset < bytes.length; offset += CHUNK)
    inTransaction(() =>
      logs.append({ runKey, name: "output.log", offset }, bytes.subarray(offset, offset + CHUNK)),
    );
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const seal = { name: "output.log", bytes: bytes.length, lines: lineStarts(bytes).length, sha256 };
  inTransaction(() => logs.verifyAndClose(runKey, [seal]));
};

const clock = performance.now();
const cpu = process.cpuUsage();
files.forEach((file, at) => ingest(file, at + 1));
const seconds = (performance.now() - clock) / 1e3;
const used = process.cpuUsage(cpu);
db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
const one = (sql: string): number => Number(Object.values(db.prepare(sql).get() ?? {})[0]);
console.table({
  logs: files.length,
  MB: Math.round(raw / MB),
  blocks: one("SELECT count(*) FROM log_block"),
  "MB/s (append and seal, fsync each)": Math.round(raw / MB / seconds),
  "MB per CPU second": Math.round(raw / (used.user + used.system)),
  "blocks / raw": (one("SELECT sum(length(packed)) FROM log_block") / raw).toFixed(3),
  "index / raw": (one("SELECT sum(length(blocks) + 8) FROM log_posting") / raw).toFixed(3),
  "all / raw": (statSync(join(folder, "bench.db")).size / raw).toFixed(3),
});

const matching = (pattern: RegExp): LineMatcher => ({
  test: (line) => pattern.test(line),
  highlights: () => [],
});

/** The 20 newest runs with a hit, at most three lines of each; milliseconds for the index, then for all. */
const search = (literal: string, pattern: RegExp): readonly [number, number, number] => {
  const start = performance.now();
  const refs = logs.propose({ kind: "all-of", trigrams: trigramsOf(Buffer.from(literal)) }, null);
  const proposed = performance.now() - start;
  let hits = 0;
  for (const run of [...refs.keys()].sort((a, b) => b - a)) {
    let lines = 0;
    for (const found of logs.findInRun(refs.get(run)!, matching(pattern)))
      if ((lines += found.length) >= 3) break;
    if (lines > 0 && ++hits === 20) break;
  }
  return [proposed, performance.now() - start, hits];
};

const median = (values: readonly number[]): string =>
  [...values].sort((a, b) => a - b)[values.length >> 1]!.toFixed(1);

const rg = (pattern: string): string => {
  const times = Array.from({ length: 3 }, () => {
    const start = performance.now();
    const { error } = spawnSync("rg", ["-c", "-F", "-e", pattern, "--glob", "*.log", corpus]);
    return error === undefined ? performance.now() - start : NaN;
  });
  return times.some(Number.isNaN) ? "not installed" : median(times);
};

const SEARCHES = [
  ["rare word", "xyzzyneedle", "i"],
  ["phrase", "undefined reference to", ""],
  ["common word", "warning", "i"],
  ["no hit", "no such text in any log", ""],
] as const;
const table = SEARCHES.map(([kind, literal, flags]) => {
  const times = Array.from({ length: 7 }, () => search(literal, new RegExp(literal, flags)));
  const [first, ...warm] = times;
  return {
    search: kind,
    hits: first![2],
    "first ms": first![1].toFixed(1),
    "propose ms": median(warm.map(([proposed]) => proposed)),
    "all ms": median(warm.map(([, all]) => all)),
    "rg -c ms": rg(literal),
  };
});
console.table(table);
db.close();
