import type { estypes } from "@elastic/elasticsearch";
import type { Block } from "../../log/blocks.ts";
import type { Plan } from "../../log/plan.ts";
import type { LogFields } from "../documents.ts";
import type { Elastic } from "../elastic.ts";
import { written } from "../query/filter.ts";
import { planFilter } from "../query/text.ts";
import { blockOf } from "./block-document.ts";
import type { Blocks } from "./blocks.ts";
import type { Heads } from "./heads.ts";
import { type BlockRef, headId } from "./keys.ts";
import { linePlan } from "./line-grams.ts";

/** Blocks of one answer. */
const PAGE = 10_000;

/** Blocks that are fetched at once: few at first, as a search may stop after the first hits. */
const FIRST_BATCH = 4;
const MOST = 32;

const ORDER = ["taskotron.run", "taskotron.log", "taskotron.number"];

type Position = readonly [run: string, log: string, number: number];

interface SearchParts {
  readonly elastic: Elastic;
  readonly heads: Heads;
  readonly blocks: Blocks;
}

/** Finds blocks by their trigrams, and reads them. */
export class BlockSearch {
  readonly #parts: SearchParts;

  constructor(parts: SearchParts) {
    this.#parts = parts;
  }

  /** By run, in order of log and number. Sees what was written before the last refresh. */
  async propose(plan: Plan, runs: readonly string[]): Promise<ReadonlyMap<string, readonly BlockRef[]>> {
    const { indices, directory } = this.#parts.elastic;
    const months = new Set((await directory.findMany(runs)).values());
    const refs = new Map<string, BlockRef[]>();
    if (months.size === 0) return refs;
    const index = [...months].map((month) => indices.of("blocks", month));
    const filter = [{ terms: { "taskotron.run": [...runs] } }, written(planFilter("grams", linePlan(plan)))];
    for await (const [run, log, number] of this.#positions(index, filter)) {
      const known = refs.get(run);
      if (known === undefined) refs.set(run, [{ run, log, number }]);
      else known.push({ run, log, number });
    }
    return refs;
  }

  /** The blocks in the order asked for, up to where their logs' heads say; without those that are gone. */
  async *read(refs: readonly BlockRef[]): AsyncGenerator<Block & Pick<BlockRef, "log">> {
    const heads = new Map<string, LogFields>();
    for (let at = 0, size = FIRST_BATCH; at < refs.length; size = Math.min(2 * size, MOST)) {
      const batch = refs.slice(at, at + size);
      at += batch.length;
      const months = await this.#parts.elastic.directory.findMany(batch.map(({ run }) => run));
      const places = batch.map(({ run, log, number }) => ({
        key: { month: months.get(run) ?? "", run, log },
        number,
      }));
      const unknown = new Map(
        places.filter(({ key }) => !heads.has(headId(key))).map(({ key }) => [headId(key), key]),
      );
      for (const head of await this.#parts.heads.getMany([...unknown.values()]))
        heads.set(headId(head), head);
      for (const fields of await this.#parts.blocks.get(places)) {
        const shown = (heads.get(headId(fields))?.bytes ?? 0) - fields.offset;
        if (shown <= 0) continue;
        const block = blockOf(fields);
        yield { ...block, bytes: block.bytes.subarray(0, shown), log: fields.log };
      }
    }
  }

  async *#positions(index: readonly string[], filter: readonly object[]): AsyncGenerator<Position> {
    const { client } = this.#parts.elastic;
    let after: Position | undefined;
    for (;;) {
      const answer = await client.search({
        index: [...index],
        ignore_unavailable: true,
        query: { bool: { filter: [...filter] } },
        size: PAGE,
        sort: ORDER,
        _source: false,
        track_total_hits: false,
        filter_path: ["hits.hits.sort"],
        ...(after === undefined ? {} : { search_after: [...after] }),
      });
      const positions = positionsOf(answer);
      yield* positions;
      after = positions.at(-1);
      if (positions.length < PAGE) return;
    }
  }
}

/** Where nothing is found, the filtered answer is empty. */
const positionsOf = ({ hits }: Partial<Pick<estypes.SearchResponse, "hits">>): Position[] =>
  (hits?.hits ?? []).map(({ sort }) => sort as unknown as Position);
