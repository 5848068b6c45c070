import { runProgram } from "./program.ts";
import { runCommand } from "./run.ts";

void runProgram(runCommand("runtask"), process.argv.slice(2));
