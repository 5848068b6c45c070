import type { SearchAnswer } from "../../model/answer/search.ts";
import { SCOPES } from "../../model/hit.ts";
import { withQuery } from "../address.ts";
import { Examples } from "../components/examples.tsx";
import { Facets } from "../components/facets.tsx";
import type { Picture } from "../components/figure.tsx";
import { GeneratedNote } from "../components/generated.tsx";
import { drawHistogram, HistogramFigure } from "../components/histogram.tsx";
import { Hits } from "../components/hit.tsx";
import { ImpactSentence } from "../components/impact.tsx";
import { More } from "../components/pager.tsx";
import { Panel } from "../components/panel.tsx";
import { QueryReading } from "../components/query-reading.tsx";
import { SearchBox } from "../components/search-box.tsx";
import { Tools } from "../components/tools.tsx";
import { Windows } from "../components/windows.tsx";
import { atLeast, plural } from "../format/number.ts";
import { stretch } from "../format/time.ts";
import type { Context, Page, View } from "../page.ts";
import { groupHits } from "../search/group.ts";

const PAGE = 20;
const AROUND = 2;

const SCOPE_WORDS = { all: "everything", results: "results", findings: "findings", log: "logs" } as const;

const ScopeSwitch = ({ context, scope }: { readonly context: Context; readonly scope: string }) => (
  <nav class="windows" aria-label="where to search">
    {SCOPES.toReversed().map((one) => (
      <a
        key={one}
        href={withQuery("/search", { ...Object.fromEntries(context.query), in: one, cursor: null })}
        aria-current={one === scope ? "true" : undefined}
      >
        {SCOPE_WORDS[one]}
      </a>
    ))}
  </nav>
);

const teaching: View = {
  title: "Search",
  description: "Search results, findings and every line of every log.",
  body: (
    <div class="message wide">
      <h1>Search results, findings and every log line</h1>
      <SearchBox q="" big />
      <p class="dim">
        Paste any line of a log and it is found. Words match whole, in any case; <code>"quotes"</code> and{" "}
        <code>/regexes/</code> match exactly.
      </p>
      <Examples />
    </div>
  ),
};

const NoHits = ({ context, scope }: { readonly context: Context; readonly scope: string }) => (
  <div class="empty">
    <p>Nothing matches. Things that help:</p>
    <ul class="plain-list">
      {scope !== "all" && (
        <li>
          <a href={withQuery("/search", { ...Object.fromEntries(context.query), in: "all" })}>
            search everywhere
          </a>
          , not only in {SCOPE_WORDS[scope as keyof typeof SCOPE_WORDS] ?? scope}
        </li>
      )}
      {(context.query.has("from") || context.query.has("to")) && (
        <li>
          <a href={withQuery("/search", { ...Object.fromEntries(context.query), from: null, to: null })}>
            search all the time
          </a>
          , not only this stretch
        </li>
      )}
      <li>
        words match whole: <code>err*</code> finds <code>error</code>, <code>err</code> does not
      </li>
      <li>quotes and regexes mind upper and lower case</li>
    </ul>
    <Examples />
  </div>
);

const Found = ({
  context,
  answer,
  q,
  picture,
}: {
  readonly context: Context;
  readonly answer: SearchAnswer;
  readonly q: string;
  readonly picture: Picture | null;
}) => {
  const path = withQuery("/search", Object.fromEntries(context.query));
  return (
    <div class="cols facet-cols">
      <Facets context={context} q={q} answer={answer} />
      <Panel
        title={plural(answer.total.value, "hit")}
        note={
          answer.total.exact
            ? stretch(answer.window.from, answer.window.to)
            : "at least; the search was cut short"
        }
        more={<Tools api={path} />}
      >
        <div class="pad">
          <HistogramFigure answer={answer} picture={picture} />
          <GeneratedNote when={answer.data.some(({ generated }) => generated)} />
        </div>
        {groupHits(answer.data).map((group, index) => (
          <Hits key={index} group={group} now={context.now} />
        ))}
        <More context={context} next={answer.next} of="more hits" />
      </Panel>
    </div>
  );
};

/** Search: what was understood, how much it concerns, when, and the hits. */
export const searchPage: Page = async (context) => {
  const { query } = context;
  const q = (query.get("q") ?? "").trim();
  if (q === "") return teaching;
  const asked = { q, in: query.get("in"), from: query.get("from"), to: query.get("to") };
  const answer = await context.ask<SearchAnswer>(
    withQuery("/search", { ...asked, context: AROUND, limit: PAGE, cursor: query.get("cursor") }),
  );
  const scope = query.get("in") ?? answer.understood.scope ?? "all";
  const picture = await drawHistogram(context, answer);
  return {
    title: `${q} – search`,
    description: `${atLeast(answer.total.value, answer.total.exact)} hits in ${plural(answer.impact.runs, "run")}.`,
    q,
    islands: ["chart"],
    body: (
      <>
        <h1 class="sr">Search</h1>
        <div class="search-top">
          <QueryReading asked={answer} />
          <div class="search-switches">
            <ScopeSwitch context={context} scope={scope} />
            <Windows context={context} />
          </div>
          <ImpactSentence answer={answer} now={context.now} />
        </div>
        {answer.data.length === 0 ? (
          <Panel title="No hits">
            <NoHits context={context} scope={scope} />
          </Panel>
        ) : (
          <Found context={context} answer={answer} q={q} picture={picture} />
        )}
      </>
    ),
  };
};
