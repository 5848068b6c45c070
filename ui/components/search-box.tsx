/** The search box: a form that works without JavaScript. Enter searches, typing never navigates. */
export const SearchBox = ({ q, big = false }: { readonly q: string; readonly big?: boolean }) => (
  <form
    class={big ? "box big" : "box"}
    role="search"
    aria-label={big ? "Search here" : "Search"}
    action="/search"
    method="get"
  >
    <input
      type="search"
      name="q"
      id={big ? "big-search" : "search"}
      value={q}
      aria-label="Search results and logs"
      placeholder="paste a log line, or check:rpmlint outcome:FAILED started:-7d"
      autocomplete="off"
      autocapitalize="off"
      spellcheck={false}
      dir="auto"
    />
    <kbd class="key" title="press / to search">
      /
    </kbd>
  </form>
);
