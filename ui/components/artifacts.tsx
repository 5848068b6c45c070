import type { Artifact } from "../../model/artifact.ts";
import type { Result } from "../../model/result.ts";
import type { Run } from "../../model/run.ts";
import { toArtifact } from "../address.ts";
import { plural } from "../format/number.ts";
import { size } from "../format/size.ts";
import { isGone } from "./logs.tsx";
import { Name } from "./name.tsx";
import { Text } from "./text.tsx";

const SHOWN = 50;

const depth = ({ path }: Artifact): number => path.split("/").length;

/** The files that a task left, those in no folder first; as many as are read at a glance, the rest at a click. */
export const Artifacts = ({ run }: { readonly run: Run }) => {
  const artifacts = run.artifacts.toSorted((a, b) => depth(a) - depth(b));
  const more = artifacts.slice(SHOWN);
  return (
    <>
      <ArtifactTable run={run} artifacts={artifacts.slice(0, SHOWN)} />
      {more.length > 0 && (
        <details class="more-rows">
          <summary>{plural(more.length, "more artifact")}</summary>
          <ArtifactTable run={run} artifacts={more} />
        </details>
      )}
    </>
  );
};

const ArtifactTable = ({
  run,
  artifacts,
}: {
  readonly run: Run;
  readonly artifacts: readonly Artifact[];
}) => (
  <table class="cards">
    <thead>
      <tr>
        <th>artifact</th>
        <th class="num">size</th>
        <th>sha256</th>
      </tr>
    </thead>
    <tbody>
      {artifacts.map(({ path, bytes, sha256 }) => (
        <tr key={path} class="row">
          <td class="c1 main">
            {isGone(run) ? (
              <Name text={path} />
            ) : (
              <a class="mono" href={toArtifact(run.uuid, path)}>
                <Name text={path} />
              </a>
            )}
          </td>
          <td class="c2 num nowrap">{size(bytes)}</td>
          <td class="c2 mono dimmer sha" title={sha256}>
            {sha256.slice(0, 12)}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** The file that a result names, as a link when its run has it; null when it names none. */
export const ResultArtifact = ({ result, run }: { readonly result: Result; readonly run: Run }) => {
  const { artifact } = result;
  if (artifact === null) return null;
  if (isGone(run) || !run.artifacts.some(({ path }) => path === artifact)) return <Text text={artifact} />;
  return (
    <a class="mono" href={toArtifact(run.uuid, artifact)}>
      <Name text={artifact} />
    </a>
  );
};
