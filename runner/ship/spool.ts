import { type FileHandle, mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Artifact } from "../../model/artifact.ts";
import { LIMITS } from "../../model/limits.ts";
import type { ResultInput } from "../../model/result.ts";
import type { RunInput, Seal } from "../../model/run.ts";
import { ownName } from "./owner.ts";
import { logPath, type SpoolRecord, type SpoolStart, writeRecord } from "./spool-record.ts";
import { SpoolRoom, type Waiting } from "./spool-room.ts";

/** What of a run is on the disk: bytes of each log, results, artifacts, and at last the seal. */
interface Progress {
  readonly logs: ReadonlyMap<string, number>;
  readonly results: readonly ResultInput[];
  readonly artifacts: readonly Artifact[];
  readonly seal: Seal | null;
}

/** What is found of it in the spool of another process. */
type FoundProgress = Pick<Progress, "logs" | "results">;

interface SpoolFile {
  readonly handle: FileHandle;
  bytes: number;
}

/** How a spool is kept: one that nobody will ship goes with its process, it is not `isDurable`. */
interface Keeping extends Waiting {
  readonly isDurable: boolean;
}

interface Kept {
  readonly record: SpoolRecord;
  readonly isDurable: boolean;
  /** Null where nothing is printed any more. */
  readonly room: SpoolRoom | null;
}

/** A run on the runner's disk until the server has all of it. What is written counts as progress once it is durable: within `LIMITS.sync`. */
export class Spool implements AsyncDisposable {
  readonly folder: string;
  readonly input: RunInput;
  readonly #isDurable: boolean;
  readonly #room: SpoolRoom | null;
  #record: SpoolRecord;
  readonly #files = new Map<string, SpoolFile>();
  readonly #results: ResultInput[] = [];
  #progress: Progress;
  #tail: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #failure: Error | null = null;
  #finished = false;
  #wake = Promise.withResolvers<void>();

  private constructor(folder: string, { record, isDurable, room }: Kept, found: FoundProgress) {
    this.folder = folder;
    this.#isDurable = isDurable;
    this.#room = room;
    this.input = record.input;
    this.#record = record;
    this.#progress = { ...found, artifacts: record.artifacts ?? [], seal: record.seal };
  }

  /** Makes the spool of a run that begins. One that nobody will ship has no record that another could go on from. */
  static async create(folder: string, start: SpoolStart, keeping: Keeping): Promise<Spool> {
    const { isDurable } = keeping;
    await mkdir(join(folder, "logs"), { recursive: true });
    const record = { owner: isDurable ? await ownName() : "", ...start, seal: null };
    if (isDurable) await writeRecord(folder, record);
    const room = new SpoolRoom(folder, keeping);
    return new Spool(folder, { record, isDurable, room }, { logs: new Map(), results: [] });
  }

  /** The spool that another process left behind; only artifacts and a seal can be added. */
  static reopen(folder: string, record: SpoolRecord, found: FoundProgress): Spool {
    return new Spool(folder, { record, isDurable: true, room: null }, found);
  }

  get progress(): Progress {
    return this.#progress;
  }

  /** Resolves at the next progress. */
  get changed(): Promise<void> {
    return this.#wake.promise;
  }

  /** As `append`, for what a task prints: resolves no sooner than the disk has room for it, and throws `disk-full` when that takes too long. */
  async take(log: string, bytes: Uint8Array): Promise<void> {
    await this.#room?.take(bytes.length);
    await this.append(log, bytes);
  }

  /** Resolves when the bytes are with the operating system. Throws the disk's error, also that of an earlier write or fsync. */
  async append(log: string, bytes: Uint8Array): Promise<void> {
    if (this.#finished) return;
    await this.#inOrder(async () => {
      const file = this.#files.get(log) ?? { handle: await open(logPath(this.folder, log), "a"), bytes: 0 };
      this.#files.set(log, file);
      await file.handle.appendFile(bytes);
      file.bytes += bytes.length;
      this.#syncSoon();
    });
  }

  /** Adds results that were read from what was written before; they count as progress together with it. */
  addResults(results: readonly ResultInput[]): void {
    this.#results.push(...results);
    this.#syncSoon();
  }

  /** Makes durable what was written so far. */
  sync(): Promise<void> {
    return this.#inOrder(async () => {
      if (this.#timer) clearTimeout(this.#timer);
      this.#timer = null;
      const files = [...this.#files];
      const results = [...this.#results];
      if (this.#isDurable) await Promise.all(files.map(([, { handle }]) => handle.datasync()));
      const logs = new Map(files.map(([log, { bytes }]) => [log, bytes]));
      this.#advance({ ...this.#progress, logs, results });
    });
  }

  /** Makes everything durable. What is written later is dropped: it is not part of what the seal counts. */
  async finish(): Promise<void> {
    this.#finished = true;
    await this.sync();
  }

  /** Notes the artifacts, which are in `artifactsFolder` by now. */
  async keepArtifacts(artifacts: readonly Artifact[]): Promise<void> {
    await this.#keep({ ...this.#record, artifacts });
    this.#advance({ ...this.#progress, artifacts });
  }

  async seal(seal: Seal): Promise<void> {
    await this.#keep({ ...this.#record, seal });
    this.#advance({ ...this.#progress, seal });
  }

  /** Forgets the run: the server has it. */
  async remove(): Promise<void> {
    await this[Symbol.asyncDispose]();
    await rm(this.folder, { recursive: true, force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    const files = [...this.#files.values()];
    this.#files.clear();
    await Promise.all(files.map(({ handle }) => handle.close()));
  }

  async #keep(record: SpoolRecord): Promise<void> {
    this.#record = record;
    if (this.#isDurable) await writeRecord(this.folder, record);
  }

  #syncSoon(): void {
    // A failure is kept: the next write or the end throws it.
    this.#timer ??= setTimeout(() => void this.sync().catch(() => {}), LIMITS.sync);
  }

  /** One thing at a time; a disk that failed once is not believed again. */
  #inOrder(work: () => Promise<void>): Promise<void> {
    const done = this.#tail.then(async () => {
      if (this.#failure !== null) throw this.#failure;
      await work();
    });
    this.#tail = done.catch((error: unknown) => {
      this.#failure ??= error instanceof Error ? error : new Error(String(error));
    });
    return done;
  }

  #advance(progress: Progress): void {
    this.#progress = progress;
    this.#wake.resolve();
    this.#wake = Promise.withResolvers();
  }
}
