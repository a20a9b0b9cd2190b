import { install, runProgram } from "./prepare.mjs";

install();
runProgram("scripts/start/main.ts", process.argv.slice(2));
