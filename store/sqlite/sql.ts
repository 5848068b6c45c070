/** A value that a statement takes as a parameter. */
type Param = string | number | null | Uint8Array;

/** A piece of a statement with the values of its `?`, in order. */
export interface Sql {
  readonly text: string;
  readonly params: readonly Param[];
}

const isSql = (value: Sql | Param): value is Sql =>
  typeof value === "object" && value !== null && "params" in value;

/** The text that a piece had when it was last written, and the texts of the pieces in it: most are the same each time. */
const written = new WeakMap<
  TemplateStringsArray,
  { readonly inner: readonly string[]; readonly text: string }
>();

/** Writes a piece of SQL: pieces put into it become part of it, all else becomes a parameter. */
export const sql = (strings: TemplateStringsArray, ...values: readonly (Sql | Param)[]): Sql => {
  const inner: string[] = [];
  const params: Param[] = [];
  for (const value of values) {
    inner.push(isSql(value) ? value.text : "?");
    if (isSql(value)) for (const param of value.params) params.push(param);
    else params.push(value);
  }
  const last = written.get(strings);
  if (last !== undefined && inner.every((text, at) => text === last.inner[at]))
    return { text: last.text, params };
  const text = String.raw({ raw: strings }, ...inner);
  written.set(strings, { inner, text });
  return { text, params };
};

export const TRUE = sql`1`;
export const FALSE = sql`0`;

/** Joins conditions as a balanced tree, because SQLite refuses expressions deeper than 1,000. */
const joined = (parts: readonly Sql[], operator: Sql): Sql => {
  const [first] = parts;
  if (first === undefined || parts.length === 1) return first ?? TRUE;
  const half = parts.length >> 1;
  return sql`(${joined(parts.slice(0, half), operator)} ${operator} ${joined(parts.slice(half), operator)})`;
};

/** All of the conditions; none is true. */
export const allOf = (parts: readonly Sql[]): Sql => joined(parts, sql`AND`);

/** Any of the conditions; none is false. */
export const anyOf = (parts: readonly Sql[]): Sql => (parts.length === 0 ? FALSE : joined(parts, sql`OR`));

/** The values as a list of parameters. */
export const listOf = (values: readonly Param[]): Sql => ({
  text: values.map(() => "?").join(", "),
  params: values,
});

/** Values one behind the other as one text. */
export const joinTexts = (parts: readonly Sql[]): Sql => joined(parts, sql`||`);

/** The name of a column that holds one of several values. */
export const numbered = (at: number): Sql => ({ text: `k${at}`, params: [] });
