import { AppError } from "../../../model/errors.ts";
import type { Contents, Examined, ExamineOptions, Upkeep } from "../../upkeep.ts";
import type { Elastic } from "../elastic.ts";
import { guarded, guardedEach } from "../failure.ts";
import { openElastic } from "../open.ts";
import type { ElasticOptions } from "../options.ts";
import { backUp, restore } from "./backup.ts";
import { contentsOf } from "./contents.ts";
import { examine } from "./examine.ts";

/** Upkeep of the store on a cluster. */
// imported only when it is chosen
// ts-unused-exports:disable-next-line
export const openElasticUpkeep = async (
  url: string,
  now: () => number,
  options: ElasticOptions,
): Promise<Upkeep> => new ElasticUpkeep(await openElastic(url, now, options));

class ElasticUpkeep implements Upkeep {
  readonly #elastic: Elastic;

  constructor(elastic: Elastic) {
    this.#elastic = elastic;
  }

  backup(target: string, onProgress: (text: string) => void): Promise<Contents> {
    return guarded(() => backUp(this.#elastic, target, onProgress));
  }

  restore(source: string, onProgress: (text: string) => void): Promise<Contents> {
    return guarded(async () => {
      const { runs } = await contentsOf(this.#elastic);
      if (runs > 0)
        throw new AppError(
          "bad-value",
          `the store holds ${runs} runs already: restore under another prefix, or into another cluster`,
        );
      return restore(this.#elastic, source, onProgress);
    });
  }

  examine(options: ExamineOptions): AsyncIterable<Examined> {
    return guardedEach(examine(this.#elastic, options));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#elastic.client.close();
  }
}
