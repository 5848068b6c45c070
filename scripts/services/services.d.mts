interface Service {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
}

export declare const SERVICES: readonly Service[];
