import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  visit,
} from "yaml";
import { LIMITS } from "../model/limits.ts";

/** Why a YAML text cannot be read, and its own line, from 1. */
export class YamlFault extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/** The text of a block literal (`|`) and the line of the YAML text, from 1, that each of its lines is in. */
export interface Literal {
  readonly text: string;
  readonly first_line: number;
}

/** A hostile YAML text, parsed. Values are read from its nodes, so that a scalar can be had as it is written. Time and memory are bounded
    for any text: aliases and nesting count against limits, duplicate keys are found in linear time. */
export class YamlText {
  readonly root: Node | null;
  readonly #anchors = new Map<string, Node>();
  readonly #counter = new LineCounter();
  readonly #maxValues: number;
  readonly #maxTokens: number;
  #values = 0;

  /** Throws `YamlFault` for what is no YAML, or is beyond `factor` times the limits. */
  constructor(text: string, factor = 1) {
    this.#maxValues = factor * LIMITS.yamlValues;
    this.#maxTokens = factor * LIMITS.yamlTokens;
    this.root = this.#parse(text);
  }

  line(node: Node | null): number {
    return Math.max(1, this.#counter.linePos(node?.range?.[0] ?? 0).line);
  }

  lastLine(node: Node): number {
    const [start = 0, end = 0] = node.range ?? [];
    return this.#counter.linePos(Math.max(start, end - 1)).line;
  }

  /** The map's values by key. Throws `YamlFault` for a node that is no map, and for a key that comes twice. */
  entries(node: Node | null): Map<string, Node | null> {
    const map = this.resolve(node);
    if (!isMap<Node, Node | null>(map)) throw new YamlFault("a map was expected", this.line(node));
    const entries = new Map<string, Node | null>();
    for (const { key, value } of map.items) {
      const name = this.text(key) ?? "";
      if (entries.has(name))
        throw new YamlFault(`the key "${name.slice(0, 100)}" is there twice`, this.line(key));
      entries.set(name, value);
    }
    return entries;
  }

  isNull(node: Node): boolean {
    const value = this.resolve(node);
    return isScalar(value) && value.value === null;
  }

  isMap(node: Node | null): boolean {
    return isMap(this.resolve(node));
  }

  /** The values of a list; null for what is none. */
  items(node: Node | null): readonly (Node | null)[] | null {
    const seq = this.resolve(node);
    return isSeq<Node | null>(seq) ? seq.items : null;
  }

  /** A scalar as it is written (`1.10` stays `1.10`); null for null and for what is no scalar. */
  text(node: Node | null | undefined): string | null {
    const scalar = this.resolve(node ?? null);
    if (!isScalar(scalar) || scalar.value === null) return null;
    return written(scalar);
  }

  literal(node: Node | null | undefined): Literal | null {
    if (!isScalar(node) || node.type !== "BLOCK_LITERAL" || typeof node.value !== "string") return null;
    return node.value === "" ? null : { text: node.value, first_line: this.line(node) + 1 };
  }

  /** The value as JSON has it; numbers that a double cannot hold exactly stay text. */
  plain(node: Node | null, depth = 0): unknown {
    if (++this.#values > this.#maxValues)
      throw new YamlFault("the YAML has too many values", this.line(node));
    if (depth > LIMITS.yamlDepth) throw new YamlFault("the YAML is nested too deep", this.line(node));
    const value = this.resolve(node);
    if (isMap(value))
      return Object.fromEntries(
        [...this.entries(value)].map(([key, each]) => [key, this.plain(each, depth + 1)]),
      );
    if (isSeq<Node | null>(value)) return value.items.map((each) => this.plain(each, depth + 1));
    return isScalar(value) ? plainScalar(value) : null;
  }

  resolve(node: Node | null): Node | null {
    return isAlias(node) ? (this.#anchors.get(node.source) ?? null) : node;
  }

  #parse(text: string): Node | null {
    try {
      this.#countTokens(text);
      const document = parseDocument(text, {
        lineCounter: this.#counter,
        prettyErrors: false,
        logLevel: "silent",
        // the library compares every key with every other
        uniqueKeys: false,
      });
      const [error] = document.errors;
      if (error) throw new YamlFault(error.message, this.#counter.linePos(error.pos[0]).line || 1);
      visit(document, {
        Value: (_key, node) => {
          if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
        },
      });
      return document.contents;
    } catch (error) {
      if (error instanceof YamlFault) throw error;
      throw new YamlFault(error instanceof RangeError ? "the YAML is nested too deep" : String(error), 1);
    }
  }

  /** A token costs some microseconds and bytes when it is parsed; finding it costs a fraction, and a literal is one. */
  #countTokens(text: string): void {
    let tokens = 0;
    for (const _ of new Lexer().lex(text))
      if (++tokens > this.#maxTokens) throw new YamlFault("the YAML has too many parts", 1);
  }
}

const written = (scalar: Scalar): string =>
  typeof scalar.value === "string" ? scalar.value : (scalar.source ?? String(scalar.value));

const plainScalar = (scalar: Scalar): unknown => {
  const { value } = scalar;
  if (typeof value !== "number")
    return value === null || typeof value === "boolean" ? value : written(scalar);
  const exact = Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
  return exact ? value : written(scalar);
};
