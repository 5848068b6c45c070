import type { Finding } from "../../../model/finding.ts";
import type { Result, ResultInput } from "../../../model/result.ts";
import type { ResultFields } from "../documents.ts";
import type { Elastic } from "../elastic.ts";
import type { FoundRun, Runs } from "../runs/runs.ts";
import { adoptResults } from "./adopt.ts";
import { Latest } from "./latest.ts";
import { putResults } from "./put.ts";
import { ResultDocuments } from "./result-documents.ts";
import { resultId, toResult } from "./shown.ts";

/** The documents of results and of their findings, and the newest of each series. */
export class Results {
  readonly #elastic: Elastic;
  readonly #runs: Runs;
  readonly #documents: ResultDocuments;
  readonly #latest: Latest;

  constructor(elastic: Elastic, runs: Runs) {
    this.#elastic = elastic;
    this.#runs = runs;
    this.#documents = new ResultDocuments(elastic);
    this.#latest = new Latest(elastic);
  }

  async find(run: string, position: number): Promise<Result | null> {
    const id = resultId({ run, position });
    return (await this.findMany([id])).get(id) ?? null;
  }

  /** Results by id, `RUN.POSITION`; those that there are. */
  async findMany(ids: readonly string[]): Promise<ReadonlyMap<string, Result>> {
    const months = await this.#months(ids.map(runOf));
    const found: ResultFields[] = [];
    for (const month of new Set(months.values())) {
      const here = ids.filter((id) => months.get(runOf(id)) === month);
      found.push(...(await this.#documents.find(month, here)).values());
    }
    const findings = await this.findingsOf(found);
    return new Map(
      found.map((fields) => [resultId(fields), toResult(fields, findings.get(resultId(fields)) ?? [])]),
    );
  }

  /** Findings of results by id; none for one without findings. */
  async findingsOf(results: readonly ResultFields[]): Promise<ReadonlyMap<string, readonly Finding[]>> {
    const having = results.filter(({ findings_id: id }) => id !== null);
    const months = await this.#months(having.map(({ run }) => run));
    const found = new Map<string, readonly Finding[]>();
    for (const month of new Set(months.values())) {
      const here = having.filter(({ run }) => months.get(run) === month);
      const findings = await this.#documents.findings(
        month,
        here.map(({ findings_id: id }) => id ?? ""),
      );
      for (const result of here) found.set(resultId(result), findings.get(result.findings_id ?? "") ?? []);
    }
    return found;
  }

  /** Counts results of a run that were written and never acknowledged, before it is sealed for a runner that is lost. */
  adopt(run: FoundRun): Promise<void> {
    return adoptResults(
      { elastic: this.#elastic, documents: this.#documents, latest: this.#latest, runs: this.#runs },
      run,
    );
  }

  /** Adds those that are new; the others must be what is stored. Throws `run-closed`, `result-conflict`, `too-large`, `bad-value`. */
  put(run: FoundRun, inputs: readonly ResultInput[]): Promise<void> {
    const parts = {
      documents: this.#documents,
      latest: this.#latest,
      runs: this.#runs,
      now: this.#elastic.now,
    };
    return putResults(parts, run, inputs);
  }

  #months(runs: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.#elastic.directory.findMany([...new Set(runs)]);
  }
}

const runOf = (id: string): string => id.slice(0, id.lastIndexOf("."));
