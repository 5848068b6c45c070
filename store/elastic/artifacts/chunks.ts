import { promisify } from "node:util";
import { zstdCompress, zstdDecompress } from "node:zlib";
import { LIMITS } from "../../../model/limits.ts";
import type { ArtifactFields, ChunkFields } from "../documents.ts";
import type { Elastic } from "../elastic.ts";
import { removeNumbered } from "../numbered.ts";
import { getDocument } from "../read.ts";
import type { FoundRun } from "../runs/runs.ts";

const pack = promisify(zstdCompress);
const unpack = promisify(zstdDecompress);

/** An artifact on its way in, or one that is complete. */
export interface Upload {
  readonly month: string;
  readonly run: string;
  readonly upload: string;
}

/** A stretch of an artifact. */
interface Stretch {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

interface ChunkDocument {
  readonly taskotron: ChunkFields;
}

/** The documents of chunks. */
export class Chunks {
  readonly #elastic: Elastic;

  constructor(elastic: Elastic) {
    this.#elastic = elastic;
  }

  /** Keeps one; those of an artifact are numbered by their offset. */
  async add(
    { fields, month }: FoundRun,
    names: Pick<ChunkFields, "path" | "upload">,
    stretch: Stretch,
  ): Promise<void> {
    const number = stretch.offset / LIMITS.chunk;
    const content = (await pack(stretch.bytes)).toString("base64");
    const chunk: ChunkFields = { run: fields.run, ...names, number, content };
    const place = this.#place({ month, run: fields.run, upload: names.upload }, number);
    await this.#elastic.bulk.write([
      { ...place, kind: "index", document: { "@timestamp": fields.begin, taskotron: chunk } },
    ]);
  }

  /** Bytes `start` ≤ offset < `end`, chunk by chunk; ends where one is gone. */
  async *read(
    { month, run, upload, bytes }: Pick<ArtifactFields, "upload" | "bytes"> & Omit<Upload, "upload">,
    start: number,
    end: number,
  ): AsyncGenerator<Uint8Array> {
    const last = Math.min(end, bytes);
    for (let at = start; at < last;) {
      const number = Math.floor(at / LIMITS.chunk);
      const found = await getDocument<ChunkDocument>(
        this.#elastic,
        this.#place({ month, run, upload }, number),
      );
      if (found === null) return;
      const whole = await unpack(Buffer.from(found.source.taskotron.content, "base64"));
      const offset = number * LIMITS.chunk;
      yield whole.subarray(at - offset, last - offset);
      at = offset + LIMITS.chunk;
    }
  }

  /** Removes all of the upload. */
  remove(upload: Upload): Promise<void> {
    return removeNumbered(this.#elastic, (number) => this.#place(upload, number));
  }

  #place({ month, run, upload }: Upload, number: number) {
    return { index: this.#elastic.indices.of("artifacts", month), id: `${run}/${upload}/${number}` };
  }
}
