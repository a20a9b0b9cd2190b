import { install, runProgram } from "./prepare.mjs";

install({ quiet: true });
runProgram("scripts/why-bench/main.ts", process.argv.slice(2));
