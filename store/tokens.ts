import type { Token } from "../model/token.ts";

/** A token as it is kept. */
export interface StoredToken extends Token {
  /** SHA-256 of the secret, in hex. */
  readonly hash: string;
}

/** Keeps tokens. Every process reads what another wrote as soon as it is acknowledged. Methods throw what those of `Store` throw. */
export interface TokenTable {
  /** Throws `internal` for an id that is taken. */
  add(token: StoredToken): Promise<void>;

  /** Null where there is none. */
  find(id: string): Promise<StoredToken | null>;

  /** Newest first, sessions included. */
  list(): Promise<readonly Token[]>;

  /** Ends a token; a repeated call keeps the first time. Throws `not-found`. */
  revoke(id: string, at: string): Promise<Token>;

  /** Notes that a token was used; an earlier time than the noted one changes nothing. */
  used(id: string, at: string): Promise<void>;

  /** Removes sessions that ended before a time, by expiry or by hand. */
  removeSessions(before: string): Promise<void>;
}
