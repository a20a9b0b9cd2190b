import { ButtonLink } from "@/app/ui/button.tsx";
import { type Question, whyHref } from "./why-link.ts";

interface QuestionLinksProps {
  /** The account's part of the address: "/s/birch". */
  readonly base: string;
  readonly questions: readonly { readonly label: string; readonly question: Question }[];
}

/** What can be asked of the numbers beside it. Long labels take a second line on a narrow screen. */
export function QuestionLinks({ base, questions }: QuestionLinksProps) {
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2" data-print="hide">
      {questions.map(({ label, question }) => (
        <ButtonLink
          key={label}
          size="small"
          className="h-auto min-h-7 py-1 text-start whitespace-normal"
          href={whyHref(base, question)}
        >
          {label}
        </ButtonLink>
      ))}
    </div>
  );
}
