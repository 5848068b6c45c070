import type { Artifact } from "../model/artifact.ts";
import type { Counts } from "../model/counts.ts";
import type { Hit, Scope } from "../model/hit.ts";
import type { Page } from "../model/page.ts";
import type { Parsed } from "../model/query/parsed.ts";
import type { FieldRef } from "../model/query/ast.ts";
import type { Result, ResultInput } from "../model/result.ts";
import type { Class } from "../model/retention.ts";
import type { Log, Run, RunInput, Seal } from "../model/run.ts";
import type { TimeWindow } from "../model/time.ts";
import type { AuditTrail } from "./audit.ts";
import type { TokenTable } from "./tokens.ts";

/** Where bytes belong: a run's log and the offset of their first byte. */
export interface LogPlace {
  readonly run: string;
  readonly log: string;
  readonly offset: number;
}

/** What is to be kept of a file: of which run, under which path, and the sha256 that its content must have; null for any. */
export interface ArtifactPlace {
  readonly run: string;
  readonly path: string;
  readonly sha256: string | null;
}

/** What a read is about. The window applies to a run's start (its creation, when it has not started) and to a result's submit time. */
export interface Selection {
  readonly parsed: Parsed;
  readonly window: TimeWindow;
}

export interface Paging {
  readonly limit: number;
  /** From an earlier page of the same list, query and order; null for the first page. The window may have moved on with the clock.
      Throws `bad-cursor` for any other text. */
  readonly cursor: string | null;
  /** Newest first unless `oldest`. */
  readonly order?: "newest" | "oldest";
}

export interface Line {
  readonly number: number;
  /** The line as displayed, ANSI sequences included; a piece of it where it is longer than `LIMITS.line`. */
  readonly text: string;
  /** Byte offset of its first byte. */
  readonly offset: number;
}

/** What counts can be grouped by; `hour`, `day`, `week` and `month` are UTC and name their start as RFC 3339 time or date. */
export type CountKey =
  | "check"
  | "package"
  | "item"
  | "arch"
  | "type"
  | "dist"
  | "version"
  | "release"
  | "outcome"
  | "hour"
  | "day"
  | "week"
  | "month";

/** Counts of the results that have these values. */
export interface CountRow {
  readonly key: Readonly<Partial<Record<CountKey, string>>>;
  readonly counts: Counts;
  /** Submit time of the newest of them. */
  readonly last: string;
}

export interface Suggestion {
  readonly value: string;
  readonly count: number;
}

export interface SearchOptions {
  readonly scope: Scope;
  /** Aborting it ends the search after the block at hand. */
  readonly signal: AbortSignal;
}

/** Keeps runs, their logs, results and artifacts. A method resolves only when what it wrote is durable, and reads see it from then on; every write may
    be repeated and then changes nothing but `heard`. Fields of what is returned are complete: nothing depends on the implementation.
    Any method throws `store` when the store cannot be used, writes also `disk-full`, and `busy` when others write for too long. `docs/store.md` says
    what each condition of a query means for runs, results, findings and lines. */
export interface Store extends AsyncDisposable {
  readonly tokens: TokenTable;
  readonly audit: AuditTrail;

  /** Creates the run or updates the given fields. `task item type arch` never change, and `state` never goes back: a repeated SCHEDULED does
      not undo RUNNING. Throws `run-conflict` when the former would change, `run-closed` for a sealed run unless nothing would change,
      `bad-value` for a time that does not exist. */
  putRun(input: RunInput): Promise<Run>;

  /** Appends to a log (made at its first byte) and answers the offset that is expected next. Bytes that are stored already are compared and
      accepted, of a sealed run too.
      Throws `not-found` (no such run), `log-gap` with `next`, `log-conflict`, `run-closed`, `too-large`, `disk-full`. */
  appendLog(place: LogPlace, bytes: Uint8Array): Promise<number>;

  /** Adds results by position; all or none are stored. Those that are stored already are compared and accepted, of a sealed run too; one that
      is repeated without its time keeps the time it got. Throws `not-found`, `run-closed`, `result-conflict` when a position holds something
      else, `too-large` beyond `LIMITS.results` or `LIMITS.findings`, `bad-value`. */
  putResults(run: string, results: readonly ResultInput[]): Promise<void>;

