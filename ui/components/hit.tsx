import type { HitInContext } from "../../model/answer/search.ts";
import { toCheck, toLog, toPackage, toResult, toRun, toSeries } from "../address.ts";
import { grouped } from "../format/number.ts";
import { excerpts, type HitGroup } from "../search/group.ts";
import { Generated } from "./generated.tsx";
import { Lines } from "./lines.tsx";
import { Name } from "./name.tsx";
import { OutcomeTag } from "./outcome.tsx";
import { Text } from "./text.tsx";
import { When } from "./when.tsx";

const lineAddress = (hit: HitInContext): string | null =>
  hit.log === null || hit.line === null ? null : toLog(hit.run, hit.log, { first: hit.line });

/** Where the hit itself is: the log line, else the result, else the run. */
const addressOf = (hit: HitInContext): string =>
  lineAddress(hit) ?? (hit.position === null ? toRun(hit.run) : toResult(hit.run, hit.position));

const Ways = ({ group: { first, hits } }: { readonly group: HitGroup }) => {
  const inLog = hits.find((hit) => lineAddress(hit) !== null);
  const result = hits.find(({ position }) => position !== null);
  return (
    <span class="tools">
      {inLog !== undefined && (
        <a href={addressOf(inLog)}>
          {inLog.log} line {grouped(inLog.line ?? 1)}
        </a>
      )}
      {result !== undefined && <a href={toResult(result.run, result.position ?? 1)}>result</a>}
      <a href={toRun(first.run)}>run</a>
      <a href={toSeries(first.package, first.check)}>history</a>
    </span>
  );
};

const Head = ({ group, now }: { readonly group: HitGroup; readonly now: number }) => {
  const { first } = group;
  return (
    <div class="head">
      {first.outcome !== null && <OutcomeTag outcome={first.outcome} />}
      <a class="mono" href={toPackage(first.package)}>
        <Name text={first.item} />
      </a>
      <a href={toCheck(first.check)}>
        <Name text={first.check} />
      </a>
      <span class="tag">{first.arch}</span>
      <Generated when={first.generated} />
      <When time={first.started} now={now} />
      <Ways group={group} />
    </div>
  );
};

const LogHits = ({ hits }: { readonly hits: readonly HitInContext[] }) => {
  const [first] = hits;
  if (first === undefined) return null;
  return (
    <div
      class="lines"
      tabIndex={0}
      role="region"
      aria-label={`${first.log} of run ${first.run.slice(-12)}, from line ${first.line}`}
    >
      {excerpts(hits).map((lines, index) => (
        <div key={lines[0]?.number} class={index === 0 ? "piece" : "piece apart"}>
          <Lines lines={lines} href={(line) => toLog(first.run, first.log ?? "", { first: line })} />
        </div>
      ))}
    </div>
  );
};

const Said = ({ hit }: { readonly hit: HitInContext }) => (
  <p class="said">
    {hit.kind === "finding" && <span class="dimmer">finding </span>}
    <a class="plain" href={addressOf(hit)}>
      <Text text={hit.text} highlights={hit.highlights} />
    </a>
  </p>
);

/** Hits of one check on one item in one run: whose they are, what matched, the lines around it, and the ways on. */
export const Hits = ({ group, now }: { readonly group: HitGroup; readonly now: number }) => {
  const logs = Map.groupBy(
    group.hits.filter(({ kind }) => kind === "log"),
    ({ log }) => log ?? "",
  );
  return (
    <article class="hit row" data-open={addressOf(group.first)}>
      <Head group={group} now={now} />
      {group.hits
        .filter(({ kind }) => kind !== "log")
        .map((hit, index) => (
          <Said key={index} hit={hit} />
        ))}
      {[...logs].map(([log, hits]) => (
        <LogHits key={log} hits={hits} />
      ))}
    </article>
  );
};
