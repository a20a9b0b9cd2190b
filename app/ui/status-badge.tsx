import {
  CalendarClock,
  Check,
  CheckCheck,
  CircleDashed,
  CircleSlash,
  CircleX,
  LoaderCircle,
  type LucideIcon,
  MessageCircle,
  PencilLine,
  Undo2,
} from "lucide-react";
import { Badge, type Tone } from "./badge.tsx";

interface Look {
  readonly label: string;
  readonly tone: Tone;
  readonly icon: LucideIcon;
}

// Keys are the closed sets of db/schema/enums.ts; the same status reads the same everywhere.
const looks = {
  run: {
    queued: { label: "Queued", tone: "neutral", icon: CircleDashed },
    running: { label: "Running", tone: "accent", icon: LoaderCircle },
    done: { label: "Done", tone: "good", icon: Check },
    failed: { label: "Failed", tone: "bad", icon: CircleX },
    cancelled: { label: "Cancelled", tone: "neutral", icon: CircleSlash },
  },
  stage: {
    waiting: { label: "Waiting", tone: "neutral", icon: CircleDashed },
    running: { label: "Running", tone: "accent", icon: LoaderCircle },
    done: { label: "Done", tone: "good", icon: Check },
    failed: { label: "Failed", tone: "bad", icon: CircleX },
    skipped: { label: "Skipped", tone: "neutral", icon: CircleSlash },
  },
  import: {
    queued: { label: "Queued", tone: "neutral", icon: CircleDashed },
    running: { label: "Loading", tone: "accent", icon: LoaderCircle },
    loaded: { label: "Loaded", tone: "good", icon: Check },
    failed: { label: "Failed", tone: "bad", icon: CircleX },
  },
  case: {
    open: { label: "Open", tone: "accent", icon: MessageCircle },
    waiting_on_seller: { label: "Waiting on seller", tone: "warn", icon: CalendarClock },
    answered: { label: "Answered", tone: "good", icon: Check },
    closed: { label: "Closed", tone: "neutral", icon: CheckCheck },
  },
  draft: {
    open: { label: "Draft", tone: "neutral", icon: PencilLine },
    approved: { label: "Approved", tone: "accent", icon: Check },
    published: { label: "Published", tone: "good", icon: CheckCheck },
    withdrawn: { label: "Withdrawn", tone: "neutral", icon: Undo2 },
  },
  model: {
    candidate: { label: "Candidate", tone: "neutral", icon: CircleDashed },
    active: { label: "In use", tone: "good", icon: Check },
    retired: { label: "Retired", tone: "neutral", icon: CircleSlash },
  },
  token: {
    live: { label: "Valid", tone: "good", icon: Check },
    expired: { label: "Expired", tone: "neutral", icon: CalendarClock },
    revoked: { label: "Revoked", tone: "neutral", icon: CircleSlash },
  },
  limit: {
    estimate: { label: "Estimate", tone: "neutral", icon: CircleDashed },
    confirmed: { label: "Confirmed", tone: "good", icon: Check },
  },
  shipment: {
    working: { label: "Working", tone: "neutral", icon: PencilLine },
    shipped: { label: "Shipped", tone: "accent", icon: CalendarClock },
    receiving: { label: "Receiving", tone: "accent", icon: LoaderCircle },
    closed: { label: "Closed", tone: "good", icon: Check },
    cancelled: { label: "Cancelled", tone: "neutral", icon: CircleSlash },
  },
} as const satisfies Record<string, Readonly<Record<string, Look>>>;

export type StatusKind = keyof typeof looks;

/** A status as the database names it, in words (English ones unless told), with an icon and a tone. */
export function StatusBadge<Kind extends StatusKind>({
  kind,
  status,
  label,
}: {
  readonly kind: Kind;
  readonly status: keyof (typeof looks)[Kind] & string;
  readonly label?: string;
}) {
  const { label: english, tone, icon: Icon } = looks[kind][status] as Look;
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
      {label ?? english}
    </Badge>
  );
}
