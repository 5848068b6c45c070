const PARTS = /~|\^|[0-9]+|[A-Za-z]+/g;

/** Compares versions or releases as rpm does: runs of digits as numbers, letters as text, digits above letters, `~` before and `^` after the
    plain end. Source: rpm, `rpmvercmp`. */
export const compareVersions = (a: string, b: string): number => {
  if (a === b) return 0;
  const left = a.match(PARTS) ?? [];
  const right = b.match(PARTS) ?? [];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const order = comparePart(left[at], right[at]);
    if (order !== 0) return order;
  }
  return 0;
};

const isDigits = (part: string): boolean => /^[0-9]/.test(part);

const comparePart = (a: string | undefined, b: string | undefined): number => {
  if (a === b) return 0;
  if (a === "~" || b === "~") return a === "~" ? -1 : 1;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  if (a === "^" || b === "^") return a === "^" ? -1 : 1;
  if (isDigits(a) !== isDigits(b)) return isDigits(a) ? 1 : -1;
  return isDigits(a) ? compareDigits(a, b) : a < b ? -1 : 1;
};

/** Numbers of any length: more digits are more. */
const compareDigits = (a: string, b: string): number => {
  const [left, right] = [a.replace(/^0+/, ""), b.replace(/^0+/, "")];
  if (left.length !== right.length) return left.length < right.length ? -1 : 1;
  return left < right ? -1 : left > right ? 1 : 0;
};
