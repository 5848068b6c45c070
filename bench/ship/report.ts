import { availableParallelism, cpus, totalmem } from "node:os";
import { type Spread, spread } from "../sample.ts";
import type { Cpu } from "./cpu.ts";
import type { Searchable } from "./searchable.ts";

/** What one round gave: the logs shipped, then the same documents by `_bulk` alone. */
export interface Round {
  readonly megabytes: number;
  /** MB/s. */
  readonly shipped: number;
  readonly bare: number;
  /** Milliseconds from a shipment's first byte to its acknowledgement. */
  readonly lags: Spread;
  readonly retries: number;
  /** Seconds of CPU while logs were shipped, and while `_bulk` ran. */
  readonly cpu: Cpu;
  readonly bareCpu: Cpu;
  /** Bytes of documents for each byte of log. */
  readonly blowUp: number;
}

export interface Report {
  readonly runners: number;
  readonly seconds: number;
  readonly text: string;
  readonly rounds: readonly Round[];
  readonly searchable: Searchable & { readonly rate: number };
  /** Bytes on Elasticsearch's disk for each byte of log. */
  readonly disk: number;
  /** … and for each plain result. */
  readonly resultDisk: number;
  /** Results a second. */
  readonly results: {
    readonly points: number;
    readonly sqlite: readonly number[];
    readonly elastic: readonly number[];
  };
}

const middle = (values: readonly number[]): number => spread(values).p50;

const perMegabyte = (rounds: readonly Round[], seconds: (round: Round) => number): string =>
  `${((1000 * rounds.reduce((sum, round) => sum + seconds(round), 0)) / rounds.reduce((sum, { megabytes }) => sum + megabytes, 0)).toFixed(1)} ms`;

const one = (value: number): string => value.toFixed(1);

/** The figures as Markdown. */
export const reportText = ({
  runners,
  seconds,
  text,
  rounds,
  searchable,
  disk,
  resultDisk,
  results,
}: Report): string => {
  const of = (pick: (round: Round) => number): number => middle(rounds.map(pick));
  const retries = rounds.reduce((sum, round) => sum + round.retries, 0);
  const rows: readonly (readonly [string, string])[] = [
    ["shipped and acknowledged", `${one(of((r) => r.shipped))} MB/s`],
    ["the same documents by `_bulk` alone", `${one(of((r) => r.bare))} MB/s of log`],
    ["ratio", of((r) => r.shipped / r.bare).toFixed(2)],
    [
      "a shipment's first byte → its acknowledgement, p50 / p95",
      `${Math.round(of((r) => r.lags.p50))} / ${Math.round(of((r) => r.lags.p95))} ms`,
    ],
    ["shipments that were sent again", String(retries)],
    ["CPU for 1 MB of log: both servers", perMegabyte(rounds, (r) => r.cpu.servers)],
    [
      "… Elasticsearch, shipping / `_bulk` alone",
      `${perMegabyte(rounds, (r) => r.cpu.elasticsearch)} / ${perMegabyte(rounds, (r) => r.bareCpu.elasticsearch)}`,
    ],
    ["… the runners' process", perMegabyte(rounds, (r) => r.cpu.bench)],
    ["documents for 1 MB of log", `${of((r) => r.blowUp).toFixed(2)} MB`],
    ["Elasticsearch's disk for 1 MB of log, with its index", `${disk.toFixed(2)} MB`],
    ["… for a plain result, with the newest of its series", `${Math.round(resultDisk)} bytes`],
    [
      `print → found by search, at ${one(searchable.rate)} MB/s, p50 / p95`,
      `${Math.round(searchable.spread.p50)} / ${Math.round(searchable.spread.p95)} ms (${searchable.spread.n} lines)`,
    ],
    ["… found within 2 s", `${Math.round(100 * searchable.within)} %`],
    [
      `results/s from task output to durable, ${results.points} points, one runner: SQLite`,
      Math.round(middle(results.sqlite)).toString(),
    ],
    ["… Elasticsearch", Math.round(middle(results.elastic)).toString()],
  ];
  const table = rows.map(([what, value]) => `| ${what} | ${value} |`).join("\n");
  return `| ${runners} runners, 1 MB/s each, two servers, one Elasticsearch | |\n|---|--:|\n${table}\n\nMedians of ${rounds.length} rounds of ${seconds} s; ${text}. ${machine()}`;
};

const machine = (): string =>
  `Everything on one machine: ${availableParallelism()} × ${cpus()[0]?.model ?? "unknown CPU"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}.`;
