#!/usr/bin/env node
import { start } from "./start.mjs";

await start("taskotron", process.argv[2]);
