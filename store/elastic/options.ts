import type { Security } from "./connection.ts";
import type { Layout } from "./schema/templates.ts";

/** How a store on Elasticsearch is reached and spread. */
export interface ElasticOptions extends Security, Layout {}
