import { install, runProgram } from "./prepare.mjs";

install();
runProgram("scripts/test/main.ts", process.argv.slice(2));
