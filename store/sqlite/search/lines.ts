import { stripAnsi } from "../../../model/lines.ts";
import type { Query } from "../../../model/query/ast.ts";
import type { Block } from "../../log/blocks.ts";
import { searchLines } from "../../log/find.ts";
import { compileText } from "../../log/match/compile.ts";
import { matchNear } from "../../log/match/near.ts";
import { planTrigrams } from "../../log/plan.ts";
import type { BlockRef, Logs, RunLine } from "../logs/logs.ts";
import { withoutLineFields, withoutText } from "../../query/tree.ts";
import { highlighter } from "../../query/highlights.ts";
import { lineTest } from "../../query/line-test.ts";

/** What is asked of each line of a run's logs. */
export interface LineQuery {
  readonly query: Query;
  /** Lines that the text parts may lie apart. */
  readonly near: number;
}

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
  const match = matchNear(query, near);
  const highlights = highlighter(query);
  const wanted = new Set(refs.map((ref) => ref.log));
  for (const { name: log } of logs.list(runKey))
    for (const ref of logs
      .proposeIn({ runKey, name: log }, planTrigrams(query, near))
      .filter((one) => wanted.has(one.log)))
      for (const block of logs.blocksOf(ref)) {
        const { before, lines, own } = surrounded(parts, { log, block, near });
        yield match(lines)
          .filter((at) => at >= before && at < before + own)
          .map((at) => ({ line: block.first + at - before, text: lines[at] ?? "" }))
          .map(({ line, text }) => ({ log, line, text, highlights: highlights(text) }));
      }
}

/** The block's own lines, and up to `near` at either side; `before` is how many come before its own. */
const surrounded = ({ logs, runKey }: Parts, place: { log: string; block: Block; near: number }) => {
  const { log, block, near } = place;
  const around = (first: number, count: number): string[] =>
    Array.from(logs.readLines({ runKey, name: log }, first, count), ({ text }) => stripAnsi(text));
  const own = searchLines(block);
  const before = around(Math.max(1, block.first - near), Math.min(near, block.first - 1));
  const lines = [...before, ...own, ...around(block.first + own.length, near)];
  return { before: before.length, own: own.length, lines };
};
