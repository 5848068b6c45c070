import type { Artifact } from "../../model/artifact.ts";
import type { Hit } from "../../model/hit.ts";
import type { Page } from "../../model/page.ts";
import type { FieldRef } from "../../model/query/ast.ts";
import type { Parsed } from "../../model/query/parsed.ts";
import type { Result, ResultInput } from "../../model/result.ts";
import type { Class } from "../../model/retention.ts";
import type { Run, RunInput, Seal } from "../../model/run.ts";
import type {
  ArtifactPlace,
  CountKey,
  CountRow,
  LogPlace,
  Paging,
  SearchOptions,
  Selection,
  Store,
  Suggestion,
} from "../store.ts";
import { ElasticAudit } from "./audit/audit.ts";
import { count } from "./count/count.ts";
import { countRuns } from "./count/count-runs.ts";
import type { RunFields } from "./documents.ts";
import type { Elastic } from "./elastic.ts";
import { guarded } from "./failure.ts";
import { findResults } from "./lists/results.ts";
import { findRuns } from "./lists/runs.ts";
import { probe } from "./probe.ts";
import type { Sources } from "./query/reading.ts";
import { Results } from "./results/results.ts";
import { Runs } from "./runs/runs.ts";
import { sealRun } from "./runs/seal.ts";
import { toRun } from "./runs/shown.ts";
import { suggest } from "./suggest.ts";
import { ElasticTokens } from "./tokens/tokens.ts";

const notYet = async (): Promise<never> => {
  throw new Error("not built yet");
};

/** The store on Elasticsearch. Other processes may read and write it at the same time. */
export class ElasticStore implements Store {
  readonly tokens: ElasticTokens;
  readonly audit: ElasticAudit;
  readonly #elastic: Elastic;
  readonly #runs: Runs;
  readonly #results: Results;
  readonly #logs = {
    list: async () => new Map(),
    close: async () => {},
    reopen: async () => {},
    settle: async () => {},
  };
  readonly #artifacts = { list: async () => new Map<string, Artifact[]>(), dropLeftovers: async () => {} };
  readonly #sources: Sources;

  constructor(elastic: Elastic) {
    this.#elastic = elastic;
    this.#runs = new Runs(elastic);
    this.#results = new Results(elastic, this.#runs);
    this.tokens = new ElasticTokens(elastic);
    this.audit = new ElasticAudit(elastic);
    this.#sources = { elastic, runs: this.#runs, results: this.#results, logs: this.#logs };
  }

  putRun(input: RunInput): Promise<Run> {
    return guarded(async () => this.#shown((await this.#runs.put(input)).fields));
  }

  appendLog(_place: LogPlace, _bytes: Uint8Array): Promise<number> {
    return notYet();
  }

  putResults(run: string, results: readonly ResultInput[]): Promise<void> {
    return guarded(async () => this.#results.put(await this.#runs.known(run), results));
  }

  putArtifact(_place: ArtifactPlace, _content: AsyncIterable<Uint8Array>): Promise<Artifact> {
    return notYet();
  }

  sealRun(run: string, seal: Seal): Promise<Run> {
    const parts = {
      runs: this.#runs,
      results: this.#results,
      logs: this.#logs,
      artifacts: this.#artifacts,
      now: this.#elastic.now,
    };
    return guarded(async () => this.#shown((await sealRun(parts, run, seal)).fields));
  }

  pinRun(run: string, pinned: boolean): Promise<Run> {
    const pin = (fields: RunFields): RunFields | null =>
      fields.pinned === pinned ? null : { ...fields, pinned };
    return guarded(async () => this.#shown((await this.#runs.change(run, pin)).fields));
  }

  expire(_what: Class, _before: string, _limit: number): Promise<number> {
    return notYet();
  }

  getRun(run: string): Promise<Run | null> {
    return guarded(async () => {
      const found = await this.#runs.get(run);
      return found === null ? null : this.#shown(found.fields);
    });
  }

  findRuns(selection: Selection, paging: Paging): Promise<Page<Run>> {
    return guarded(async () => {
      const { data, ...page } = await findRuns(this.#sources, selection, paging);
      return { ...page, data: await this.#shownAll(data) };
    });
  }

  getResult(run: string, position: number): Promise<Result | null> {
    return guarded(() => this.#results.find(run, position));
  }

  findResults(selection: Selection, paging: Paging): Promise<Page<Result>> {
    return guarded(() => findResults(this.#sources, selection, paging));
  }

  // eslint-disable-next-line require-yield
  async *search(_selection: Selection, _options: SearchOptions): AsyncIterable<Hit> {
    await notYet();
  }

  readLines(_run: string, _log: string, _first: number, _count: number): ReturnType<Store["readLines"]> {
    return notYet();
  }

  async *readBytes(_run: string, _log: string, _start: number, _end: number): AsyncIterable<Uint8Array> {
    await notYet();
  }

  async *readArtifact(_run: string, _path: string, _start: number, _end: number): AsyncIterable<Uint8Array> {
    await notYet();
  }

  async *findInLog(
    _run: string,
    _log: string,
    _parsed: Parsed,
    _signal: AbortSignal,
  ): ReturnType<Store["findInLog"]> {
    await notYet();
  }

  count(selection: Selection, by: readonly CountKey[], latest: boolean): Promise<readonly CountRow[]> {
    return guarded(() => count(this.#sources, { selection, by, latest }));
  }

  countRuns(selection: Selection): Promise<{ readonly runs: number; readonly failed: number }> {
    return guarded(() => countRuns(this.#sources, selection));
  }

  suggest(field: FieldRef, prefix: string, limit: number): Promise<readonly Suggestion[]> {
    return guarded(() => suggest(this.#elastic, field, { prefix, limit }));
  }

  checkWritable(): Promise<void> {
    return guarded(() => probe(this.#elastic));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#elastic.client.close();
  }

  async #shown(run: RunFields): Promise<Run> {
    const [shown] = await this.#shownAll([run]);
    if (shown === undefined) throw new Error("a run was lost on its way");
    return shown;
  }

  async #shownAll(runs: readonly RunFields[]): Promise<Run[]> {
    const [logs, artifacts] = await Promise.all([this.#logs.list(), this.#artifacts.list()]);
    return runs.map((run) => toRun(run, logs.get(run.run) ?? [], artifacts.get(run.run) ?? []));
  }
}
