import { toItem, toResult, toSearch, toSeries } from "../address.ts";
import { Generated } from "../components/generated.tsx";
import { OutcomeTag } from "../components/outcome.tsx";
import { Empty, Panel } from "../components/panel.tsx";
import { Strip } from "../components/strip.tsx";
import { Text } from "../components/text.tsx";
import { When } from "../components/when.tsx";
import { grouped } from "../format/number.ts";
import type { Look, Looks } from "./look.ts";

const Row = ({ look, now }: { readonly look: Look; readonly now: number }) => {
  const { result } = look;
  const said = result.note ?? result.findings[0]?.message ?? null;
  return (
    <tr class="row">
      <td class="c1 tagcell">
        <a class="plain" href={toResult(result.run, result.position)}>
          <OutcomeTag outcome={result.outcome} />
        </a>
        {look.isNew && <span class="tag bad">new</span>}
      </td>
      <td class="c1 main">
        <a href={toSeries(result.package, result.check)}>
          <Text text={result.package} /> · <Text text={result.check} />
        </a>{" "}
        <a class="mono quiet" href={toItem(result.type, result.item)}>
          <Text text={result.item} />
        </a>{" "}
        <Generated when={result.generated} />
        {said !== null && (
          <span class="note-line mono dim">
            <Text text={said} />
          </span>
        )}
      </td>
      <td class="c2">
        <Strip history={look.history} label={`last results of ${result.check} on ${result.package}`} />
      </td>
      <td class="c1 num nowrap">
        <When time={result.submit_time} now={now} />
      </td>
    </tr>
  );
};

/** What fails now, newly failing first, each with the history that tells since when. */
export const LookPanel = ({ looks, now }: { readonly looks: Looks; readonly now: number }) => (
  <Panel
    title="Needs a look"
    note="latest results that are not ok, newly failing first"
    more={
      (looks.failing ?? 0) > looks.shown.length && (
        <a href={toSearch("is:failed is:latest", { in: "results" })}>all {grouped(looks.failing ?? 0)}</a>
      )
    }
  >
    {looks.shown.length === 0 ? (
      <Empty>
        <p>
          {looks.failing === null
            ? "This part could not be read."
            : "Nothing fails. Every latest result is ok."}
        </p>
      </Empty>
    ) : (
      <table class="cards">
        <thead class="sr">
          <tr>
            <th>outcome</th>
            <th>package, check and what it said</th>
            <th>last results, newest right</th>
            <th>when</th>
          </tr>
        </thead>
        <tbody>
          {looks.shown.map((look) => (
            <Row key={look.result.id} look={look} now={now} />
          ))}
        </tbody>
      </table>
    )}
  </Panel>
);
