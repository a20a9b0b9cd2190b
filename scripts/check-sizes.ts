import { reportCheck } from "./checks/report.ts";
import { checkSizes } from "./checks/sizes.ts";

const { problems, fileCount, lineCount } = checkSizes(process.cwd());
reportCheck("sizes", problems, `${fileCount} files, ${lineCount} lines`);
