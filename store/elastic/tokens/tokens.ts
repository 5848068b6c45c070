import type { estypes } from "@elastic/elasticsearch";
import { AppError } from "../../../model/errors.ts";
import type { Token } from "../../../model/token.ts";
import type { StoredToken, TokenTable } from "../../tokens.ts";
import type { Elastic } from "../elastic.ts";
import { guarded } from "../failure.ts";
import { getDocument } from "../read.ts";

type SortResults = estypes.SortResults;

/** Tokens that one search answers. */
const PAGE = 1000;

/** The tokens of a cluster. They are read by id, which needs no refresh: what one process revoked the next read of another sees. */
export class ElasticTokens implements TokenTable {
  readonly #elastic: Elastic;
  readonly #index: string;

  constructor(elastic: Elastic) {
    this.#elastic = elastic;
    this.#index = elastic.indices.single("tokens");
  }

  async add(token: StoredToken): Promise<void> {
    const document = { ...token, name: token.name?.toWellFormed() ?? null };
    const [written] = await this.#elastic.bulk.write([
      { index: this.#index, id: token.id, kind: "create", document },
    ]);
    if (written?.kind === "conflict") throw new AppError("internal", `there is a token ${token.id} already`);
  }

  async find(id: string): Promise<StoredToken | null> {
    return (await this.#get(id))?.source ?? null;
  }

  async list(): Promise<readonly Token[]> {
    const tokens: Token[] = [];
    for await (const { hash: _, ...token } of this.#search({ match_all: {} })) tokens.push(token);
    return tokens;
  }

  async revoke(id: string, at: string): Promise<Token> {
    const token = await this.#change(id, (found) =>
      found.revoked === null ? { ...found, revoked: at } : found,
    );
    if (token === null) throw new AppError("not-found", `there is no token ${id}`, { token: id });
    const { hash: _, ...shown } = token;
    return shown;
  }

  async used(id: string, at: string): Promise<void> {
    await this.#change(id, (found) => ((found.last_used ?? "") < at ? { ...found, last_used: at } : found));
  }

  async removeSessions(before: string): Promise<void> {
    const ended = ["expires", "revoked"].map((field) => ({ range: { [field]: { lt: before } } }));
    const query = { bool: { filter: [{ term: { session: true } }, { bool: { should: ended } }] } };
    const ids: string[] = [];
    for await (const { id } of this.#search(query)) ids.push(id);
    if (ids.length > 0)
      await this.#elastic.bulk.write(ids.map((id) => ({ index: this.#index, id, kind: "delete" })));
  }

  /** Writes what `edit` makes of a token, again when another was faster. Null where there is none. */
  async #change(id: string, edit: (token: StoredToken) => StoredToken): Promise<StoredToken | null> {
    for (;;) {
      const found = await this.#get(id);
      if (found === null) return null;
      const document = edit(found.source);
      if (document === found.source) return document;
      const [written] = await this.#elastic.bulk.write([
        { index: this.#index, id, kind: "index", document, seen: found.seen },
      ]);
      if (written?.kind === "written") return document;
    }
  }

  #get(id: string) {
    return guarded(() => getDocument<StoredToken>(this.#elastic, { index: this.#index, id }));
  }

  /** Tokens, newest first. */
  async *#search(query: object): AsyncIterable<StoredToken> {
    await guarded(() => this.#elastic.refreshed());
    let after: SortResults | undefined;
    for (;;) {
      const { hits } = await guarded(() => this.#page(query, after));
      for (const { _source } of hits.hits) if (_source !== undefined) yield _source;
      after = hits.hits.at(-1)?.sort;
      if (hits.hits.length < PAGE || after === undefined) return;
    }
  }

  #page(query: object, after: SortResults | undefined) {
    return this.#elastic.client.search<StoredToken>({
      index: this.#index,
      query,
      size: PAGE,
      sort: [{ created: "desc" }, { id: "asc" }],
      ...(after === undefined ? {} : { search_after: after }),
    });
  }
}
