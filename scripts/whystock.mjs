import { install, runProgram } from "./prepare.mjs";

install({ quiet: true });
runProgram("scripts/whystock/main.ts", process.argv.slice(2));
