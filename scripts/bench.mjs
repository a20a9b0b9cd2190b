import { install, runProgram } from "./prepare.mjs";

install({ quiet: true });
runProgram("scripts/bench/main.ts", process.argv.slice(2));
