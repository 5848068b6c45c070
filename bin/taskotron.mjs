#!/usr/bin/env node
import { createRequire } from "node:module";

await createRequire(import.meta.url)("./start.cjs").start("taskotron", process.argv[2]);
