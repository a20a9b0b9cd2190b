/** A marketplace whose reports are read: its currency, zone, and what reports call it. */
export interface KnownMarketplace {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  /** Names in reports, in small letters: the shop's host, the country code, the id of the marketplace's programming interface. */
  readonly aliases: readonly string[];
  /** Unit of volume of the reports that do not name it; null where it is not known. */
  readonly volumeUnit: "cubic feet" | null;
}

const marketplace = (
  id: string,
  name: string,
  currency: string,
  timeZone: string,
  aliases: readonly string[],
): KnownMarketplace => ({
  id,
  name,
  currency,
  timeZone,
  aliases: [id.toLowerCase(), ...aliases],
  volumeUnit: ["US", "CA", "MX"].includes(id) ? "cubic feet" : null,
});

export const KNOWN_MARKETPLACES: readonly KnownMarketplace[] = [
  marketplace("US", "United States", "USD", "America/Los_Angeles", ["amazon.com", "atvpdkikx0der"]),
  marketplace("CA", "Canada", "CAD", "America/Los_Angeles", ["amazon.ca", "a2euq1wtgctbg2"]),
  marketplace("MX", "Mexico", "MXN", "America/Los_Angeles", ["amazon.com.mx", "a1am78c64um0y8"]),
  marketplace("BR", "Brazil", "BRL", "America/Sao_Paulo", ["amazon.com.br", "a2q3y263d00kwc"]),
  marketplace("UK", "United Kingdom", "GBP", "Europe/London", [
    "gb",
    "amazon.co.uk",
    "a1f83g8c2aro7p",
  ]),
  marketplace("DE", "Germany", "EUR", "Europe/Berlin", ["amazon.de", "a1pa6795ukmfr9"]),
  marketplace("FR", "France", "EUR", "Europe/Paris", ["amazon.fr", "a13v1ib3viyzzh"]),
  marketplace("IT", "Italy", "EUR", "Europe/Rome", ["amazon.it", "apj6jra9ng5v4"]),
  marketplace("ES", "Spain", "EUR", "Europe/Madrid", ["amazon.es", "a1rkkupihcs9hp"]),
  marketplace("NL", "Netherlands", "EUR", "Europe/Amsterdam", ["amazon.nl", "a1805izsgtt6hs"]),
  marketplace("SE", "Sweden", "SEK", "Europe/Stockholm", ["amazon.se", "a2nodrkzp88zb9"]),
  marketplace("PL", "Poland", "PLN", "Europe/Warsaw", ["amazon.pl", "a1c3sozrarq6r3"]),
  marketplace("BE", "Belgium", "EUR", "Europe/Brussels", ["amazon.com.be", "amen7pms3edwl"]),
  marketplace("JP", "Japan", "JPY", "Asia/Tokyo", ["amazon.co.jp", "a1vc38t7yxb528"]),
  marketplace("AU", "Australia", "AUD", "Australia/Sydney", ["amazon.com.au", "a39ibj37trp1c6"]),
  marketplace("SG", "Singapore", "SGD", "Asia/Singapore", ["amazon.sg", "a19vau5u5o7rus"]),
];

const BY_ALIAS = new Map(
  KNOWN_MARKETPLACES.flatMap((known) => known.aliases.map((alias) => [alias, known] as const)),
);

/** The marketplace of an id or of any name reports give it. */
export const findMarketplace = (name: string): KnownMarketplace | undefined =>
  BY_ALIAS.get(name.trim().toLowerCase());

/** Whether a cell names a marketplace that is known and another one. */
export function otherMarketplace(cell: string, marketplaceId: string): boolean {
  const named = cell === "" ? undefined : findMarketplace(cell);
  return named !== undefined && named.id !== marketplaceId;
}
