/** A value as a query writes it: bare where that is safe, else in double quotes. */
export const quoted = (value: string): string =>
  /^[A-Za-z0-9][A-Za-z0-9._+~^]*(-[A-Za-z0-9._+~^]+)*$/.test(value) && !/^(OR|AND|NOT)$/.test(value)
    ? value
    : `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

/** `check:rpmlint`, and a space between several. */
export const terms = (fields: Readonly<Record<string, string | null | undefined>>): string =>
  Object.entries(fields)
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([field, value]) => `${field}:${quoted(value ?? "")}`)
    .join(" ");

/** Whether a query text holds this very term, as a facet's link adds it. */
export const hasTerm = (q: string, term: string): boolean => ` ${q} `.includes(` ${term} `);

/** The query text with the term added, or without it where it was. */
export const toggled = (q: string, term: string): string =>
  (hasTerm(q, term) ? ` ${q} `.replace(` ${term} `, " ") : `${q} ${term}`).trim();
