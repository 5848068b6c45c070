import { nearest, of256 } from "./colours.ts";

/** How text stands in a terminal; colours are numbers 0–15, null is the page's own. */
export interface Pen {
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
  readonly colour: number | null;
  readonly ground: number | null;
}

export const PLAIN: Pen = {
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  inverse: false,
  colour: null,
  ground: null,
};

const SWITCHES: Readonly<Record<number, Partial<Pen>>> = {
  0: PLAIN,
  1: { bold: true },
  2: { dim: true },
  3: { italic: true },
  4: { underline: true },
  7: { inverse: true },
  22: { bold: false, dim: false },
  23: { italic: false },
  24: { underline: false },
  27: { inverse: false },
  39: { colour: null },
  49: { ground: null },
};

const extended = (codes: readonly number[], at: number): readonly [colour: number | null, used: number] => {
  if (codes[at + 1] === 5) return [of256(codes[at + 2] ?? 0), 2];
  if (codes[at + 1] !== 2) return [null, 0];
  return [nearest([codes[at + 2] ?? 0, codes[at + 3] ?? 0, codes[at + 4] ?? 0]), 4];
};

const change = (code: number): Partial<Pen> => {
  if (code >= 30 && code <= 37) return { colour: code - 30 };
  if (code >= 40 && code <= 47) return { ground: code - 40 };
  if (code >= 90 && code <= 97) return { colour: code - 82 };
  if (code >= 100 && code <= 107) return { ground: code - 92 };
  return SWITCHES[code] ?? {};
};

/** The pen after a "select graphic rendition" sequence with these parameters, as in `ESC [ 1;31 m` (ECMA-48). Unknown codes change nothing. */
export const afterSgr = (pen: Pen, parameters: string): Pen => {
  const codes = parameters.split(/[;:]/).map(Number);
  let now = pen;
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? 0;
    if (code !== 38 && code !== 48) {
      now = { ...now, ...change(code) };
      continue;
    }
    const [colour, used] = extended(codes, at);
    at += used;
    now = { ...now, ...(code === 38 ? { colour } : { ground: colour }) };
  }
  return now;
};

/** The pen's class names, all from a closed list; empty for plain text. */
export const penClass = (pen: Pen): string => {
  const names = [
    pen.bold && "a-bold",
    pen.dim && "a-dim",
    pen.italic && "a-italic",
    pen.underline && "a-under",
    pen.inverse && "a-inverse",
    pen.colour !== null && `a-f${pen.colour}`,
    pen.ground !== null && `a-g${pen.ground}`,
  ];
  return names.filter((name) => name !== false).join(" ");
};
