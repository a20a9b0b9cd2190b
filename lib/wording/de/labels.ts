// German names of owners, players, rules and groups.
import { forecastLabelsDe } from "./forecast.ts";
import { measuredLabelsDe } from "./measured.ts";
import { scoreLabelsDe } from "./score.ts";

export const ownerLabelsDe: Readonly<Record<string, string>> = {
  seller: "Sie",
  customers: "Kunden",
  carrier: "Lieferanten und Spediteure",
  fulfilment: "Unsere Standorte",
  network: "Das Netz",
  policy: "Regeln",
  model: "Unsere Prognose",
  dataCorrection: "Berichtigte Daten",
  stock: "Bestand",
  unexplained: "Nicht erklärt",
};

export const playerLabelsDe: Readonly<Record<string, string>> = {
  capacity: "nutzbarer Platz an den Standorten",
  demand: "der Platz, den alle Händler zusammen brauchen",
  policy: "die Regeln zum Teilen des Platzes",
};

export const limitRuleLabelsDe: Readonly<Record<string, string>> = {
  need: "der Bedarf Ihrer erwarteten Verkäufe",
  growth: "wie stark ein Limit in einem Monat wachsen darf",
  pool: "Ihr fairer Anteil am Platz unserer Standorte",
  fixed: "das feste Limit für Einzelkonten",
  pace: "wie wenig bisher an Kunden versandt wurde",
};

export const storageTypeLabelsDe: Readonly<Record<string, string>> = {
  standard: "Standardgröße",
  oversize: "Übergröße",
  apparel: "Bekleidung",
};

export const groupLabelsDe: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  anyDefinition: {
    rules: "Die Regel selbst",
    rulesAndInputs: "Die Regel und was in sie eingeht, zusammen",
    earlierInputs: "Was nur in die frühere Regel einging, zusammen",
  },
  limits: {
    entered: "Neue Konten",
    left: "Weggefallene Konten",
    salesPace: "Absatztempo",
    forecast: "Nachfrageprognose",
    newSelection: "Neue Produkte",
    declared: "Im Voraus gemeldetes Volumen",
    efficiency: "Effizienz",
    stock: "Bestand und offene Lieferungen",
    market: "Gewonnener zusätzlicher Platz",
    announcements: "Frühere Ankündigungen",
    policy: "Veröffentlichte Regeln",
    network: "Platz im Netz",
  },
  capacity: {
    salesPace: "Ihr Absatztempo",
    forecast: "Unsere Nachfrageprognose",
    newSelection: "Ihre neuen Produkte",
    declared: "Was Sie im Voraus gemeldet haben",
    efficiency: "Ihre Effizienz",
    stock: "Ihr Bestand und offene Lieferungen",
    market: "Gewonnener zusätzlicher Platz",
    announcements: "Frühere Ankündigungen",
    policy: "Veröffentlichte Regeln",
    network: "Platz im Netz",
  },
  replenishment: {
    demandLevel: "Nachfrage",
    demandSpread: "Unsicherheit der Nachfrage",
    leadTime: "Lieferzeit",
    stock: "Ihr Bestand und Ware unterwegs",
    service: "Veröffentlichte Regeln",
    economics: "Ihr Preis und Ihre Kosten",
    space: "Platz",
    pack: "Kartonmenge und Senderhythmus",
    override: "Von Hand gesetzte Menge",
  },
  ...measuredLabelsDe,
  placement: {
    demand: "Wo Ihre Käufer sind",
    lanes: "Versand zu den Käufern",
    speed: "Schnellere Lieferung",
    product: "Ihr Produkt und was Sie senden",
    split: "Die von Ihnen gewählte Aufteilung",
    building: "Kosten des Standorts",
    room: "Platz an diesem Standort",
    elsewhere: "Was andere Standorte bieten",
    regions: "Käufer, Versand und andere Standorte, nach neu gefassten Gebieten",
    uncertainty: "Käufer, Versand und andere Standorte, nach neuen Regeln für unsichere Nachfrage",
    scenarios: "Regeln für unsichere Nachfrage",
    plan: "Über das Netz verteilt",
  },
  placementFee: {
    shipment: "Was Sie senden, nach Größe",
    rates: "Veröffentlichte Sätze",
  },
  market: {
    request: "Ihre Anfrage",
    sales: "Verkäufe Ihres Kontos",
    cap: "Ihre Obergrenze",
    policy: "Veröffentlichte Regeln",
    network: "Was andere zusammen geboten haben",
  },
  positioning: {
    demandLevel: "Nachfrage nahe diesem Standort",
    demandSpread: "Unsicherheit der Nachfrage",
    speed: "Anteil mit schneller Lieferung",
    leadTime: "Lieferzeit",
    rhythm: "Senderhythmus",
    economics: "Ihr Preis und Ihre Kosten",
    service: "Veröffentlichte Regeln",
    capacity: "Warten vor dem Tor des Standorts",
  },
  ...forecastLabelsDe,
  ...scoreLabelsDe,
};
