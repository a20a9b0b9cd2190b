// German short names that stand within sentences and lists.
import type {
  contrastPartLabelsEn,
  quantityRuleLabelsEn,
  splitLabelsEn,
  zoneLabelsEn,
} from "../terms-en.ts";

export const contrastPartLabelsDe: Readonly<Record<keyof typeof contrastPartLabelsEn, string>> = {
  lane: "Versand zu den Käufern",
  speed: "Schnellere Lieferung",
  building: "Kosten des Standorts",
  room: "Platz am Standort",
};

export const quantityRuleLabelsDe: Readonly<Record<keyof typeof quantityRuleLabelsEn, string>> = {
  override: "die von Hand gesetzte Menge",
  discontinued: "die Auslistung des Produkts",
  unprofitable: "dass das Produkt weniger einbringt, als es kostet",
  stock: "Ihr Bestand und die Ware unterwegs",
  space: "der Preis des Platzes",
  budget: "Ihr Budget",
  lostSalesCap: "die Obergrenze einer Bestellung",
  pack: "ganze Kartons",
};

export const zoneLabelsDe: Readonly<Record<keyof typeof zoneLabelsEn, string>> = {
  east: "Osten",
  central: "Mitte",
  west: "Westen",
};

export const splitLabelsDe: Readonly<Record<keyof typeof splitLabelsEn, string>> = {
  optimised: "optimierten",
  partial: "teilweisen",
  minimal: "geringsten",
};
