import { turns } from "../../query/turns.ts";
import type { Write, Written } from "../bulk.ts";
import type { BlockFields } from "../documents.ts";
import type { Elastic } from "../elastic.ts";
import { InTurn } from "../in-turn.ts";
import { removeNumbered } from "../numbered.ts";
import { getDocuments } from "../read.ts";
import type { FoundRun } from "../runs/runs.ts";
import { blockDocument } from "./block-document.ts";
import { blockId, keyOf, type LogKey } from "./keys.ts";
import { endOf, type Piece } from "./pieces.ts";

/** Version of a full block: beyond any length of a log. */
const FULL = Number.MAX_SAFE_INTEGER;

/** Which block, of which log. */
export interface BlockPlace {
  readonly key: LogKey;
  readonly number: number;
}

/** What is known of a block without its content. */
export type BlockStub = Pick<BlockFields, "number" | "first" | "offset">;

interface BlockDocument {
  readonly taskotron: BlockFields;
}

/** The documents of blocks. */
export class Blocks {
  readonly #elastic: Elastic;
  readonly #packing = new InTurn();
  readonly #turn = turns();

  constructor(elastic: Elastic) {
    this.#elastic = elastic;
  }

  /** Those that there are, in the order asked for. */
  async get(places: readonly BlockPlace[]): Promise<BlockFields[]> {
    const found = await getDocuments<BlockDocument>(
      this.#elastic,
      places.map((place) => this.#place(place)),
    );
    return found.map(({ source }) => source.taskotron);
  }

  /** As `get`, without the content. */
  async stubs(places: readonly BlockPlace[]): Promise<BlockStub[]> {
    const docs = places.map((place) => {
      const { index, id } = this.#place(place);
      return { _index: index, _id: id };
    });
    const answer = await this.#elastic.client.mget<{ readonly taskotron: BlockStub }>({
      docs,
      _source_includes: ["taskotron.number", "taskotron.first", "taskotron.offset"],
    });
    return answer.docs.flatMap((doc) =>
      "found" in doc && doc.found && doc._source !== undefined ? [doc._source.taskotron] : [],
    );
  }

  /** Writes blocks of a log. A conflict tells of another writer who knows as much of the log or more. */
  async write(run: FoundRun, log: string, pieces: readonly Piece[]): Promise<readonly Written[]> {
    const writes = await this.#packing.do("", () => this.#writes(run, log, pieces));
    return this.#elastic.bulk.write(writes);
  }

  /** Packing takes a millisecond for each block. One caller after another: the first is sent while the next packs, and what else the process does goes on. */
  async #writes(run: FoundRun, log: string, pieces: readonly Piece[]): Promise<Write[]> {
    const writes: Write[] = [];
    for (const piece of pieces) {
      await this.#turn();
      writes.push({
        ...this.#place({ key: keyOf(run, log), number: piece.number }),
        kind: "index",
        version: piece.isFull ? FULL : endOf(piece),
        document: blockDocument(run.fields, log, piece),
      });
    }
    return writes;
  }

  /** Removes all of the log. */
  remove(key: LogKey): Promise<void> {
    return removeNumbered(this.#elastic, (number) => this.#place({ key, number }));
  }

  #place({ key, number }: BlockPlace) {
    return { index: this.#elastic.indices.of("blocks", key.month), id: blockId(key, number) };
  }
}
