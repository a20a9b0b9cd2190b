import Link from "next/link";
import type { Locale } from "@/app/explanation/page-words.ts";
import { type Question, whyHref } from "@/app/explanation/why-link.ts";
import { type AnswerWords, answerWords } from "./answer-words.ts";

type About = Extract<Question, { readonly kind: "staffLimitRecord" }>["about"];

const TOPICS: readonly About[] = ["policy", "handSet", "replay", "late"];

interface RecordLinksProps {
  readonly question: Question;
  /** The account's part of the address. */
  readonly base: string;
  readonly locale: Locale;
}

/** What staff can ask further of the decision behind an answer: similar cases, and what is on record. */
export function RecordLinks({ question, base, locale }: RecordLinksProps) {
  const words = answerWords(locale);
  const links = linksOf(question, words);
  if (links.length === 0) return null;
  return (
    <nav lang={locale} aria-label={words.forStaff} data-print="hide" className="mb-5">
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {links.map(([label, asked]) => (
          <li key={label}>
            <Link
              href={whyHref(base, asked)}
              prefetch={false}
              className="font-medium text-accent hover:underline"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function linksOf(question: Question, words: AnswerWords): readonly (readonly [string, Question])[] {
  const record = recordOf(question);
  const links = record ? TOPICS.map((about) => [words.record[about], record(about)] as const) : [];
  const peers = peersOf(question);
  return peers ? [[words.similar, peers], ...links] : links;
}

function peersOf(question: Question): Question | null {
  if (question.kind === "limitChange") return { ...question, kind: "staffLimitPeers" };
  return question.kind === "restockChange" ? { ...question, kind: "staffRestockPeers" } : null;
}

function recordOf(question: Question): ((about: About) => Question) | null {
  if (!("runId" in question)) return null;
  const { runId } = question;
  if ("storageType" in question && "monthOn" in question) {
    const { storageType, monthOn } = question;
    return (about) => ({ kind: "staffLimitRecord", about, storageType, monthOn, runId });
  }
  if (!question.kind.startsWith("restock") && question.kind !== "staffRestockRecord") return null;
  if (!("productId" in question)) return null;
  const { productId } = question;
  return (about) => ({ kind: "staffRestockRecord", about, productId, runId });
}
