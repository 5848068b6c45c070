import { AppError } from "../../model/errors.ts";
import type { ResultInput } from "../../model/result.ts";
import type { OpenReader, Reader, ReaderDefaults, Reading } from "../reader.ts";

/** Bytes that are read where the caller is: too few for hostile output to hold it up. */
const NEAR = 4096;

type Tell = (results: readonly ResultInput[]) => void;

interface Stream {
  write(bytes: Uint8Array): void;
  end(): Reading;
}

type MakeStream = (defaults: ReaderDefaults, tell: (result: ResultInput) => void) => Stream;

/** Makes readers that read a short output at once, and start to use `far` when it turns out to be long: starting a thread takes longer than most
    tasks print. What `far` reads again from the beginning is told once. */
export const nearFirst =
  (load: () => Promise<MakeStream>, far: OpenReader): OpenReader =>
  (defaults, tell) =>
    new NearReader(load, far, { defaults, tell });

class NearReader implements Reader {
  readonly #load: () => Promise<MakeStream>;
  readonly #openFar: OpenReader;
  readonly #defaults: ReaderDefaults;
  readonly #tell: Tell;
  readonly #seen: Uint8Array[] = [];
  #size = 0;
  #told = 0;
  #fresh: ResultInput[] = [];
  #near: Stream | null = null;
  #far: Reader | null = null;
  #failure: Error | null = null;

  constructor(
    load: () => Promise<MakeStream>,
    far: OpenReader,
    { defaults, tell }: { readonly defaults: ReaderDefaults; readonly tell: Tell },
  ) {
    this.#load = load;
    this.#openFar = far;
    this.#defaults = defaults;
    this.#tell = tell;
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#failure) throw this.#failure;
    this.#size += bytes.length;
    if (this.#far === null && this.#size > NEAR) await this.#moveFar();
    if (this.#far !== null) return this.#far.write(bytes);
    const own = bytes.slice();
    this.#seen.push(own);
    const stream = await this.#stream();
    this.#attempt(() => stream.write(own));
  }

  async end(): Promise<Reading> {
    if (this.#failure) throw this.#failure;
    if (this.#far !== null) return this.#far.end();
    const stream = await this.#stream();
    return this.#attempt(() => stream.end());
  }

  async #stream(): Promise<Stream> {
    const make = await this.#load();
    return (this.#near ??= make(this.#defaults, (result) => this.#fresh.push(result)));
  }

  /** A failure is kept: what comes after it is not read. */
  #attempt<T>(work: () => T): T {
    try {
      const done = reading(work);
      const fresh = this.#fresh;
      this.#fresh = [];
      this.#told += fresh.length;
      if (fresh.length > 0) this.#tell(fresh);
      return done;
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
      throw this.#failure;
    }
  }

  async #moveFar(): Promise<void> {
    let known = this.#told;
    this.#far = this.#openFar(this.#defaults, (results) => {
      const fresh = results.slice(known);
      known = Math.max(0, known - results.length);
      if (fresh.length > 0) this.#tell(fresh);
    });
    this.#near = null;
    for (const bytes of this.#seen.splice(0)) await this.#far.write(bytes);
  }
}

const reading = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError("internal", `reading the output failed: ${reason}`, {}, error);
  }
};
