import {
  type Entry,
  gainOf,
  type PaymentRule,
  type Played,
  playMonth,
  playRound,
  type TwoRounds,
} from "./game.ts";
import type { World } from "./world.ts";

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

/** What a strategist may know beside its own truth: what the pool has cleared at before. */
export interface Knowledge {
  readonly medianClear: number;
}

/** A way to ask for something other than the truth. `players` act together: their gains are added. */
export interface Strategy {
  readonly name: string;
  /** What it does, in a sentence. */
  readonly text: string;
  readonly playerCount: 1 | 2;
  /** Rounds of the month it plays over; it is compared with truth over the same rounds. */
  readonly roundCount: 1 | 2;
  readonly play: (setting: Setting) => Played;
  /** What it costs the players beside the fee, e.g. sales that are not real. */
  readonly extraCost?: (setting: Setting) => number;
}

export interface Setting {
  readonly world: World;
  readonly players: readonly number[];
  readonly rule: PaymentRule;
  readonly knowledge: Knowledge;
}

export const truthOf = (world: World, bidder: number): Entry => {
  const { quantity, value, expectedCredit, cap } = world.bidders[bidder]!;
  return { bidder, quantity, fee: value, expectedCredit, cap };
};

/** The book in which the players do as they are told and everybody else tells the truth. */
function entriesWith(
  { world, players }: Setting,
  told: (truth: Entry) => readonly Entry[],
): Entry[] {
  return world.bidders.flatMap((_, bidder) => {
    const truth = truthOf(world, bidder);
    return players.includes(bidder) ? told(truth) : [truth];
  });
}

const single = (
  name: string,
  text: string,
  told: (truth: Entry, setting: Setting) => readonly Entry[],
  playerCount: 1 | 2 = 1,
): Strategy => ({
  name,
  text,
  playerCount,
  roundCount: 1,
  play: (setting) =>
    playRound(
      setting.world,
      entriesWith(setting, (truth) => told(truth, setting)),
      setting.rule,
    ),
});

const scaled = (entry: Entry, quantity: number, fee: number): Entry => ({
  ...entry,
  quantity: entry.quantity.map((q) => q * quantity),
  fee: entry.fee.map((f) => f * fee),
});

/** Accounts that share the seller's cap, as shares of its verified limit do. */
const split = (entry: Entry, count: number, quantityShare = 1 / count): Entry[] =>
  Array.from({ length: count }, () => ({
    ...scaled(entry, quantityShare, 1),
    cap: entry.cap / count,
  }));

/** The net fee whose score is the median past clear. */
const netAt = (clear: number, entry: Entry, world: World): number =>
  clear - Math.min(entry.expectedCredit, world.creditCapShare * clear);

const toBand = (entry: Entry, { world, knowledge }: Setting): Entry => {
  const band = netAt(knowledge.medianClear, entry, world);
  return { ...entry, fee: entry.fee.map((fee) => Math.min(fee, band)) };
};

const withoutLast = (entry: Entry): Entry => ({
  ...entry,
  quantity: entry.quantity.slice(0, -1),
  fee: entry.fee.slice(0, -1),
});

function flat(entry: Entry): Entry {
  const asked = sum(entry.quantity);
  const worth = sum(entry.quantity.map((q, k) => q * entry.fee[k]!));
  return { ...entry, quantity: [asked], fee: [worth / asked] };
}

/** The first `volume` of an entry's steps. */
function firstVolume(entry: Entry, volume: number): Entry {
  let left = volume;
  const quantity = entry.quantity.map((q) => {
    const kept = Math.min(q, Math.max(0, left));
    left -= kept;
    return kept;
  });
  return { ...entry, quantity };
}

function remaining(entry: Entry, granted: number): Entry {
  let left = granted;
  const quantity = entry.quantity.map((q) => {
    const had = Math.min(q, left);
    left -= had;
    return q - had;
  });
  return { ...entry, quantity, cap: Math.max(0, entry.cap - granted) };
}

/** Best of ten quantities, asked truthfully, with every other request known: an upper bound on demand reduction. */
function bestInformed(setting: Setting): Played {
  const player = setting.players[0]!;
  let best: Played | null = null;
  for (let tenths = 10; tenths >= 1; tenths--) {
    const played = playRound(
      setting.world,
      entriesWith(setting, (truth) => [firstVolume(truth, (sum(truth.quantity) * tenths) / 10)]),
      setting.rule,
    );
    if (
      best === null ||
      gainOf(setting.world, played, player) > gainOf(setting.world, best, player)
    )
      best = played;
  }
  return best!;
}

interface Told {
  readonly first?: (truth: Entry, order: number) => readonly Entry[];
  readonly second?: (truth: Entry, granted: number, order: number) => readonly Entry[];
  readonly returns?: (truth: Entry, granted: number) => number;
}

