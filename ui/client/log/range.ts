/** Lines that an address marks: `#L10` or `#L10-L20`, the smaller number first. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

/** Null for a fragment that is about something else. */
export const parseRange = (hash: string): Range | null => {
  const found = /^#L(\d{1,15})(?:-L(\d{1,15}))?$/.exec(hash);
  if (found === null) return null;
  const [from, to] = [Number(found[1]), Number(found[2] ?? found[1])];
  return from < 1 || to < 1 ? null : { first: Math.min(from, to), last: Math.max(from, to) };
};

export const printRange = ({ first, last }: Range): string =>
  first === last ? `#L${first}` : `#L${first}-L${last}`;
