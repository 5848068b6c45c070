import { createHash, randomUUID } from "node:crypto";
import { AppError } from "../../../model/errors.ts";
import type { Seal } from "../../../model/run.ts";
import { EMPTY_SHA256 } from "../../log/digests.ts";
import { verifyDigest, verifyLength, verifyNames } from "../../record/logs-sealed.ts";
import type { LogFields } from "../documents.ts";
import type { FoundRun } from "../runs/runs.ts";
import type { LogParts } from "./append.ts";
import { headId, keyOf } from "./keys.ts";
import { headFields, START } from "./pieces.ts";

type SealedLog = Seal["logs"][number];

/** Verifies and closes the logs of a run, one seal at a time. */
export class LogSeals {
  readonly #parts: LogParts;
  /** The name under which a run was closed, by the run as it was given. */
  readonly #names = new WeakMap<FoundRun, string>();

  constructor(parts: LogParts) {
    this.#parts = parts;
  }

  async close(run: FoundRun): Promise<void> {
    const name = randomUUID();
    await this.#parts.contents.close(run, name);
    this.#names.set(run, name);
  }

  /** Undoes `close` and `settle`. */
  async reopen(run: FoundRun): Promise<void> {
    const { contents, heads } = this.#parts;
    const name = this.#names.get(run);
    const found = await contents.get(run.fields.run);
    if (name === undefined || found.closed?.by !== name) return;
    for (const log of found.logs) {
      const head = await heads.get(keyOf(run, log));
      if (head !== null && head.fields.sha256 !== null)
        await heads.replace(run, head, { ...head.fields, sha256: null });
    }
    await contents.change(run, (before) =>
      before.closed?.by === name ? { ...before, closed: null } : before,
    );
  }

  /** Writes the sha256 into the logs' heads: an append that is under way then fails to replace them. Where one was faster, looks again. */
  async settle(run: FoundRun, sealed: readonly SealedLog[]): Promise<void> {
    do await this.#verify(run, sealed);
    while (!(await this.#closeHeads(run, sealed)));
  }

  async #verify(run: FoundRun, sealed: readonly SealedLog[]): Promise<void> {
    const { contents, heads } = this.#parts;
    const { logs } = await contents.get(run.fields.run);
    const arrived = await heads.getMany(logs.map((log) => keyOf(run, log)));
    verifyNames(
      arrived.map(({ log }) => log),
      sealed,
    );
    for (const log of sealed) {
      const head = arrived.find((each) => each.log === log.name);
      verifyLength(log, head ?? null);
      verifyDigest(log, head === undefined ? EMPTY_SHA256 : await this.#digest(run, head));
    }
  }

  async #digest(run: FoundRun, head: LogFields): Promise<string> {
    const { digests, reader } = this.#parts;
    const key = keyOf(run, head.log);
    const known = head.sha256 ?? digests.of(headId(key), head.bytes);
    if (known !== null) return known;
    const hash = createHash("sha256");
    for await (const bytes of reader.bytes({ key, head }, 0, head.bytes)) hash.update(bytes);
    return hash.digest("hex");
  }

  /** False where a log has grown since it was verified. */
  async #closeHeads(run: FoundRun, sealed: readonly SealedLog[]): Promise<boolean> {
    const { contents, digests } = this.#parts;
    const names = sealed.map(({ name }) => name);
    const name = this.#names.get(run);
    // Says that the seal is still at work, and names its empty logs.
    const { closed } = await contents.change(run, (before) =>
      before.closed?.by === name
        ? { ...before, logs: [...new Set([...before.logs, ...names])].sort() }
        : before,
    );
    if (closed === null || closed.by !== name)
      throw new AppError("busy", `the seal of run ${run.fields.run} took too long; try again`);
    const written = await Promise.all(sealed.map((log) => this.#closeHead(run, log)));
    for (const log of names) digests.forget(headId(keyOf(run, log)));
    return written.every((isWritten) => isWritten);
  }

  async #closeHead(run: FoundRun, { name, bytes, sha256 }: SealedLog): Promise<boolean> {
    const { heads } = this.#parts;
    const head = await heads.get(keyOf(run, name));
    if (head !== null && head.fields.sha256 === sha256) return true;
    if ((head?.fields.bytes ?? 0) !== bytes) return false;
    const fields = head?.fields ?? headFields(run.fields.run, name, START);
    return (await heads.replace(run, head, { ...fields, sha256 })) !== null;
  }
}
