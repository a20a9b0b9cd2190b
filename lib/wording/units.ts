// What stands around a number, by language: "#" is the number. No plural where it is left out.
import type { Locale } from "./locale.ts";

interface UnitWords {
  readonly other: string;
  /** Of exactly one. */
  readonly one?: string;
}

type UnitTable = Readonly<Record<string, UnitWords>>;

const weeks = {
  en: { one: "# week", other: "# weeks" },
  de: { one: "# Woche", other: "# Wochen" },
};
const units = {
  en: { one: "# unit", other: "# units" },
  de: { one: "# Einheit", other: "# Einheiten" },
};
const days = { en: { one: "# day", other: "# days" }, de: { one: "# Tag", other: "# Tage" } };

// German sets a no-break space before a unit (DIN 5008), Japanese none.
export const UNIT_WORDS: Readonly<Record<Locale, UnitTable>> = {
  en: {
    mm3: { other: "# ft³" },
    units: units.en,
    milliUnits: units.en,
    days: days.en,
    milliDays: days.en,
    weeks: weeks.en,
    milliWeeks: weeks.en,
    mg: { other: "# kg" },
    points: { one: "# point", other: "# points" },
    rows: { one: "# row", other: "# rows" },
    products: { one: "# product", other: "# products" },
    otherProducts: { one: "# other product", other: "# other products" },
    buildings: { one: "# building", other: "# buildings" },
    rounds: { one: "# round", other: "# rounds" },
  },
  de: {
    mm3: { other: "#\u00a0ft³" },
    units: units.de,
    milliUnits: units.de,
    days: days.de,
    milliDays: days.de,
    weeks: weeks.de,
    milliWeeks: weeks.de,
    mg: { other: "#\u00a0kg" },
    points: { one: "# Prozentpunkt", other: "# Prozentpunkte" },
    rows: { one: "# Zeile", other: "# Zeilen" },
    products: { one: "# Produkt", other: "# Produkte" },
    otherProducts: { one: "# anderes Produkt", other: "# andere Produkte" },
    buildings: { one: "# Standort", other: "# Standorte" },
    rounds: { one: "# Runde", other: "# Runden" },
  },
  ja: {
    mm3: { other: "#ft³" },
    units: { other: "#個" },
    milliUnits: { other: "#個" },
    days: { other: "#日" },
    milliDays: { other: "#日" },
    weeks: { other: "#週間" },
    milliWeeks: { other: "#週間" },
    mg: { other: "#kg" },
    points: { other: "#ポイント" },
    rows: { other: "#行" },
    products: { other: "#商品" },
    otherProducts: { other: "ほか#商品" },
    buildings: { other: "#拠点" },
    rounds: { other: "#回" },
  },
};

export const BOOL_WORDS: Readonly<Record<Locale, { readonly yes: string; readonly no: string }>> = {
  en: { yes: "yes", no: "no" },
  de: { yes: "ja", no: "nein" },
  ja: { yes: "はい", no: "いいえ" },
};
