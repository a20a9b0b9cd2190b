import { checkDocRefs } from "./checks/doc-refs.ts";
import { reportCheck } from "./checks/report.ts";

const { problems, pageCount, referenceCount } = checkDocRefs(process.cwd());
reportCheck("docs", problems, `${pageCount} pages, ${referenceCount} references`);
