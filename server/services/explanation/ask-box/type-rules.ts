// What plain words want to know of a number. Weights as in metric-rules.ts.
import type { Rule } from "./rank.ts";

export type QuestionType =
  | "level"
  | "change"
  | "contrast"
  | "counterfactual"
  | "forward"
  | "provenance"
  | "fairness";

const AHEAD: readonly Rule<QuestionType>[] = [
  ["forward", 6, /\bwhat (happens|will happen|would happen)\b|\bwhat if\b|\bhappens? (to|if)\b/],
  [
    "forward",
    5,
    /^(if|suppose)\b|\bif (i|we|my|sales|the|you)\b.*\b(adopt|remove|go|goes|takes?|order|send|cost|sell)\b/,
  ],
  ["forward", 5, /\bwhat (will|would|does|do)\b(?! it take).*\b(be|cost|do|win|get)\b/],
  [
    "forward",
    4,
    /\bwill\b.*\b(next|in (two|three|a|\d+)) (month|week)s?\b|\bwhich sellers would\b/,
  ],
  ["forward", 8, /\bhow (much|many|long|high|big|soon)\b.*\b(will|would)\b/],
  ["forward", 5, /\b(when|how soon) (will|do|does|can|is|are)\b/],
  ["forward", 5, /\b(would|will|could|might) (i|we|my|our|it|the|this)\b.*\b(if|when)\b/],
  ["forward", 5, /\bnext (month|week|quarter|year)\b/],
  [
    "forward",
    2,
    /\bhow (many|much)\b.*\bnext (month|week)\b|\bnext (month|week)\b.*\bhow (many|much)\b/,
  ],
  ["forward", 4, /\b(can|could|may) (i|we) (still |already )?(send|ship|order)\b.*\d/],
  [
    "forward",
    5,
    /\b(will|would|does|do|can)\b.*\b(go up|go down|rise|fall|improve|change|grow|shrink|get (better|worse))\b.*\bif\b/,
  ],
];

const WAYS: readonly Rule<QuestionType>[] = [
  ["counterfactual", 7, /\bwhat must ((i|we) send|be (sent|done))\b/],
  [
    "counterfactual",
    7,
    /\bwhat (must|should|can|could|do|would) (i|we) (have )?(do|done|change|bid|need|to)\b/,
  ],
  [
    "counterfactual",
    6,
    /\bhow (can|do|could|should|would|must) (i|we|my \w+) (\w+ )?(get|raise|reach|avoid|lower|increase|reduce|improve|stop|bring|cut)\b/,
  ],
  ["counterfactual", 6, /\bhow to (get|raise|reach|avoid|lower|increase|reduce|improve|stop)\b/],
  ["counterfactual", 6, /\b(would have been enough|what would it take|would i have|had i)\b/],
  [
    "counterfactual",
    7,
    /\b(would|must|has to|have to|needs? to) (have to |need to )?(change|happen|be done)\b.*\b(so|before|until|for|to)\b/,
  ],
  [
    "counterfactual",
    7,
    /\bhow (much|many)\b.*\b(must|should|need to|have to) (i|we|be|go|remove|send|sell)?\b/,
  ],
  ["counterfactual", 7, /\b(cheapest|best|easiest) way\b/],
  ["counterfactual", 5, /\b(undo\w*|undone|reversed?|restored?)\b/],
  ["counterfactual", 6, /\bwould\b.*\bhave been\b/],
  [
    "counterfactual",
    7,
    /\b(the least|the fewest|the minimum|at least)\b.*\b(to|must|should|can|so|remove|send|avoid)\b|\bavoid\b.*\bthe least\b/,
  ],
];

