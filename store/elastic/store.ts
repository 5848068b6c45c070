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
import { Artifacts } from "./artifacts/artifacts.ts";
import { stored } from "../record/times.ts";
import { ElasticAudit } from "./audit/audit.ts";
import { count } from "./count/count.ts";
import { countRuns } from "./count/count-runs.ts";
import type { RunFields } from "./documents.ts";
import type { Elastic } from "./elastic.ts";
import { guarded, guardedEach } from "./failure.ts";
import { findResults } from "./lists/results.ts";
import { findRuns } from "./lists/runs.ts";
import { Logs } from "./logs/logs.ts";
import { probe } from "./probe.ts";
import { Results } from "./results/results.ts";
import { expire } from "./retention/expire.ts";
import { Runs } from "./runs/runs.ts";
import { refuseExpired } from "./runs/expired.ts";
import { sealRun } from "./runs/seal.ts";
import { toRun } from "./runs/shown.ts";
import { findInLog } from "./search/find-in-log.ts";
import { search } from "./search/search.ts";
import type { SearchSources } from "./search/sources.ts";
import { suggest } from "./suggest.ts";
import { ElasticTokens } from "./tokens/tokens.ts";

/** The store on Elasticsearch. Other processes may read and write it at the same time. */
export class ElasticStore implements Store {
  readonly tokens: ElasticTokens;
  readonly audit: ElasticAudit;
  readonly #elastic: Elastic;
  readonly #runs: Runs;
  readonly #results: Results;
  readonly #logs: Logs;
  readonly #artifacts: Artifacts;
  readonly #sources: SearchSources;

  constructor(elastic: Elastic) {
    this.#elastic = elastic;
    this.#runs = new Runs(elastic);
    this.#results = new Results(elastic, this.#runs);
    this.#logs = new Logs(elastic, this.#runs);
    this.#artifacts = new Artifacts(elastic, this.#runs);
    this.tokens = new ElasticTokens(elastic);
    this.audit = new ElasticAudit(elastic);
    this.#sources = { elastic, runs: this.#runs, results: this.#results, logs: this.#logs };
  }

  putRun(input: RunInput): Promise<Run> {
    return guarded(async () => this.#shown((await this.#runs.put(input)).fields));
  }

  appendLog(place: LogPlace, bytes: Uint8Array): Promise<number> {
    return guarded(async () => {
      const next = await this.#logs.append(place, bytes);
      await this.#runs.hear(place.run);
      return next;
    });
  }

  putResults(run: string, results: readonly ResultInput[]): Promise<void> {
    return guarded(async () => this.#results.put(await this.#runs.known(run), results));
  }

  putArtifact(place: ArtifactPlace, content: AsyncIterable<Uint8Array>): Promise<Artifact> {
    return guarded(() => this.#artifacts.put(place, content));
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

  expire(what: Class, before: string, limit: number): Promise<number> {
    const parts = {
      elastic: this.#elastic,
      runs: this.#runs,
      results: this.#results,
      logs: this.#logs,
      artifacts: this.#artifacts,
    };
    return guarded(() => expire(parts, what, { before: stored(before), limit }));
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

  search(selection: Selection, options: SearchOptions): AsyncIterable<Hit> {
    return guardedEach(search(this.#sources, selection, options));
  }

  readLines(run: string, log: string, first: number, count: number): ReturnType<Store["readLines"]> {
    return guarded(async () => {
      refuseExpired((await this.#runs.known(run)).fields);
      return this.#logs.readLines(run, log, first, count);
    });
  }

  readBytes(run: string, log: string, start: number, end: number): AsyncIterable<Uint8Array> {
    return this.#kept(run, () => this.#logs.readBytes(run, log, start, end));
  }

  readArtifact(run: string, path: string, start: number, end: number): AsyncIterable<Uint8Array> {
    return this.#kept(run, () => this.#artifacts.read(run, path, start, end));
  }

  async *findInLog(
    run: string,
    log: string,
    { query, near }: Parsed,
    signal: AbortSignal,
  ): ReturnType<Store["findInLog"]> {
    const { fields } = await guarded(() => this.#runs.known(run));
    refuseExpired(fields);
    await guarded(() => this.#logs.readLines(run, log, 1, 0));
    yield* guardedEach(findInLog(this.#sources, { run: fields, log, query, near, signal }));
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

  /** Reads what belongs to a run, unless retention has removed it. */
  async *#kept(run: string, read: () => AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    refuseExpired((await guarded(() => this.#runs.known(run))).fields);
    yield* guardedEach(read());
  }

  async #shown(run: RunFields): Promise<Run> {
    const [shown] = await this.#shownAll([run]);
    if (shown === undefined) throw new Error("a run was lost on its way");
    return shown;
  }

  async #shownAll(runs: readonly RunFields[]): Promise<Run[]> {
    const uuids = runs.map(({ run }) => run);
    const [logs, artifacts] = await Promise.all([this.#logs.list(uuids), this.#artifacts.list(uuids)]);
    return runs.map((run) => toRun(run, logs.get(run.run) ?? [], artifacts.get(run.run) ?? []));
  }
}
