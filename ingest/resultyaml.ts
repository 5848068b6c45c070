import type { Node } from "yaml";
import { LIMITS } from "../model/limits.ts";
import type { ResultInput } from "../model/result.ts";
import { readFields } from "./fields.ts";
import { readFindings } from "./findings/read.ts";
import { outcomeOfWord } from "./outcome.ts";
import { Problems } from "./problems.ts";
import type { OpenReader, ReaderDefaults } from "./reader.ts";
import { YamlFault, YamlText } from "./yaml-text.ts";

/** Opens a reader of ResultYAML: a map whose `results` is a list of maps. It is read when it is complete. A file that cannot be read is the
    problem `bad-file`; an empty list is no problem. */
export const openResultYamlReader: OpenReader = (defaults, tell) => {
  const parts: Uint8Array[] = [];
  let size = 0;
  return {
    write: async (bytes) => {
      size += bytes.length;
      if (size <= LIMITS.resultFile) parts.push(bytes.slice());
    },
    end: async () => {
      const problems = new Problems();
      const results =
        size > LIMITS.resultFile
          ? fault(problems, `the file is larger than ${LIMITS.resultFile} bytes`, 1)
          : readAll(Buffer.concat(parts).toString("utf8"), defaults, problems);
      if (results.length > 0) tell(results);
      return { results: results.length, plan: null, bailout: null, problems: problems.all };
    },
  };
};

/** Values of a whole file, for as many results as there may be. */
const MAX_VALUES = 10 * LIMITS.yamlValues;

const readAll = (text: string, defaults: ReaderDefaults, problems: Problems): readonly ResultInput[] => {
  try {
    const yaml = new YamlText(text, MAX_VALUES);
    const list = yaml.entries(yaml.root).get("results");
    if (list === undefined) throw new YamlFault("`results` is missing: a list of results", 1);
    const items = list === null || yaml.isNull(list) ? [] : yaml.items(list);
    if (items === null)
      throw new YamlFault("`results` must be a list of results", list ? yaml.line(list) : 1);
    if (items.length > LIMITS.results)
      problems.add(
        "too-many",
        null,
        `a run may have ${LIMITS.results} results; the further ones are left out`,
      );
    return items.slice(0, LIMITS.results).map((item, index) => {
      if (item === null) throw new YamlFault("a result must be a map", 1);
      return resultOf(yaml, item, { position: index + 1, defaults, problems });
    });
  } catch (error) {
    if (!(error instanceof YamlFault)) throw error;
    return fault(problems, error.message, error.line);
  }
};

const fault = (problems: Problems, message: string, line: number): [] => {
  problems.add("bad-file", line, `the ResultYAML cannot be read: ${message}`);
  return [];
};

interface Place {
  readonly position: number;
  readonly defaults: ReaderDefaults;
  readonly problems: Problems;
}

const resultOf = (yaml: YamlText, item: Node, { position, defaults, problems }: Place): ResultInput => {
  const fields = readFields(yaml, yaml.entries(item), (node) => yaml.line(node));
  const { literal, output } = fields;
  const line = yaml.line(item);
  const lineOf = (index: number): number | null => literal && literal.first_line + index;
  const findings = fields.findings ?? (output === null ? [] : readFindings(output, lineOf));
  return {
    position,
    check: fields.check ?? defaults.task,
    item: fields.item ?? defaults.item,
    type: fields.type ?? defaults.type,
    arch: fields.arch ?? defaults.arch,
    scenario: fields.scenario,
    outcome: outcomeOfWord(fields.outcome ?? "", line, problems),
    note: fields.note,
    data: fields.data ?? {},
    findings: findings.slice(0, LIMITS.findings),
    log: { name: defaults.log, first_line: line, last_line: yaml.lastLine(item) },
    artifact: fields.artifact,
    ref_url: fields.ref_url,
    duration_ms: fields.duration_ms,
  };
};
