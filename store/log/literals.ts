/** Texts that every line with a match of a regex has. */
export type Literals =
  | { readonly kind: "any" }
  | { readonly kind: "literal"; readonly text: string; readonly ignoreCase: boolean }
  | { readonly kind: "and" | "or"; readonly parts: readonly Literals[] };

const ANY: Literals = { kind: "any" };

/** Groups in groups that are looked into. */
const DEEPEST = 100;

/** What a valid regex of RE2's syntax cannot match without. Careful rather than complete: what it does not know requires nothing.
    Under `i`, a `k` or `s` requires nothing: it may match the Kelvin sign or the long s. */
export const regexLiterals = (source: string, ignoreCase: boolean): Literals => {
  const flags = /^\(\?([imsU]+)\)/.exec(source);
  const from = flags?.[0].length ?? 0;
  const reader = new Reader(source.slice(from), ignoreCase || flags?.[1]?.includes("i") === true);
  return reader.readAll() ?? ANY;
};

/** What one atom requires: a character to stand next to the one before, or literals of its own. */
type Atom = { readonly character: string } | { readonly literals: Literals };

const NOTHING: Atom = { literals: ANY };

class Reader {
  readonly #source: string;
  readonly #ignoreCase: boolean;
  #at = 0;

  constructor(source: string, ignoreCase: boolean) {
    this.#source = source;
    this.#ignoreCase = ignoreCase;
  }

  /** Null for what it does not know. */
  readAll(): Literals | null {
    const literals = this.#choice(0);
    return this.#at === this.#source.length ? literals : null;
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source);
    if (found !== null) this.#at = pattern.lastIndex;
    return found;
  }

  #choice(depth: number): Literals | null {
    const parts: Literals[] = [];
    do {
      const part = this.#sequence(depth);
      if (part === null) return null;
      parts.push(part);
    } while (this.#take(/\|/y));
    return parts.length === 1 ? (parts[0] ?? ANY) : eitherOf(parts);
  }

  #sequence(depth: number): Literals | null {
    const parts: Literals[] = [];
    let text = "";
    const end = (): void => {
      if (text !== "") parts.push({ kind: "literal", text, ignoreCase: this.#ignoreCase });
      text = "";
    };
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source[this.#at]!)) {
      const atom = this.#atom(depth);
      if (atom === null) return null;
      const times = this.#times();
      if ("character" in atom) {
        if (times.least > 0) text += atom.character;
        if (!times.isOnce) end();
      } else {
        end();
        if (times.least > 0) parts.push(atom.literals);
      }
    }
    end();
    return allOf(parts);
  }

  #times(): { readonly least: number; readonly isOnce: boolean } {
    const found = this.#take(/(?:([*?+])|\{(\d+)(?:,\d*)?\})\??/y);
    if (found === null) return { least: 1, isOnce: true };
    return { least: found[1] === undefined ? Number(found[2]) : found[1] === "+" ? 1 : 0, isOnce: false };
  }

  #atom(depth: number): Atom | null {
    if (this.#take(/\((?:\?:|\?P?<\w+>)?(?!\?)/y)) {
      const literals = depth < DEEPEST ? this.#choice(depth + 1) : null;
      return literals !== null && this.#take(/\)/y) ? { literals } : null;
    }
    if (this.#take(/[.^$]|\[\^?\]?(?:\[:\^?\w+:\]|\\[pP]\{[^}]*\}|\\x\{[^}]*\}|\\[^]|[^\]\\])*\]/y))
      return NOTHING;
    if (this.#take(/\\(?:[dDwWsSbBAzntrfva]|[pP](?:\{[^}]*\}|[^{])|x(?:\{[^}]*\}|[0-9A-Fa-f]{2}))/y))
      return NOTHING;
    const found = this.#take(/\\([!-/:-@[-`{-~])|([^[\\(])/uy);
    if (found === null) return null;
    return this.#character(found[1] ?? found[2] ?? "");
  }

  #character(character: string): Atom {
    return this.#ignoreCase && /[ks\u0080-\u{10ffff}]/iu.test(character) ? NOTHING : { character };
  }
}

const allOf = (parts: readonly Literals[]): Literals => {
  const known = parts.filter(({ kind }) => kind !== "any");
  const [first] = known;
  if (first === undefined) return ANY;
  return known.length === 1 ? first : { kind: "and", parts: known };
};

const eitherOf = (parts: readonly Literals[]): Literals =>
  parts.some(({ kind }) => kind === "any") ? ANY : { kind: "or", parts };
