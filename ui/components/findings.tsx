import type { Finding } from "../../model/finding.ts";
import type { Result } from "../../model/result.ts";
import { MAIN_LOG } from "../../model/run.ts";
import { toLog } from "../address.ts";
import { grouped } from "../format/number.ts";
import { Text } from "./text.tsx";

const SEVERITY_CLASS: Readonly<Record<string, string>> = { error: "bad", warning: "warn" };

const Row = ({ finding, result }: { readonly finding: Finding; readonly result: Result }) => (
  <li>
    <span class={`tag ${SEVERITY_CLASS[finding.severity] ?? ""}`}>
      <Text text={finding.severity} />
    </span>
    <span class="finding mono">
      {finding.tag !== null && (
        <b>
          <Text text={finding.tag} />{" "}
        </b>
      )}
      <Text text={finding.message} />
      {finding.subject !== null && (
        <span class="dimmer">
          {" "}
          <Text text={finding.subject} />
        </span>
      )}
    </span>
    {finding.line !== null && (
      <a class="nowrap" href={toLog(result.run, result.log?.name ?? MAIN_LOG, { first: finding.line })}>
        line {finding.line}
      </a>
    )}
  </li>
);

/** The findings of a result, as many as `most`; says how many more there are. */
export const Findings = ({ result, most }: { readonly result: Result; readonly most: number }) =>
  result.findings.length === 0 ? null : (
    <ul class="findings">
      {result.findings.slice(0, most).map((finding, index) => (
        <Row key={index} finding={finding} result={result} />
      ))}
      {result.findings.length > most && (
        <li class="dim">{grouped(result.findings.length - most)} more findings</li>
      )}
    </ul>
  );
