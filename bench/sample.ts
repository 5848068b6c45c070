/** Milliseconds (or another unit) of repeated measurements. */
export interface Spread {
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
}

/** The middle and the 95th percentile, by nearest rank. */
export const spread = (values: readonly number[]): Spread => {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = (share: number): number =>
    sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { n: sorted.length, p50: rank(0.5), p95: rank(0.95) };
};

/** Milliseconds that each of `times` calls took, one after another. */
export const repeat = async (times: number, measured: () => Promise<number | void>): Promise<Spread> => {
  const values: number[] = [];
  for (let n = 0; n < times; n++) {
    const start = performance.now();
    const own = await measured();
    values.push(own ?? performance.now() - start);
  }
  return spread(values);
};

/** Milliseconds of each of several things, done in turns so that what else the machine does falls on them alike. */
export const together = async (
  times: number,
  measured: readonly (() => Promise<void>)[],
): Promise<readonly Spread[]> => {
  const values = measured.map((): number[] => []);
  for (let n = 0; n < times; n++)
    for (const [at, each] of measured.entries()) {
      const start = performance.now();
      await each();
      values[at]?.push(performance.now() - start);
    }
  return values.map(spread);
};
