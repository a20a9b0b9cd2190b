import Link from "next/link";
import { type Question, whyHref } from "@/app/explanation/why-link.ts";

type About = Extract<Question, { readonly kind: "staffLimitRecord" }>["about"];

const TOPICS: readonly (readonly [About, string])[] = [
  ["policy", "Policy in force"],
  ["handSet", "Set by hand"],
  ["replay", "Compute it again"],
  ["late", "Late reports"],
];

interface RecordLinksProps {
  readonly question: Question;
  /** The account's part of the address. */
  readonly base: string;
}

/** What staff can ask further of the decision behind an answer: similar cases, and what is on record. */
export function RecordLinks({ question, base }: RecordLinksProps) {
  const links = linksOf(question);
  if (links.length === 0) return null;
  return (
    <nav aria-label="For staff" data-print="hide" className="mb-5">
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

function linksOf(question: Question): readonly (readonly [string, Question])[] {
  const record = recordOf(question);
  const links = record ? TOPICS.map(([about, label]) => [label, record(about)] as const) : [];
  const peers = peersOf(question);
  return peers ? [["Similar cases", peers], ...links] : links;
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
