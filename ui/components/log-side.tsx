import type { FindAnswer } from "../../model/answer/log.ts";
import { stripAnsi } from "../../model/lines.ts";
import type { Result } from "../../model/result.ts";
import { toLog, toResult, withQuery } from "../address.ts";
import { atLeast } from "../format/number.ts";
import { outcomeLook } from "../format/outcome.ts";
import type { LogView } from "../log/view.ts";
import { Name } from "./name.tsx";
import { Text } from "./text.tsx";

const SHOWN = 160;

const Step = ({ keys }: { readonly keys: readonly string[] }) => (
  <span class="js keys" hidden>
    {keys.map((key) => (
      <kbd key={key} class="key">
        {key}
      </kbd>
    ))}
  </span>
);

/** Lines of a log as a list of links, for jumping and for `n` and `p`. */
const LineList = ({ view, found }: { readonly view: LogView; readonly found: FindAnswer }) => (
  <ol class="line-list" tabIndex={0}>
    {found.data.map(({ line, text }) => (
      <li key={line}>
        <a href={toLog(view.run.uuid, view.log.name, { first: line })} data-line={line}>
          <span class="mono">{line}</span>{" "}
          <span class="clip">
            <Text text={stripAnsi(text).trimStart().slice(0, SHOWN)} />
          </span>
        </a>
      </li>
    ))}
  </ol>
);

const Hits = ({ view }: { readonly view: LogView }) => {
  if (view.find === "") return null;
  if (view.hits.kind === "error") return <p class="empty">Not searched: {view.hits.message}</p>;
  const { total } = view.hits.value;
  return (
    <section id="hits">
      <h2>
        Found <span class="dimmer">{atLeast(total.value, total.exact)} lines</span> <Step keys={["n", "p"]} />
      </h2>
      {total.value === 0 ? (
        <p class="empty">No line holds this text. Every character counts, case too.</p>
      ) : (
        <LineList view={view} found={view.hits.value} />
      )}
    </section>
  );
};

const Errors = ({ view }: { readonly view: LogView }) => (
  <section id="errors">
    <h2>
      Error lines{" "}
      {view.errors !== null && (
        <span class="dimmer">{atLeast(view.errors.total.value, view.errors.total.exact)}</span>
      )}{" "}
      {view.find === "" && <Step keys={["n", "p"]} />}
    </h2>
    {view.errors === null && (
      <p class="empty">
        The log is big.{" "}
        <a href={withQuery(toLog(view.run.uuid, view.log.name), { errors: 1 })}>Look for them</a>
      </p>
    )}
    {view.errors?.data.length === 0 && <p class="empty">No line looks like an error.</p>}
    {view.errors !== null && view.errors.data.length > 0 && <LineList view={view} found={view.errors} />}
  </section>
);

const ResultLine = ({ result }: { readonly result: Result }) => {
  const look = outcomeLook(result.outcome);
  return (
    <li>
      <a href={toResult(result.run, result.position)}>
        <span class={`o ${look.className}`}>
          <span aria-hidden="true">{look.glyph}</span> <Name text={result.check} />
        </span>
      </a>
      {result.log !== null && (
        <a
          class="mono"
          data-line={result.log.first_line}
          href={toLog(result.run, result.log.name, {
            first: result.log.first_line,
            last: result.log.last_line,
          })}
        >
          {result.log.first_line}–{result.log.last_line}
        </a>
      )}
    </li>
  );
};

/** Beside a log: hits of what is looked for, lines that look like errors, and the results that it holds. */
export const LogSide = ({ view }: { readonly view: LogView }) => (
  <aside class="panel side" aria-label="ways into the log">
    <Hits view={view} />
    <Errors view={view} />
    {view.results.length > 0 && (
      <section>
        <h2>Results</h2>
        <ul class="result-list">
          {view.results.map((result) => (
            <ResultLine key={result.id} result={result} />
          ))}
        </ul>
      </section>
    )}
  </aside>
);
