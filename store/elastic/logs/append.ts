import { LIMITS } from "../../../model/limits.ts";
import { isFinal } from "../../../model/run.ts";
import type { Digests } from "../../log/digests.ts";
import { logGap, logRefusal } from "../../record/logs-sealed.ts";
import { runClosed } from "../../record/run-changes.ts";
import type { LogPlace } from "../../store.ts";
import type { Contents } from "../contents/contents.ts";
import type { ContentsFields } from "../documents.ts";
import { InTurn } from "../in-turn.ts";
import type { FoundRun, Runs } from "../runs/runs.ts";
import type { Blocks } from "./blocks.ts";
import { inTail, missingOf } from "./conflicts.ts";
import { Growing, type Grown } from "./growing.ts";
import type { Heads } from "./heads.ts";
import { headId, keyOf } from "./keys.ts";
import { endOf, grown, headFields, type Piece } from "./pieces.ts";
import type { LogReader } from "./reader.ts";

export interface LogParts {
  readonly runs: Pick<Runs, "known">;
  readonly contents: Contents;
  readonly heads: Heads;
  readonly blocks: Blocks;
  readonly reader: LogReader;
  readonly digests: Digests<string>;
}

/** Bytes for a log, from an offset on. */
interface Sent {
  readonly run: FoundRun;
  readonly log: string;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** Appends to logs. Blocks are durable before the head that counts them, and so acknowledges them; whoever finds the head changed reads what
    has been written meanwhile and compares. */
export class Appender {
  readonly #parts: LogParts;
  readonly #growing: Growing;
  readonly #turns = new InTurn();

  constructor(parts: LogParts) {
    this.#parts = parts;
    this.#growing = new Growing(parts);
  }

  /** Appends to one log are done in the order in which they were asked for. Answers the offset that is expected next. */
  append({ run: uuid, log, offset }: LogPlace, bytes: Uint8Array): Promise<number> {
    const id = headId({ run: uuid, log });
    return this.#turns.do(id, async () => {
      try {
        for (;;) {
          const run = await this.#parts.runs.known(uuid);
          const next = await this.#attempt({ run, log, offset, bytes });
          if (next !== null) return next;
          this.#growing.forget(id);
        }
      } catch (error) {
        this.#growing.forget(id);
        throw error;
      }
    });
  }

  /** Null when another was faster. */
  async #attempt({ run, log, offset, bytes }: Sent): Promise<number | null> {
    const key = keyOf(run, log);
    const found = await this.#growing.upTo(key, offset);
    if (found.head === null && isFinal(run.fields.state)) throw runClosed(run.fields.run);
    const stored = endOf(found.tail);
    if (offset > stored) throw logGap(log, stored);
    const repeated = Math.min(bytes.length, stored - offset);
    await this.#compare({ run, log, offset, bytes: bytes.subarray(0, repeated) }, found);
    const fresh = bytes.subarray(repeated);
    if (fresh.length === 0) return stored;
    if (stored + fresh.length > LIMITS.log)
      throw logRefusal("too-large", log, `it would be longer than ${LIMITS.log} bytes`);
    if (!(await this.#isOpen(run, log, found))) return null;
    const tail = await this.#store(run, log, { tail: found.tail, fresh });
    const head = await this.#parts.heads.replace(run, found.head, headFields(run.fields.run, log, tail));
    if (head === null) return null;
    this.#growing.keep(key, { head, tail });
    this.#parts.digests.add(headId(key), stored, fresh);
    return endOf(tail);
  }

  async #compare({ run, log, offset, bytes }: Sent, { head, tail }: Grown): Promise<void> {
    if (bytes.length === 0 || head === null) return;
    const known = inTail(tail, offset, bytes.length);
    const there =
      known === null
        ? this.#parts.reader.bytes({ key: keyOf(run, log), head: head.fields }, offset, offset + bytes.length)
        : [known];
    let at = 0;
    for await (const part of there) {
      if (Buffer.compare(part, bytes.subarray(at, at + part.length)) !== 0)
        throw logRefusal("log-conflict", log, `other bytes are stored from offset ${offset + at} on`);
      at += part.length;
    }
  }

  /** Whether the head may be written as it was found; false when it is to be read again. Throws `run-closed`, `busy`. */
  async #isOpen(run: FoundRun, log: string, { head }: Grown): Promise<boolean> {
    const { contents, heads } = this.#parts;
    if (head === null) {
      await contents.add(run, (before) => withLog(before, log));
      return true;
    }
    if (head.fields.sha256 === null) return true;
    // Its seal is being verified; where that broke off the log goes on.
    await contents.add(run, (before) => before);
    const now = await heads.get(keyOf(run, log));
    if (now !== null && now.fields.sha256 !== null)
      await heads.replace(run, now, { ...now.fields, sha256: null });
    return false;
  }

  /** Writes the blocks and answers the log's new end. */
  async #store(
    run: FoundRun,
    log: string,
    { tail: before, fresh }: { readonly tail: Piece; readonly fresh: Uint8Array },
  ): Promise<Piece> {
    const { pieces, tail } = grown(before, fresh);
    const [first, ...rest] = pieces;
    if (first === undefined) return tail;
    if (first.block.bytes.length >= before.block.bytes.length) return this.#write(run, log, { pieces, tail });
    // The unfinished block was cut shorter: what it loses is written first.
    const end = await this.#write(run, log, { pieces: rest, tail });
    await this.#write(run, log, { pieces: [first], tail: end });
    return end;
  }

  async #write(
    run: FoundRun,
    log: string,
    { pieces, tail }: { readonly pieces: readonly Piece[]; readonly tail: Piece },
  ): Promise<Piece> {
    const { blocks } = this.#parts;
    const written = await blocks.write(run, log, pieces);
    const refused = pieces.filter((_, at) => written[at]?.kind === "conflict");
    const key = keyOf(run, log);
    const stored = await blocks.get(refused.map(({ number }) => ({ key, number })));
    const missing = refused
      .map((piece) =>
        missingOf(
          log,
          piece,
          stored.find(({ number }) => number === piece.number),
        ),
      )
      .find((piece) => piece !== null);
    return missing === undefined ? tail : this.#write(run, log, { pieces: [missing], tail: missing });
  }
}

const withLog = (contents: ContentsFields, log: string): ContentsFields =>
  contents.logs.includes(log) ? contents : { ...contents, logs: [...contents.logs, log].sort() };
