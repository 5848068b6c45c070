const GROUPED = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

/** A number with its thousands grouped: `2,310`. */
export const grouped = (value: number): string => GROUPED.format(value);

/** `1 run`, `2,310 runs`. */
export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${grouped(value)} ${value === 1 ? one : many}`;

/** `14`, or `at least 14` where counting was cut short. */
export const atLeast = (value: number, exact: boolean): string =>
  exact ? grouped(value) : `at least ${grouped(value)}`;
