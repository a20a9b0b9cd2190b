import { checkBoundaries } from "./checks/boundaries.ts";
import { reportCheck } from "./checks/report.ts";

const { problems, fileCount, edgeCount } = checkBoundaries(process.cwd());
reportCheck("boundaries", problems, `${fileCount} files, ${edgeCount} imports`);
