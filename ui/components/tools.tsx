import { toSearch } from "../address.ts";

/** The quiet tools of a table or chart. `api` is the path of the answer behind it, `q` the query that selects it. */
export const Tools = ({ api, q }: { readonly api?: string; readonly q?: string }) => (
  <span class="tools">
    {api !== undefined && <a href={`/api/v1${api}`}>JSON</a>}
    <button type="button" class="js" data-copy="address" hidden>
      copy link
    </button>
    {q !== undefined && (
      <a href={toSearch(q)} title={`search: ${q}`}>
        show query
      </a>
    )}
  </span>
);