function monthPlan({ world, players }: Setting, told: Told): TwoRounds {
  const order = (bidder: number) => players.indexOf(bidder);
  return {
    first: world.bidders.flatMap((_, bidder) => {
      const truth = truthOf(world, bidder);
      return order(bidder) >= 0 && told.first ? told.first(truth, order(bidder)) : [truth];
    }),
    returned: (granted) =>
      Float64Array.from(granted, (had, bidder) =>
        order(bidder) >= 0 && told.returns ? told.returns(truthOf(world, bidder), had) : 0,
      ),
    second: (granted) =>
      world.bidders.flatMap((_, bidder) => {
        const truth = truthOf(world, bidder);
        return order(bidder) >= 0 && told.second
          ? told.second(truth, granted[bidder]!, order(bidder))
          : [remaining(truth, granted[bidder]!)];
      }),
  };
}

const monthly = (name: string, text: string, told: Told, playerCount: 1 | 2 = 1): Strategy => ({
  name,
  text,
  playerCount,
  roundCount: 2,
  play: (setting) => playMonth(setting.world, monthPlan(setting, told), setting.rule),
});

/** Truth over one round or two: what every strategy is compared with. */
export const playTruth = (
  setting: Omit<Setting, "players" | "knowledge">,
  roundCount: 1 | 2,
): Played => {
  const { world, rule } = setting;
  if (roundCount === 2)
    return playMonth(
      world,
      monthPlan({ ...setting, players: [], knowledge: { medianClear: 0 } }, {}),
      rule,
    );
  return playRound(
    world,
    world.bidders.map((_, b) => truthOf(world, b)),
    rule,
  );
};

/** Sales that are not real: what they cost per value, and the credit per value that they bring. */
const FALSE_SALES_COST_SHARE = 0.3;
const CREDIT_SHARE = 0.15;
const FALSE_CREDIT = 0.5;
/** The credit follows from sales on all space in use, five times what is asked for where the cap is 20 %. */
const SPACE_PER_CAP = 5;

const puffed = single("puff sales", "buys its own goods to raise its expected credit", (truth) => [
  { ...truth, expectedCredit: truth.expectedCredit + FALSE_CREDIT },
]);

/** Twenty ways to game a round. */
export const strategies: readonly Strategy[] = [
  single("inflate all", "asks for half as much again, at the same fees", (t) => [
    scaled(t, 1.5, 1),
  ]),
  single("inflate to cap", "asks for all its cap allows, the surplus at its lowest fee", (t) => [
    {
      ...t,
      quantity: [
        ...t.quantity.slice(0, -1),
        t.quantity.at(-1)! + Math.max(0, t.cap - sum(t.quantity)),
      ],
    },
  ]),
  single("split in two", "asks from two accounts, half each", (t) => split(t, 2)),
  single("split in five", "asks from five accounts, a fifth each", (t) => split(t, 5)),
  single("split by step", "asks for each step from an account of its own", (t) =>
    t.quantity.map((q, k) => ({
      ...t,
      quantity: [q],
      fee: [t.fee[k]!],
      cap: t.cap * (q / sum(t.quantity)),
    })),
  ),
  single("split and inflate", "asks for everything from each of two accounts", (t) =>
    split(t, 2, 1),
  ),
  single("shade a tenth", "offers a tenth less than it would pay", (t) => [scaled(t, 1, 0.9)]),
  single("shade to the band", "offers no more than the median of past clears", (t, s) => [
    toBand(t, s),
  ]),
  single("overbid", "offers half as much again as it would pay", (t) => [scaled(t, 1, 1.5)]),
  single("leave out the last step", "asks for its two best steps only", (t) => [withoutLast(t)]),
  single("ask for half", "asks for half of each step", (t) => [scaled(t, 0.5, 1)]),
  single("one flat fee", "asks for all of it at the average of its fees", (t) => [flat(t)]),
  {
    name: "informed reduction",
    text: "knows every other request and asks for the best tenth-part of its need",
    playerCount: 1,
    roundCount: 1,
    play: bestInformed,
  },
  {
    ...puffed,
    extraCost: ({ world, players }) =>
      sum(
        players.map(
          (b) =>
            (FALSE_CREDIT / CREDIT_SHARE) *
            FALSE_SALES_COST_SHARE *
            SPACE_PER_CAP *
            sum(world.bidders[b]!.quantity),
        ),
      ),
  },
  monthly(
    "hoard and cancel",
    "asks for twice its need at its best fee, then gives back what it does not need",
    {
      first: (t) => [{ ...scaled(t, 2, 1), fee: t.fee.map(() => t.fee[0]!) }],
      returns: (t, granted) => Math.max(0, granted - sum(t.quantity)),
      second: (t, granted) => [remaining(t, Math.min(granted, sum(t.quantity)))],
    },
  ),
  monthly("wait", "asks for nothing in the first round", {
    first: () => [],
    second: (t) => [t],
  }),
  monthly("overbid early", "offers double in the first round and counts on the later clear", {
    first: (t) => [scaled(t, 1, 2)],
  }),
  single(
    "pair shades",
    "two sellers agree to offer no more than the median of past clears",
    (t, s) => [toBand(t, s)],
    2,
  ),
  single(
    "pair reduces",
    "two sellers agree to leave out their last steps",
    (t) => [withoutLast(t)],
    2,
  ),
  monthly(
    "pair takes turns",
    "two sellers agree that one asks in the first round only and the other in the second",
    {
      first: (t, order) => (order === 0 ? [t] : []),
      second: (t, _granted, order) => (order === 0 ? [] : [t]),
    },
    2,
  ),
];
