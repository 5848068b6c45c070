import type { HitInContext } from "../../model/answer/search.ts";
import { toCheck, toLog, toPackage, toResult, toRun, toSeries } from "../address.ts";
import { Generated } from "./generated.tsx";
import { Lines } from "./lines.tsx";
import { OutcomeTag } from "./outcome.tsx";
import { Text } from "./text.tsx";
import { When } from "./when.tsx";

const lineAddress = (hit: HitInContext): string | null =>
  hit.log === null || hit.line === null ? null : toLog(hit.run, hit.log, { first: hit.line });

/** Where the hit itself is: the log line, else the result, else the run. */
const mainAddress = (hit: HitInContext): string =>
  lineAddress(hit) ?? (hit.position === null ? toRun(hit.run) : toResult(hit.run, hit.position));

const Ways = ({ hit }: { readonly hit: HitInContext }) => {
  const line = lineAddress(hit);
  return (
    <span class="tools">
      {line !== null && (
        <a href={line}>
          {hit.log} line {hit.line}
        </a>
      )}
      {hit.position !== null && <a href={toResult(hit.run, hit.position)}>result</a>}
      <a href={toRun(hit.run)}>run</a>
      <a href={toSeries(hit.package, hit.check)}>history</a>
    </span>
  );
};

const Head = ({ hit, now }: { readonly hit: HitInContext; readonly now: number }) => (
  <div class="head">
    {hit.outcome !== null && <OutcomeTag outcome={hit.outcome} />}
    <a class="mono" href={toPackage(hit.package)} title={`package ${hit.package}`}>
      <Text text={hit.item} />
    </a>
    <a href={toCheck(hit.check)}>
      <Text text={hit.check} />
    </a>
    <span class="tag">{hit.arch}</span>
    <Generated when={hit.generated} />
    <span class="dimmer">
      <When time={hit.started} now={now} />
    </span>
    <Ways hit={hit} />
  </div>
);

const LogLines = ({ hit }: { readonly hit: HitInContext }) => {
  const own = { number: hit.line ?? 1, text: hit.text };
  const around = hit.context ?? [];
  const lines = around.some(({ number }) => number === own.number) ? around : [own];
  return (
    <div class="lines">
      <Lines
        lines={lines.map((line) =>
          line.number === own.number ? { ...own, highlights: hit.highlights, className: "at" } : line,
        )}
        href={(line) => toLog(hit.run, hit.log ?? "", { first: line })}
      />
    </div>
  );
};

/** One hit: whose it is, the text with what matched, the lines around it, and the ways on. */
export const HitRow = ({ hit, now }: { readonly hit: HitInContext; readonly now: number }) => (
  <article class="hit row" data-open={mainAddress(hit)}>
    <Head hit={hit} now={now} />
    {hit.kind === "log" ? (
      <LogLines hit={hit} />
    ) : (
      <p class="said">
        <span class="dimmer">{hit.kind === "finding" ? "finding " : ""}</span>
        <a class="plain" href={mainAddress(hit)}>
          <Text text={hit.text} highlights={hit.highlights} />
        </a>
      </p>
    )}
  </article>
);