  /** Keeps a file of a run, all of it or nothing: `getRun` lists it once it is durable. A path's content never changes. One that is stored
      already with this sha256 is accepted, of a sealed run too; its content is then read only where no sha256 is given.
      Throws `not-found`, `artifact-conflict` when the path holds something else, `run-closed`, `bad-value` for an unsafe path and for content
      with another sha256, `too-large` with the `limit` passed (`LIMITS.artifact`, `artifacts` or `artifactCount`), and what the content throws. */
  putArtifact(place: ArtifactPlace, content: AsyncIterable<Uint8Array>): Promise<Artifact>;

  /** Ends the run when every log and artifact has arrived as sealed, and settles its outcome. A seal that does not speak of artifacts takes those
      that have arrived. Repeating the same seal answers the same run.
      Throws `log-gap` with `log` and `next` for bytes still missing, `artifact-missing` with `artifact`, `seal-mismatch` for anything else that
      differs, `run-closed` for a second, different seal. */
  sealRun(run: string, seal: Seal): Promise<Run>;

  /** Keeps a run from `expire`, or gives it free again. Throws `not-found`. */
  pinRun(run: string, pinned: boolean): Promise<Run>;

  /** Removes what has been kept for long enough of sealed runs that were created before a time and are not pinned, oldest first, of at most
      `limit` of them; answers of how many, 0 when nothing is left. What is read then throws `expired`; a run's list of logs and artifacts
      stays. With `runs` go their results and all else that is theirs; daily totals stay until `totals`. */
  expire(what: Class, before: string, limit: number): Promise<number>;

  getRun(run: string): Promise<Run | null>;

  /** Runs by creation, ties by uuid. Conditions on results hold for a run when one of its results meets them all. */
  findRuns(selection: Selection, paging: Paging): Promise<Page<Run>>;

  getResult(run: string, position: number): Promise<Result | null>;

  /** Results by submit time, ties by run and position. */
  findResults(selection: Selection, paging: Paging): Promise<Page<Result>>;

  /** Hits newest run first (start, then uuid), within a run results and findings by position, then log lines by log and number. The window is
      that of the runs' start for every kind of hit. Scope `results` finds what `findResults` finds; `all` finds results by their own text,
      and findings and lines where the query has text or names one of their fields.
      A log line is a hit when the query holds for it with all its text parts in that line (or `near` it) and its fields true of the run.
      Stops reading when the caller stops or the signal aborts. */
  search(selection: Selection, options: SearchOptions): AsyncIterable<Hit>;

  /** The log's lines `first` ≤ number < `first` + `count`; fewer at the end. Throws `not-found`, `expired`. */
  readLines(
    run: string,
    log: string,
    first: number,
    count: number,
  ): Promise<{ readonly log: Log; readonly lines: readonly Line[] }>;

  /** The log's bytes `start` ≤ offset < `end`, as they came. Throws `not-found`, `expired`. */
  readBytes(run: string, log: string, start: number, end: number): AsyncIterable<Uint8Array>;

  /** The artifact's bytes `start` ≤ offset < `end`. Throws `not-found`, `expired`. */
  readArtifact(run: string, path: string, start: number, end: number): AsyncIterable<Uint8Array>;

  /** Hits in one log, ascending; the whole log is looked at. Throws `not-found`, `expired`. */
  findInLog(
    run: string,
    log: string,
    parsed: Parsed,
    signal: AbortSignal,
  ): AsyncIterable<{
    readonly line: number;
    readonly text: string;
    readonly highlights: readonly [number, number][];
  }>;

  /** Counts of the selected results for each combination of keys that occurs; no key gives one row. Ordered by key, ascending. With
      `latest`, only those count that are the newest of all results of their (check, item, type, arch, scenario), whatever the window. */
  count(selection: Selection, by: readonly CountKey[], latest: boolean): Promise<readonly CountRow[]>;

  /** Number of runs in the selection, and of those that are sealed and not ok. */
  countRuns(selection: Selection): Promise<{ readonly runs: number; readonly failed: number }>;

  /** Values of a field that begin with the prefix (whatever their case), most frequent first, ties by value; none for a field without a list
      of values, and none longer than `LIMITS.term`. Counts are of results, for fields of runs of runs, for those of findings of findings. */
  suggest(field: FieldRef, prefix: string, limit: number): Promise<readonly Suggestion[]>;

  /** Throws `store` or `disk-full` when the store cannot take writes. */
  checkWritable(): Promise<void>;
}
