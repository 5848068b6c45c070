import { stripAnsi } from "../../../model/lines.ts";
import type { Block } from "../../log/blocks.ts";
import { searchLines, toldOnce } from "../../log/find.ts";
import { compileText } from "../../log/match/compile.ts";
import { planTrigrams } from "../../log/plan.ts";
import { lineTest } from "../../query/line-test.ts";
import { around, type LineQuery, nearFinder, type Surroundings } from "../../query/near-lines.ts";
import { withoutLineFields, withoutText } from "../../query/tree.ts";
import type { BlockRef, Logs, RunLine } from "../logs/logs.ts";

/** A run and the parts of its logs that may hold a matching line. */
interface Parts {
  readonly logs: Logs;
  readonly runKey: number;
  readonly refs: readonly BlockRef[];
}

/** Matching lines of a run's logs, block by block. The text is decided first; number and log of those that pass come after. */
export function* linesIn(parts: Parts, { query, near }: LineQuery): Generator<RunLine[]> {
  const text = withoutLineFields(query);
  const found =
    near === 0
      ? parts.logs.findInRun(parts.refs, compileText(text))
      : linesNear(parts, { query: text, near });
  const passes = lineTest(near === 0 ? query : withoutText(query));
  for (const lines of found) yield lines.filter(passes);
}

/** As `findInRun`, with text parts that may lie apart: each block is read with the lines around it. */
function* linesNear(parts: Parts, { query, near }: LineQuery): Generator<RunLine[]> {
  const { logs, runKey, refs } = parts;
  const find = nearFinder({ query, near });
  const wanted = new Set(refs.map((ref) => ref.log));
  for (const { name: log } of logs.list(runKey)) {
    const once = toldOnce();
    for (const ref of logs
      .proposeIn({ runKey, name: log }, planTrigrams(query, near))
      .filter((one) => wanted.has(one.log)))
      for (const block of logs.blocksOf(ref))
        yield once(find(block, surroundings(parts, { log, block, near }))).map((line) => ({ log, ...line }));
  }
}

const surroundings = (
  { logs, runKey }: Parts,
  { log, block, near }: { readonly log: string; readonly block: Block; readonly near: number },
): Surroundings => {
  const read = ({ first, count }: { readonly first: number; readonly count: number }): string[] =>
    Array.from(logs.readLines({ runKey, name: log }, first, count), ({ text }) => stripAnsi(text));
  const { before, after } = around(block, searchLines(block).length, near);
  return { before: read(before), after: read(after) };
};
