const SPACE = /\s/;

export const isSpace = (char: string | undefined): boolean =>
  char !== undefined && !(char > " " && char < "\x7f") && SPACE.test(char);

/** Whether a construct that ends before `at` is complete: space, a closing parenthesis or nothing follows. */
export const isEnd = (text: string, at: number): boolean =>
  at >= text.length || isSpace(text[at]) || text[at] === ")";

export const skipSpace = (text: string, from: number): number => {
  let at = from;
  while (isSpace(text[at])) at++;
  return at;
};

/** A quoted text as read: `\"` stands for a quote, `\\` for a backslash, any other backslash for itself. */
export interface Quoted {
  readonly value: string;
  readonly end: number;
}

/** Reads the quoted text that begins at `at`; null when it is empty or not closed on its line. */
export const scanQuoted = (text: string, at: number): Quoted | null => {
  for (let next = at + 1; next < text.length && text[next] !== "\n"; next++) {
    if (text[next] === "\\" && (text[next + 1] === '"' || text[next + 1] === "\\")) next++;
    else if (text[next] === '"')
      return next === at + 1
        ? null
        : { value: text.slice(at + 1, next).replace(/\\(["\\])/g, "$1"), end: next + 1 };
  }
  return null;
};

export interface Regex {
  readonly source: string;
  readonly ignoreCase: boolean;
  readonly end: number;
}

/** Reads `/regex/` or `/regex/i` at `at`: on one line, with its slashes escaped, not beginning with a space; null for anything else. */
export const scanRegex = (text: string, at: number): Regex | null => {
  if (isSpace(text[at + 1])) return null;
  for (let next = at + 1; next < text.length && text[next] !== "\n"; next++) {
    if (text[next] === "\\") next++;
    else if (text[next] === "/") {
      if (next === at + 1) return null;
      const ignoreCase = text[next + 1] === "i";
      return { source: text.slice(at + 1, next), ignoreCase, end: next + (ignoreCase ? 2 : 1) };
    }
  }
  return null;
};

/** Characters that end a run outside of parentheses of its own: what closes the group around it, and what parts the values of a list. */
export type Stops = "" | ")" | "," | ",)";

/** Where the run of characters without space that begins at `at` ends, and whether its parentheses pair up. */
export const scanBare = (
  text: string,
  at: number,
  stops: Stops,
): { readonly end: number; readonly isPaired: boolean } => {
  let open = 0;
  let isPaired = true;
  let end = at;
  for (; end < text.length && !isSpace(text[end]); end++) {
    const char = text[end] ?? "";
    if (open === 0 && stops.includes(char)) break;
    if (char === "(") open++;
    else if (char === ")" && --open < 0) {
      isPaired = false;
      open = 0;
    }
  }
  return { end, isPaired: isPaired && open === 0 };
};

/** The first `length` characters, or one less where that would tear a pair of surrogates. */
export const headOf = (text: string, length: number): string => {
  const head = text.slice(0, length);
  return head.length < text.length ? head.replace(/[\ud800-\udbff]$/, "") : head;
};
