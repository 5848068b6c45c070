import { toItem, toResult, toSearch, toSeries } from "../address.ts";
import { Generated } from "../components/generated.tsx";
import { Name } from "../components/name.tsx";
import { OutcomeTag } from "../components/outcome.tsx";
import { Empty, Panel } from "../components/panel.tsx";
import { Strip } from "../components/strip.tsx";
import { Text } from "../components/text.tsx";
import { When } from "../components/when.tsx";
import { grouped } from "../format/number.ts";
import { shown } from "../log/controls.ts";
import { FAILING, type Look, type Looks } from "./look.ts";

/** The build, where the name of the package says the rest; else the whole item. */
const buildOf = ({ item, version, release }: Look["result"]): string => {
  if (version === null) return item;
  return release === null ? version : `${version}-${release}`;
};

const Subject = ({ look: { result } }: { readonly look: Look }) => (
  <>
    <a href={toSeries(result.package, result.check)}>
      <Name text={result.package} /> · <Name text={result.check} />
    </a>{" "}
    <a class="mono quiet" href={toItem(result.type, result.item)} title={shown(result.item)}>
      <Name text={buildOf(result)} />
    </a>
  </>
);

const Row = ({ look, now }: { readonly look: Look; readonly now: number }) => {
  const { result } = look;
  const said = result.findings[0]?.message ?? result.note ?? null;
  return (
    <tr class="row">
      <td class="c1 tagcell">
        <a class="plain" href={toResult(result.run, result.position)}>
          <OutcomeTag outcome={result.outcome} />
        </a>
        {look.isNew && <span class="tag bad">new</span>}
        <Generated when={result.generated} />
      </td>
      <td class="c1 main">
        <Subject look={look} />
        {said !== null && (
          <span class="note-line one mono dim" title={shown(said)}>
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
        <a href={toSearch(FAILING, { in: "results", from: looks.from })}>all {grouped(looks.failing ?? 0)}</a>
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
      <table class="cards looks">
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
