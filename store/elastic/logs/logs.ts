import { AppError } from "../../../model/errors.ts";
import type { Log, Seal } from "../../../model/run.ts";
import type { Block } from "../../log/blocks.ts";
import { Digests } from "../../log/digests.ts";
import type { Plan } from "../../log/plan.ts";
import type { Line, LogPlace } from "../../store.ts";
import { Contents } from "../contents/contents.ts";
import type { LogFields } from "../documents.ts";
import type { Elastic } from "../elastic.ts";
import type { FoundRun, Runs } from "../runs/runs.ts";
import { toLog } from "../runs/shown.ts";
import { Appender } from "./append.ts";
import { Blocks } from "./blocks.ts";
import { Heads } from "./heads.ts";
import type { BlockRef, LogKey } from "./keys.ts";
import { LogReader, type ReadLog } from "./reader.ts";
import { BlockSearch } from "./search.ts";
import { LogSeals } from "./seal.ts";

/** The logs of runs: heads, which say how far each has arrived, and blocks. */
export class Logs {
  readonly #elastic: Elastic;
  readonly #contents: Contents;
  readonly #heads: Heads;
  readonly #reader: LogReader;
  readonly #appender: Appender;
  readonly #seals: LogSeals;
  readonly #search: BlockSearch;
  readonly #blocks: Blocks;

  constructor(elastic: Elastic, runs: Pick<Runs, "known">) {
    const contents = new Contents(elastic, runs);
    const heads = new Heads(elastic);
    const blocks = new Blocks(elastic);
    const reader = new LogReader(blocks);
    const parts = { runs, contents, heads, blocks, reader, digests: new Digests<string>() };
    this.#elastic = elastic;
    this.#contents = contents;
    this.#heads = heads;
    this.#reader = reader;
    this.#appender = new Appender(parts);
    this.#seals = new LogSeals(parts);
    this.#search = new BlockSearch({ elastic, heads, blocks });
    this.#blocks = blocks;
  }

  /** Answers the offset that is expected next. Throws what `Store.appendLog` throws, and `busy` while a seal of the run is being verified. */
  append(place: LogPlace, bytes: Uint8Array): Promise<number> {
    return this.#appender.append(place, bytes);
  }

  /** Logs of each run by name, as far as they have arrived; runs without any are left out. */
  async list(runs: readonly string[]): Promise<ReadonlyMap<string, readonly LogFields[]>> {
    return Map.groupBy(await this.#heads.getMany(await this.#keys(runs)), ({ run }) => run);
  }

  /** Lets the run take no new logs and artifacts. Throws `busy` while another seal is being verified. */
  close(run: FoundRun): Promise<void> {
    return this.#seals.close(run);
  }

  /** Undoes `close` and `settle` for the same run as it was given. */
  reopen(run: FoundRun): Promise<void> {
    return this.#seals.reopen(run);
  }

  /** Closes the run's logs, which must be those that are sealed, to the byte. Throws `log-gap`, `seal-mismatch`, `busy`. */
  settle(run: FoundRun, sealed: Seal["logs"]): Promise<void> {
    return this.#seals.settle(run, sealed);
  }

  /** Lines `first` ≤ number < `first + count` as displayed. Throws `not-found`. */
  async readLines(
    run: string,
    log: string,
    first: number,
    count: number,
  ): Promise<{ readonly log: Log; readonly lines: readonly Line[] }> {
    const { key, head } = await this.#known(run, log);
    const lines: Line[] = [];
    for await (const line of this.#reader.lines({ key, head }, first, count)) lines.push(line);
    return { log: toLog(head), lines };
  }

  /** Bytes `start` ≤ offset < `end`, block by block. Throws `not-found`. */
  async *readBytes(run: string, log: string, start: number, end: number): AsyncGenerator<Uint8Array> {
    yield* this.#reader.bytes(await this.#known(run, log), start, end);
  }

  /** Blocks that may hold a matching line, by run, in order of log and number. Sees what was acknowledged before the last refresh. */
  propose(plan: Plan, runs: readonly string[]): Promise<ReadonlyMap<string, readonly BlockRef[]>> {
    return this.#search.propose(plan, runs);
  }

  /** The blocks in the order asked for, without those that are gone. */
  read(refs: readonly BlockRef[]): AsyncIterable<Block & Pick<BlockRef, "log">> {
    return this.#search.read(refs);
  }

  /** Removes the bytes of the run's logs, and keeps what is known of them. */
  async expire(run: string): Promise<void> {
    for (const key of await this.#keys([run])) await this.#blocks.remove(key);
  }

  async #keys(runs: readonly string[]): Promise<LogKey[]> {
    const months = await this.#elastic.directory.findMany(runs);
    const contents = await this.#contents.getMany(runs);
    return [...contents.values()].flatMap(({ run, logs }) =>
      logs.map((log) => ({ month: months.get(run) ?? "", run, log })),
    );
  }

  async #known(run: string, log: string): Promise<ReadLog & { readonly head: LogFields }> {
    const month = await this.#elastic.directory.find(run);
    const key = month === null ? null : { month, run, log };
    const head = key === null ? null : await this.#heads.get(key);
    if (key === null || head === null)
      throw new AppError("not-found", `run ${run} has no log ${log}`, { run, log });
    return { key, head: head.fields };
  }
}
