import { LOG_PAGE, pageStart, rawLog, toLog, withQuery } from "../address.ts";
import { grouped } from "../format/number.ts";
import type { LogView, ShownLine } from "../log/view.ts";
import { Lines } from "./lines.tsx";
import { Empty } from "./panel.tsx";

const pathOf = (view: LogView): string => toLog(view.run.uuid, view.log.name);

const to = (view: LogView, change: Readonly<Record<string, string | number | null>>): string =>
  withQuery(pathOf(view), {
    first: view.first === 1 ? null : view.first,
    find: view.find,
    wrap: view.wraps ? 1 : null,
    ...change,
  });

const Pages = ({ view, where }: { readonly view: LogView; readonly where: string }) => {
  const last = pageStart(Math.max(1, view.log.lines));
  if (last === 1) return null;
  const shown = `${grouped(view.first)}–${grouped(Math.min(view.first + LOG_PAGE - 1, view.log.lines))}`;
  const link = (label: string, first: number, rel?: string) =>
    first === view.first || first < 1 || first > last ? (
      <span class="dimmer">{label}</span>
    ) : (
      <a href={to(view, { first: first === 1 ? null : first })} rel={rel}>
        {label}
      </a>
    );
  return (
    <nav class="pager log-pages" aria-label={`pages of the log, ${where}`}>
      {link("first", 1)}
      {link("previous", view.first - LOG_PAGE, "prev")}
      <span>
        lines {shown} of {grouped(view.log.lines)}
      </span>
      {link("next", view.first + LOG_PAGE, "next")}
      {link("last", last)}
    </nav>
  );
};

const Tools = ({ view }: { readonly view: LogView }) => (
  <header>
    <form
      class="box find"
      method="get"
      action={pathOf(view)}
      role="search"
      aria-label="Find in this log"
      id="find"
    >
      <input
        type="search"
        name="find"
        value={view.find}
        placeholder="find in the whole log"
        aria-label="Find in this log"
        autocomplete="off"
        spellcheck={false}
        dir="auto"
      />
      {view.wraps && <input type="hidden" name="wrap" value="1" />}
      <output class="dimmer nowrap" id="find-state" />
    </form>
    <span class="tools">
      <a id="wrap" href={to(view, { wrap: view.wraps ? null : 1 })}>
        {view.wraps ? "do not wrap" : "wrap"}
      </a>
      <button type="button" class="js" data-copy="address" hidden>
        copy link
      </button>
      <button type="button" class="js" id="copy-lines" hidden>
        copy lines
      </button>
      <a href={rawLog(view.run.uuid, view.log.name)} download={view.log.name}>
        download
      </a>
    </span>
  </header>
);

const shownLines = (view: LogView): readonly ShownLine[] => {
  const found = view.hits.kind === "value" ? view.hits.value.data : [];
  const hits = new Map(found.map(({ line, highlights }) => [line, highlights]));
  const errors = new Set(view.errors?.data.map(({ line }) => line));
  return view.lines.map((line) => {
    const highlights = hits.get(line.number);
    return {
      ...line,
      ...(errors.has(line.number) ? { className: "e" } : {}),
      ...(highlights === undefined ? {} : { highlights }),
    };
  });
};

/** The lines of one page of a log, and what can be done with them. */
export const LogPanel = ({ view }: { readonly view: LogView }) => (
  <section class="panel log-panel" aria-label="log">
    <Tools view={view} />
    <Pages view={view} where="above" />
    {view.lines.length === 0 ? (
      <Empty>
        <p>
          {view.log.lines === 0 ? "The log is empty." : `The log ends at line ${grouped(view.log.lines)}.`}
        </p>
      </Empty>
    ) : (
      <div
        class={view.wraps ? "lines wraps" : "lines"}
        id="lines"
        data-log={pathOf(view)}
        data-page={LOG_PAGE}
        data-total={view.log.lines}
        tabIndex={0}
        role="region"
        aria-label="lines of the log"
      >
        <Lines lines={shownLines(view)} before={view.before} href={null} />
      </div>
    )}
    <Pages view={view} where="below" />
  </section>
);
