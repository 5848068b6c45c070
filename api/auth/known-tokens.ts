import { timingSafeEqual } from "node:crypto";
import { LIMITS } from "../../model/limits.ts";
import { fromTime, toTime } from "../../model/time.ts";
import { hashOf, idOf, type Token } from "../../model/token.ts";
import type { Store } from "../../store/store.ts";

type Tokens = Store["tokens"];
type Found = Awaited<ReturnType<Tokens["find"]>>;

/** What a token is worth. */
export type Worth =
  { readonly kind: "live"; readonly token: Token } | { readonly kind: "unknown" | "expired" | "revoked" };

interface Options {
  readonly tokens: Tokens;
  readonly now: () => number;
  /** Told when a use could not be noted. */
  readonly onError: (error: unknown) => void;
}

/** The store's tokens, remembered for so short a time that another process's revocation is in force at once. */
export class KnownTokens {
  readonly #options: Options;
  readonly #found = new Map<string, { readonly at: number; readonly token: Promise<Found> }>();
  readonly #noted = new Map<string, number>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Looks at a token's text. A session lives no longer than the token that it was made from. */
  async look(secret: string): Promise<Worth> {
    const hash = hashOf(secret);
    const token = await this.#find(idOf(hash));
    if (token === null || !timingSafeEqual(Buffer.from(hash), Buffer.from(token.hash)))
      return { kind: "unknown" };
    const origin =
      token.session && token.created_by !== "bootstrap" ? await this.#find(token.created_by) : token;
    for (const one of [token, origin]) {
      if (one === null || one.revoked !== null) return { kind: "revoked" };
      if (one.expires !== null && fromTime(one.expires) <= this.#options.now()) return { kind: "expired" };
    }
    this.#noteUse(token);
    return { kind: "live", token };
  }

  #find(id: string): Promise<Found> {
    const at = performance.now();
    const known = this.#found.get(id);
    if (known !== undefined && at - known.at < LIMITS.tokenMemory) return known.token;
    if (this.#found.size >= LIMITS.callers) this.#found.clear();
    const token = this.#options.tokens.find(id);
    this.#found.set(id, { at, token });
    token.catch(() => this.#found.delete(id));
    return token;
  }

  #noteUse({ id, last_used }: Token): void {
    const { tokens, now, onError } = this.#options;
    const time = now();
    const noted = this.#noted.get(id) ?? (last_used === null ? -Infinity : fromTime(last_used));
    if (time - noted < LIMITS.lastUsed) return;
    if (this.#noted.size >= LIMITS.callers) this.#noted.clear();
    this.#noted.set(id, time);
    tokens.used(id, toTime(time)).catch(onError);
  }
}
