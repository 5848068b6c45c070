#!/usr/bin/env node
import { createRequire } from "node:module";

// as CommonJS it is there some milliseconds earlier
await createRequire(import.meta.url)("./start.cjs").start("runtask");
