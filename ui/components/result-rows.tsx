import type { Result } from "../../model/result.ts";
import { toItem, toLog, toResult, toSeries } from "../address.ts";
import { plural } from "../format/number.ts";
import { Generated } from "./generated.tsx";
import { Name } from "./name.tsx";
import { OutcomeTag } from "./outcome.tsx";
import { Text } from "./text.tsx";
import { When } from "./when.tsx";

const Links = ({ result }: { readonly result: Result }) => (
  <>
    {result.log !== null && (
      <a
        href={toLog(result.run, result.log.name, {
          first: result.log.first_line,
          last: result.log.last_line,
        })}
      >
        log
      </a>
    )}{" "}
    <a href={toSeries(result.package, result.check)}>history</a>
  </>
);

const Row = ({ result, now }: { readonly result: Result; readonly now: number }) => (
  <tr class="row">
    <td class="c1 tagcell">
      <OutcomeTag outcome={result.outcome} />
    </td>
    <td class="c1 main">
      <a href={toResult(result.run, result.position)}>
        <Name text={result.check} />
      </a>{" "}
      <a class="mono quiet" href={toItem(result.type, result.item)}>
        <Name text={result.item} />
      </a>
      {result.note !== null && (
        <span class="note-line dim">
          <Text text={result.note} />
        </span>
      )}
    </td>
    <td class="c2 tags">
      <span class="tag">{result.arch}</span>
      {result.scenario !== null && (
        <span class="tag">
          <Name text={result.scenario} />
        </span>
      )}
      <Generated when={result.generated} />
    </td>
    <td class="c2 nowrap">
      {result.findings.length > 0 && <span class="dim">{plural(result.findings.length, "finding")} </span>}
      <Links result={result} />
    </td>
    <td class="c1 num nowrap">
      <When time={result.submit_time} now={now} />
    </td>
  </tr>
);

/** Results: outcome, check and item, what was said, and the ways on. */
export const ResultTable = ({
  results,
  now,
}: {
  readonly results: readonly Result[];
  readonly now: number;
}) => (
  <table class="cards">
    <thead>
      <tr>
        <th class="tagcell">outcome</th>
        <th>check, item, and what it said</th>
        <th>
          <span class="sr">architecture</span>
        </th>
        <th>
          <span class="sr">links</span>
        </th>
        <th class="num">when</th>
      </tr>
    </thead>
    <tbody>
      {results.map((result) => (
        <Row key={result.id} result={result} now={now} />
      ))}
    </tbody>
  </table>
);
