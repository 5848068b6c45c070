import { withQuery } from "../address.ts";
import type { Context } from "../page.ts";

/** The link to the rest of a list; its cursor stays valid while data is added. */
export const More = ({
  context,
  next,
  of = "more",
}: {
  readonly context: Context;
  readonly next: string | null;
  readonly of?: string;
}) => {
  const kept = Object.fromEntries(context.query);
  const continued = context.query.has("cursor");
  if (next === null && !continued) return null;
  return (
    <nav class="pager" aria-label="pages of this list">
      {continued && <a href={withQuery(context.path, { ...kept, cursor: null })}>first page</a>}
      {next !== null && (
        <a class="next" href={withQuery(context.path, { ...kept, cursor: next })} rel="next">
          {of}
        </a>
      )}
    </nav>
  );
};
