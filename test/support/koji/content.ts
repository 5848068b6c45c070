/** An RPM that the double has. */
export interface DoubleRpm {
  readonly name: string;
  readonly arch: string;
  readonly bytes: Uint8Array;
  /** What koji identifies it by: the header's digest. */
  readonly payloadhash?: string;
}

/** A build that the double has. */
export interface DoubleBuild {
  readonly name: string;
  readonly version: string;
  readonly release: string;
  /** 1, COMPLETE, unless given. */
  readonly state?: number;
  readonly volume_name?: string;
  readonly tags?: readonly string[];
  readonly rpms: readonly DoubleRpm[];
  /** Text of `build.log` by arch. */
  readonly logs?: Readonly<Record<string, string>>;
}

/** What the double serves. */
export interface DoubleContent {
  /** Builds, oldest first. */
  readonly builds: readonly DoubleBuild[];
  /** Every tag there is, with its parent; null for none. */
  readonly tags: Readonly<Record<string, string | null>>;
}

export const nvrOf = ({ name, version, release }: DoubleBuild): string => `${name}-${version}-${release}`;

/** Each file of koji's tree by its path below the top. */
export const treeOf = ({ builds }: DoubleContent): ReadonlyMap<string, Uint8Array> =>
  new Map(
    builds.flatMap((build) => {
      const { name, version, release, volume_name, rpms, logs = {} } = build;
      const volume = volume_name === undefined ? "" : `/vol/${volume_name}`;
      const below = `${volume}/packages/${name}/${version}/${release}`;
      return [
        ...rpms.map((rpm): [string, Uint8Array] => [
          `${below}/${rpm.arch}/${rpm.name}-${version}-${release}.${rpm.arch}.rpm`,
          rpm.bytes,
        ]),
        ...Object.entries(logs).map(([arch, text]): [string, Uint8Array] => [
          `${below}/data/logs/${arch}/build.log`,
          Buffer.from(text),
        ]),
      ];
    }),
  );
