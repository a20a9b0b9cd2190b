/** How well a seller restocks; lean = careful, but without a cushion. */
export type Skill = "strong" | "lean" | "steady" | "loose" | "poor";
/** Which sizes a seller's goods have: large = all oversize, small = none. */
export type Build = "mixed" | "small" | "large";

/** An invented seller: what it sells, where its goods start and how well it restocks. */
export interface SellerSpec {
  readonly name: string;
  readonly kind: "individual" | "professional";
  readonly openedDaysBeforeEnd: number;
  readonly originCode: string;
  readonly categories: readonly string[];
  readonly productCount: number;
  readonly skill: Skill;
  readonly build: Build;
  /** Demand of its products against the mean seller. */
  readonly demandScale: number;
  /** Share of its products that take part in sale events. */
  readonly dealShare: number;
  /** The only FC it sends to, for small sellers that ship to one building. */
  readonly onlyFcCode?: string;
}

type Extra = Partial<
  Pick<SellerSpec, "kind" | "build" | "demandScale" | "dealShare" | "onlyFcCode">
>;

const seller = (
  name: string,
  productCount: number,
  categories: string,
  originCode: string,
  skill: Skill,
  openedDaysBeforeEnd: number,
  extra: Extra = {},
): SellerSpec => ({
  kind: "professional",
  build: "mixed",
  demandScale: 1,
  dealShare: 0,
  name,
  productCount,
  categories: categories.split(" "),
  originCode,
  skill,
  openedDaysBeforeEnd,
  ...extra,
});

const LONG_BEACH = "port-long-beach";
const SAVANNAH = "port-savannah";
const NEWARK = "port-newark";
const TACOMA = "port-tacoma";
const CHICAGO = "warehouse-chicago";
const DALLAS = "warehouse-dallas";
const CHARLOTTE = "warehouse-charlotte";
const LOS_ANGELES = "warehouse-los-angeles";
const ALLENTOWN = "warehouse-allentown";

/** Names the planted events refer to. */
export const SELLER_NAME = {
  surge: "Marrow Lane Apparel",
  collapse: "Tollgate Large Goods",
  priceRise: "Ninebark Footwear",
  overstock: "Gravel Pond Outdoor",
  launches: "Thistledown Clothing",
  lateRecords: "Quillfeather Basics",
  outage: "Kettle Row Pantry",
  delay: "Saltbox Harbor Home",
  deals: "Bramble Hill Playthings",
  squeeze: "Orchard Gate Kitchen",
} as const;

