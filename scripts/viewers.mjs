import { install, runProgram } from "./prepare.mjs";

install({ quiet: true });
runProgram("scripts/viewers/main.ts", process.argv.slice(2));
