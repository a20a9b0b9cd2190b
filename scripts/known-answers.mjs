import { install, runProgram } from "./prepare.mjs";

install({ quiet: true });
runProgram("scripts/known-answers/main.ts", process.argv.slice(2));
