// Which number plain words are about. Weights: 4 and more name the thing outright, 2 and 3 point to it, 1 leans that way.
import type { Rule } from "./rank.ts";

export type Metric =
  | "capacity_limit"
  | "recommended_qty"
  | "in_stock_rate"
  | "units_on_hand"
  | "placement_share"
  | "delivery_speed"
  | "fees"
  | "forecast"
  | "ipi_score"
  | "market_result";

/** What no number kept here is about: things of a seller's day, other sellers' figures, and what carriers ask for. */
export const OUTSIDES = ["outside", "others", "freight"] as const;
export type Outside = (typeof OUTSIDES)[number];

const LIMIT: readonly Rule<Metric>[] = [
  ["capacity_limit", 4, /\b(capacity|storage|space|volume|restock)?\s*limits?\b/],
  ["capacity_limit", 4, /\b(cap|quota|allowance|ceiling|allocation)\b/],
  // What the score does to it.
  [
    "capacity_limit",
    3,
    /\b(score|efficiency|ipi)\b.*\blimits?\b|\blimits?\b.*\b(score|efficiency|ipi)\b/,
  ],
  [
    "capacity_limit",
    3,
    /\b(capacity|cubic f(ee|oo)t|ft³|cu ft|maximum inventory|inventory level)\b/,
  ],
  [
    "capacity_limit",
    3,
    /\b(my|our|your|more|enough|much|less|fewer|the|storage|any|lose|losing|gain|get|need) ([\w-]+ )?(space|room|storage|capacity)\b/,
  ],
  ["capacity_limit", 3, /\bhow much (i|we) (may|can) (send|store)\b/],
  ["capacity_limit", 3, /\b(nothing|no more) (can|may) be sent\b|\b(can't|cannot|can not) send\b/],
  [
    "capacity_limit",
    1,
    /\b(polic(y|ies)|rules?|cut|(other|all|which|many|another) (sellers?|accounts?)|seller \w\b|threshold|cohort|override|who else was affected)\b/,
  ],
];

const ADVICE: readonly Rule<Metric>[] = [
  ["recommended_qty", 4, /\b(advi[cs]ed?|recommend\w*|suggest\w*)\b/],
  ["recommended_qty", 4, /\bshipment quantity\b|\bhow many\b.*\broom for\b/],
  [
    "recommended_qty",
    4,
    /\bhow (many|much)\b(?! (space|room|storage)).*\bto (send|order|ship|buy)\b/,
  ],
  ["recommended_qty", 3, /\b(replenish\w*|restock(ing)?|reorder\w*)\b(?! limit)/],
  [
    "recommended_qty",
    2,
    /\b(send|order|ship) (only |just )?(this|so|how|that|as|\d+)\b|\border \d+/,
  ],
  ["recommended_qty", 2, /\b(supplier|lead time|case packs?)\b/],
  ["recommended_qty", 3, /\b\d+ units (\w+ )?(send|order|ship)\b/],
  // What stands on the button is meant.
  ["recommended_qty", 3, /["“”'](send|restock|order|replenish)["“”']/],
  [
    "recommended_qty",
    2,
    /\b(tool|sheet|planner|mine|you|system) (says?|said|shows?|tells?|told|wants?)\b/,
  ],
  ["recommended_qty", 1, /\b(send|sending|accept|ship) (up to )?(only )?\d+|\bnot \d+/],
  ["recommended_qty", 1, /\bproducts?\b|\bsku\b|\bquantit(y|ies)\b|\d units\b/],
];

const STOCK: readonly Rule<Metric>[] = [
  ["in_stock_rate", 5, /\bin[- ]stock( rate)?\b/],
  ["in_stock_rate", 4, /\b(stayed|stay|kept|keep|been) in stock\b/],
  [
    "in_stock_rate",
    5,
    /\b(out of stock|stock-?outs?|lost? sales|sales did i lose|lose.*out of stock)\b/,
  ],
  ["in_stock_rate", 5, /\b(sold out|ran out|stocked out|unavailable|not available)\b/],
  [
    "in_stock_rate",
    6,
    /\b(don't|doesn't|not|never|without|won't|avoid) (ever )?(run(ning)?|go(ing)?|be(ing)?|sell(ing)?) (out|dry|empty)\b/,
  ],
  ["units_on_hand", 4, /\b(on[- ]hand|excess( stock| inventory)?|over-?order\w*|overstock\w*)\b/],
  ["units_on_hand", 4, /\breserved\b|\b(can't|cannot|can not) (be bought|buy)\b/],
  // There, and yet not for sale.
  [
    "units_on_hand",
    6,
    /\b(units|stock|inventory)\b.*\b(out of stock|sold out|can't buy|cannot buy)\b|\b(out of stock|sold out)\b.*\b(while|but|still|yet)\b.*\b(units|stock|inventory|lying)\b/,
  ],
  ["units_on_hand", 5, /\b(units|stock|inventory)\b.*\b(reserved|on hand)\b/],
  ["units_on_hand", 7, /\b(fc|in) transfer\b/],
  [
    "units_on_hand",
    5,
    /\breturn(s|ed)? (my |our )?(units|stock|items|inventory)\b|\b(units|stock|items|inventory) ((that|which) )?(were |was |are |is |have been )?returned\b/,
  ],
  ["units_on_hand", 3, /\b(more|less|so much|too much|so many) (inventory|stock|units)\b/],
  [
    "units_on_hand",
    4,
    /\bhow (long|many days|many weeks|many months)\b.*\b(last|lasts|enough|left|carry|hold|get me|keep me)\b/,
  ],
  ["units_on_hand", 3, /\b(my|our|the|much|old|this) (inventory|stock)\b|^(inventory|stock)\b/],
];

const PLACEMENT: readonly Rule<Metric>[] = [
  [
    "placement_share",
    4,
    /\b(split\w*|region|destinations?|placed|placement)\b|(?<!\b(in|at|from) (your|the|our|my|a) )\b(warehouses?|buildings?|fulfil?lment cent(er|re)s?|fcs)\b/,
  ],
  ["placement_share", 3, /\bdestinations?\b/],
  ["placement_share", 5, /\bsplit\b.*\b(costs?|fast|speed|deliver\w*)\b|\bcosts?\b.*\bsplit\b/],
  ["placement_share", 3, /\b(my|our|your) shipment\b(?! quantity)/],
  [
    "placement_share",
    2,
    /\b(west|east|north|south|mid-?west|(north|south)(east|west)|west ?coast|east ?coast|moved|transfer\w*|spread|distributed)\b/,
  ],
  ["placement_share", 3, /\b(sits?|sitting|lies?|lying|stored|ends? up|located)\b.*\b(in|at) \w/],
  [
    "placement_share",
    3,
    /\b(goods?|units|stock|boxes|shipment|products?|it|all|half) (go|goes|going|sent|routed|shipped)\b.*\bto\b/,
  ],
  ["delivery_speed", 4, /\b(deliver(y|ies|ed)?|shipping) ?(speed|time|slow\w*|fast\w*)?\b/],
  [
    "delivery_speed",
    4,
    /\b(orders?|parcels?|packages?|customers?|buyers?)\b.*\b(arriv\w*|wait\w*|late|get (it|them|their)|takes? (so |too )?(long|\d+|\w+ days))\b/,
  ],
  ["delivery_speed", 2, /\b(slow(er)?|fast(er)?|speed)\b/],
];

const MONEY: readonly Rule<Metric>[] = [
  ["fees", 6, /\b(fees?|charged?|charges|surcharges?|rate card|billed|bill|invoiced?)\b/],
  ["fees", 2, /\b(costs?|pay|paying|paid|expensive|deducted)\b/],
  [
    "fees",
    4,
    /\b(pay(ing|s)?|paid|costs?|costing) .*\b(old|aged|slow|excess|dead)[- ](stock|inventory|units)\b/,
  ],
  ["fees", 3, /\bsav(e|es|ing)\b|\b(statement|balance)\b/],
  ["fees", 4, /\b(overage|surcharge|long[- ]term storage|aged (inventory|stock))\b/],
  [
    "market_result",
    8,
    /\b(bids?|auction|reservation fees?|clearing|extra ([\w-]+ )?(space|capacity|room|storage)|request for)\b/,
  ],
  ["market_result", 4, /\bcredits?\b|\bmy request\b|\boffer (of|for)\b/],
];

const EXPECTED: readonly Rule<Metric>[] = [
  [
    "forecast",
    5,
    /\b(forecast\w*|predict\w*|project(ed|ions?)|expected demand|past weeks?|counted as (low )?demand)\b/,
  ],
  [
    "forecast",
    5,
    /\b(demand|sales) (estimates?|outlook|plan|expectations?)\b|\bexpect\w*\b.*\b(sales|demand|sell)\b/,
  ],
  ["forecast", 4, /\b(we|i|you|we'll|i'll) (think )?(we |i )?(will |can |are going to )?sell \d+/],
  ["forecast", 2, /\b(promotions?|season\w*|promo|discount|demand|sales history)\b/],
  [
    "forecast",
    3,
    /\b(forecast\w*|predict\w*)\b.*\b(consider\w*|taken? into account|account(ed)? for|factored|know|knows|includ\w*)\b/,
  ],
  ["ipi_score", 5, /\b(score|efficiency|ipi|performance index)\b/],
  ["ipi_score", 3, /\bscore (went|fell|drop\w*|rose|chang\w*|declin\w*|keeps)\b/],
  ["ipi_score", 3, /\b\d+[- ]?points?\b|\bpoints? (drop|loss|lost|down)\b/],
  ["ipi_score", 3, /\b(excess|stranded) (percentage|share|rate)\b/],
];

const OUTSIDE: readonly Rule<Outside>[] = [
  [
    "outside",
    9,
    /\b(passwords?|log ?in|sign in|bank (account|details)|payouts?|disbursements?|tax(es)?|vat|account manager)\b/,
  ],
  ["outside", 9, /\b(referral|subscription|monthly plan) fees?\b|\bcommissions?\b/],
  [
    "outside",
    7,
    /\b(listings?|buy box|featured offer|reviews?|stars?|feedback|pictures?|photos?|copyright|counterfeit|badges?|best ?seller|rankings?|search results?|pdf|merge)\b/,
  ],
  [
    "outside",
    7,
    /\b(ads?|advert\w*|campaigns?|keywords?|clicks?|refunds?|a-to-z|chargebacks?|customs|import duty)\b/,
  ],
  ["outside", 6, /\b(weather|phone|chat|selling price|my price|suspend\w*)\b/],
  ["outside", 4, /\b(returns|returned)\b/],
  ["outside", 3, /\be-?mails?\b/],
];

const OTHER =
  "(?:competitors?|rivals?|others|(?:other|another|any) (?:sellers?|accounts?|shops?|stores?|brands?|merchants?)|(?:someone|somebody|anyone) else)";
const ASKED_OF_OTHERS = "(?:how (?:much|many)|what|which|show|tell|list|see|know)";
/** One's own stock is not among them: in Japanese all stock is taken for one's own. */
const OWN_FIGURE =
  "(?:my|our) (?:[\\w-]+ ){0,2}?(?:limits?|scores?|rate|fees?|delivery|forecast|quantity|quantities|advice)";
/** Compared with one's own, it is a question about one's own. */
const ALONE = `^(?!.*\\b(?:than|same|alike|like|compar\\w*|mine|(?<!(?:show|tell|give) )me|i(?! (?:see|know))|we(?! (?:see|know))|fair|treat\\w*|${OWN_FIGURE})\\b)`;

const OTHERS: readonly Rule<Outside>[] = [
  ["others", 6, /\b(competitors?|rivals?)\b/],
  [
    "others",
    9,
    new RegExp(
      `${ALONE}.*(?:\\b${ASKED_OF_OTHERS}\\b.*\\b${OTHER}\\b|\\b${OTHER}\\b.*\\b${ASKED_OF_OTHERS}\\b|\\b${OTHER}['’]s? \\w)`,
    ),
  ],
];

const FREIGHT: readonly Rule<Outside>[] = [
  [
    "freight",
    9,
    /\b(freight|postage|(shipping|carrier|courier|parcel) (costs?|fees?|charges?|rates?|bills?)|fulfil?lment fees?)\b/,
  ],
];

export const METRIC_RULES: readonly Rule<Metric | Outside>[] = [
  ...LIMIT,
  ...ADVICE,
  ...STOCK,
  ...PLACEMENT,
  ...MONEY,
  ...EXPECTED,
  ...OUTSIDE,
  ...OTHERS,
  ...FREIGHT,
];