const AGAINST: readonly Rule<QuestionType>[] = [
  // "What will it be with 20 days instead of 14" asks ahead.
  [
    "contrast",
    6,
    /^(?!.*\bwhat (will|would|happens|if)\b).*\b(instead of|rather than|and not|but not|why not|instead)\b/,
  ],
  ["contrast", 6, /\bnot (what|as|so|at|in|the)\b.*\b(cheap|cheapest|low|lowest)\b/],
  ["contrast", 6, /\btoo (much|many)\b.*\btoo (little|few)\b/],
  ["contrast", 6, /\bkeeps?\b.*\bfrom being\b|\bprevents?\b/],
  [
    "contrast",
    5,
    /\bwhy (may|can|could) (i|we) not\b|\bnot (granted|allowed|chosen|choose|given|higher|more)\b/,
  ],
  [
    "contrast",
    5,
    /\bwhy (can't|cannot|couldn't|don't|didn't|won't|am i not|are we not) (i|we|you|get|have)?\b/,
  ],
  [
    "contrast",
    4,
    /\b(lower|higher|less|more|fewer|smaller|bigger) than (my|our|what (i|we)|mine|i|we)\b|\bmine says\b/,
  ],
  ["contrast", 6, /\b(says?|said|shows?|think|thinks) .*\d.*\b(you|mine|yours|your|tool|i)\b.*\d/],
  // Two sides, each with a figure of its own.
  [
    "contrast",
    6,
    /\b(you|you're|your|yours|tool|system)\b.*\d.*\b(we|we've|i've|i|our|ours|mine)\b.*\d|\b(we|we've|i|i've|our|ours|mine)\b.*\d.*\b(you|you're|your|yours)\b.*\d/,
  ],
  ["contrast", 5, /\bnot \d/],
  ["contrast", 5, /\b(rejected|refused|denied|turned down)\b/],
];

const ORIGIN: readonly Rule<QuestionType>[] = [
  [
    "provenance",
    6,
    /\b(which|what) (number|rows?|data|reports?|line|past weeks?|units|files?|figures|records?)\b|\bwhich [\w-]+ (fee )?line\b/,
  ],
  [
    "provenance",
    5,
    /(?<!\b(that|this|it) )\b(come|came|comes) from\b|\bbased on\b|\bsources?\b|\breproduce\b|\boverrid\w*\b|\bby hand\b/,
  ],
  [
    "provenance",
    6,
    /\bwho (has )?(decid\w*|set|chang\w*|touched)\b|\b(person|human) or (an? |the )?\w+/,
  ],
  ["provenance", 5, /\b(taken? into account|account(ed)? for|factored in|considered)\b/],
  ["provenance", 4, /\bwhich (items?|ones)\b/],
  ["provenance", 6, /\bwhere\b.*\b(get|got|take|took|have)\b.*\bfrom\b/],
  [
    "provenance",
    5,
    /\b(counted as(?! (for )?others)|consistent with|by whom|data fault|late feed)\b/,
  ],
  ["provenance", 3, /\b(behind|made (up )?of|make up|rests? on|taken from|goes into|go into)\b/],
  [
    "fairness",
    6,
    /\b(treat\w*|fair\w*|unfair\w*|alike|equal\w*|discriminat\w*|cohorts?|other sellers?|another seller|reveal\w*)\b/,
  ],
  ["fairness", 6, /\bcounted (as|like) (for )?others\b/],
  ["fairness", 6, /\bsame (rules?|way|formula|method|treatment|terms|conditions)\b/],
  [
    "fairness",
    3,
    /\b(everybody|everyone|all sellers|all accounts|big(ger)? (sellers|brands)|small(er)? (sellers|accounts)|favou?r\w*|biased?)\b/,
  ],
];

const MOVED: readonly Rule<QuestionType>[] = [
  [
    "change",
    5,
    /\b(changed?|fell|fall|falls|fallen|dropp?(ed)?|drop|rose|rise|risen|cut|increased?|decreased?|went|gone|go (up|down)|going (up|down)|declined?|decreasing|reduced|revised|lost(?! sales)|pulled|shrank|shift|doubled|halved|jumped|grew|grown|slashed)\b/,
  ],
  [
    "change",
    4,
    /\b(since|compared|than (last|before|in|the)|last (month|week|year)|this month|this week|in a day)\b/,
  ],
  [
    "change",
    5,
    /^(?!.*\b(what (if|happens)|will|would)\b).*\b\d+ ?(%|percent) (smaller|less|lower|higher|more|bigger|larger|fewer)\b|\b(vanish\w*|disappear\w*|missing|gone)\b/,
  ],
  ["change", 4, /\b(up|down) (by )?(a |an )?(\d+ ?(%|percent)|quarter|third|half|lot|since)/],
  [
    "change",
    4,
    /\b(got|gotten|getting|become|became) \w+er\b|\b(got|gotten|getting|become|became) (worse|less|more)\b/,
  ],
  ["change", 4, /\d.*\b(now|today)\b.*\d|\bused to\b/],
  ["change", 6, /\bestimate[ds]?\b.*\bfinal\b/],
  [
    "change",
    5,
    /\b(yesterday|last (week|month|time|year)|before|earlier)\b.*\b(now|today|this (week|month))\b/,
  ],
  ["change", 3, /\b(lately|recently)\b/],
  ["change", 3, /\b(slower|faster|more inventory|same cause|over-order|worse|better|again)\b/],
];

const STATE: readonly Rule<QuestionType>[] = [
  [
    "level",
    2,
    /^(why|how|what|which|who|was|is|are|does|do)\b|\b(why|what|who|how(?! (many|much|long)))\b/,
  ],
  ["level", 5, /\bhow (is|are|was|many|much)\b|\b(worked out|computed|calculated)\b/],
  ["level", 5, /\bstill\b/],
  ["level", 5, /\bwhere (does|do) (that|this|it) come from\b/],
  ["level", 7, /\bderivation\b/],
];

export const TYPE_RULES: readonly Rule<QuestionType>[] = [
  ...ORIGIN.filter(([name]) => name === "fairness"),
  ...AHEAD,
  ...WAYS,
  ...AGAINST,
  ...ORIGIN.filter(([name]) => name === "provenance"),
  ...MOVED,
  ...STATE,
];