/** The launching seller stands last: without its launches no other product's index moves. */
export const SELLER_TABLE: readonly SellerSpec[] = [
  seller("Orchard Gate Kitchen", 300, "kitchen kitchen home", ALLENTOWN, "strong", 2640, {
    build: "small",
    dealShare: 0.15,
  }),
  seller("Saltbox Harbor Home", 160, "home kitchen", LONG_BEACH, "lean", 2210, {
    build: "small",
  }),
  seller("Bramble Hill Playthings", 210, "toys", CHARLOTTE, "steady", 1930, {
    build: "small",
    dealShare: 0.5,
  }),
  seller("Marrow Lane Apparel", 70, "apparel", DALLAS, "strong", 1310, { demandScale: 1.5 }),
  seller("Tollgate Large Goods", 60, "home garden sports", CHICAGO, "strong", 1750, {
    build: "large",
    demandScale: 1.4,
  }),
  seller("Ninebark Footwear", 75, "footwear", ALLENTOWN, "strong", 1560, { demandScale: 1.4 }),
  seller("Gravel Pond Outdoor", 55, "garden sports", CHARLOTTE, "steady", 1890, {
    build: "large",
    demandScale: 0.6,
  }),
  seller("Quillfeather Basics", 80, "apparel", CHARLOTTE, "strong", 1140, { demandScale: 1.4 }),
  seller("Kettle Row Pantry", 40, "kitchen pet", CHICAGO, "strong", 820, {
    build: "small",
    onlyFcCode: "JOL1",
  }),
  seller("Ferngate Supply", 260, "home garden kitchen", SAVANNAH, "steady", 3020, {
    dealShare: 0.1,
  }),
  seller("Copperline Accessories", 240, "electronics", LONG_BEACH, "steady", 2480, {
    build: "small",
  }),
  seller("Wickenfield Pet", 190, "pet", DALLAS, "strong", 2350, { dealShare: 0.12 }),
  seller("Hollow Oak Beauty", 180, "beauty", NEWARK, "steady", 1680, {
    build: "small",
    dealShare: 0.2,
  }),
  seller("Northfold Sports", 170, "sports", TACOMA, "steady", 2070),
  seller("Amberline Cable Works", 150, "electronics", LOS_ANGELES, "strong", 1420, {
    build: "small",
    dealShare: 0.25,
  }),
  seller("Pebble & Reed Living", 150, "home beauty", ALLENTOWN, "steady", 1250),
  seller("Tallgrass Garden", 120, "garden", CHICAGO, "loose", 1610),
  seller("Ironbridge Cookware", 120, "kitchen", NEWARK, "steady", 1980, { dealShare: 0.1 }),
  seller("Larkspur Kids", 110, "toys apparel", LONG_BEACH, "steady", 1100),
  seller("Bluff Street Trading", 110, "electronics home toys", LOS_ANGELES, "poor", 1350),
  seller("Cinder Path Running", 95, "footwear sports", TACOMA, "steady", 1480),
  seller("Millrace Linens", 90, "home apparel", SAVANNAH, "loose", 1720),
  seller("Sandpiper Pet Goods", 85, "pet home", CHARLOTTE, "steady", 930),
  seller("Velvet Fern Skincare", 80, "beauty", LOS_ANGELES, "strong", 1020, {
    build: "small",
    dealShare: 0.2,
  }),
  seller("Granary Road Kitchen", 80, "kitchen", CHICAGO, "loose", 1190),
  seller("Windrow Games", 75, "toys", LONG_BEACH, "steady", 880, { dealShare: 0.2 }),
  seller("Foxglove Outfitters", 75, "apparel footwear", DALLAS, "loose", 1270),
  seller("Rushlight Electronics", 70, "electronics", TACOMA, "poor", 760, { build: "small" }),
  seller("Plover Bay Sports", 65, "sports garden", LONG_BEACH, "loose", 1050),
  seller("Stonecrop Storage", 60, "home", SAVANNAH, "steady", 1590, { build: "large" }),
  seller("Maplewick Candles", 55, "home beauty", ALLENTOWN, "strong", 690, { build: "small" }),
  seller("Drover Dog Supply", 50, "pet", DALLAS, "poor", 1160),
  seller("Harrow & Finch", 45, "garden kitchen", CHARLOTTE, "steady", 980),
  seller("Tidewrack Yoga", 40, "sports apparel", LOS_ANGELES, "loose", 640),
  seller("Cobble Lane Crafts", 35, "toys home", CHICAGO, "poor", 1430),
  seller("Juniper Slope Audio", 30, "electronics", CHARLOTTE, "strong", 228, {
    build: "small",
    demandScale: 1.2,
  }),
  seller("Sorrel Street Kitchen", 25, "kitchen home", ALLENTOWN, "steady", 152),
  seller("Nettie's Attic", 12, "toys home", CHICAGO, "poor", 610, {
    kind: "individual",
    demandScale: 0.25,
    build: "small",
  }),
  seller("Odd Lot Annex", 10, "electronics kitchen", DALLAS, "loose", 470, {
    kind: "individual",
    demandScale: 0.45,
    build: "small",
  }),
  seller("Thistledown Clothing", 73, "apparel", LOS_ANGELES, "strong", 1090, { demandScale: 1.4 }),
];
