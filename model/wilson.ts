/** A proportion and the interval that holds the true one with 95 % confidence; fractions of 1. */
export interface Proportion {
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

const Z = 1.959963984540054;

/** Wilson's score interval without continuity correction (E. B. Wilson, JASA 22, 1927); null for `n` = 0. */
export const wilson = (k: number, n: number): Proportion | null => {
  if (n === 0) return null;
  const rate = k / n;
  const z2 = Z * Z;
  const centre = (rate + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z / (1 + z2 / n)) * Math.sqrt((rate * (1 - rate)) / n + z2 / (4 * n * n));
  return { rate, low: k === 0 ? 0 : centre - half, high: k === n ? 1 : centre + half };
};
