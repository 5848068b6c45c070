#!/usr/bin/env node
import { runProgram } from "./program.ts";
import { runCommand } from "./run.ts";

await runProgram(runCommand("runtask"), process.argv.slice(2));
