import type { PageWords } from "./page-words.ts";

const plural = (count: number, one: string, other: string): string =>
  `${new Intl.NumberFormat("de").format(count)} ${count === 1 ? one : other}`;

export const pageWordsDe: PageWords = {
  answer: "Antwort",
  forecastLink: "Was die Prognose dahinter geändert hat",
  whyNotHigher: "Warum die Zahl nicht höher ist",
  whyScore: "Warum die Effizienz so hoch ist, wie sie ist",
  whichData: "Auf welchen Daten sie ruht",
  alike: "Ob andere gleich behandelt werden",
  ahead: "Was die nächsten Tage bringen",
  aheadAdvised: "Dasselbe, wenn alles Empfohlene gesendet wird",
  whatItTakes: "Was dafür nötig ist",
  madeOf: "Woraus die Zahl besteht",
  movedIt: "Was die Zahl bewegt hat",
  before: "Vorher",
  now: "Jetzt",
  value: "Wert",
  plan: "Plan",
  notExplained: "Nicht erklärt",
  noCause: "Keine Ursache bekannt",
  notSeen: "Was Sie hier nicht sehen.",
  behind: (label) => `Hinter „${label}“`,
  noInput: "Keine Angabe zu dieser Ursache ist anders.",
  inputsOf: (label) => `Angaben zu „${label}“`,
  input: "Angabe",
  rows: "Zeilen der Berichte",
  rowsOf: (label, end) => `Zeilen zu ${label}: ${end}`,
  hideRows: "Zeilen der Berichte ausblenden",
  hiddenValue: "folgt aus anderen Händlern zusammen",
  none: "keine",
  noSource: "eine Regel, ein Preis oder eine frühere Ankündigung",
  shares: {
    nearlyAll: "Fast alles:",
    most: "Das meiste:",
    aboutHalf: "Etwa die Hälfte:",
    part: "Ein Teil:",
    aLittle: "Ein wenig:",
    none: "Nichts:",
  },
  waysTitle: "Was Sie tun können",
  waysNote:
    "Jeder dieser Wege genügt für sich. Jeder ist geprüft: Der letzte Plan wurde damit neu berechnet.",
  pathTitle: "Wie die Zahl berechnet wurde",
  pathNote:
    "Jede Zeile ist aus den Zeilen darunter berechnet. Es sind nur die Zweige zu sehen, die galten.",
  pathShort: "Nur was sie bestimmt hat",
  pathWhole: (count) =>
    count === 1 ? "Der eine Schritt" : `Alle ${plural(count, "", "Schritte")}`,
  kinds: { min: "kleinstes von", max: "größtes von", choice: "Regel" },
  nextInLine: (text) => `Als Nächstes: ${text}`,
  ledTo: "Was dazu geführt hat",
  ledToNote: "Vom Tag an zurück in der Zeit",
  links: {
    stockOut: "Nicht vorrätig",
    lateShipment: "Verspätete Lieferung",
    advice: "Empfehlung",
    space: "Platz",
  },
  whyThis: (isLimit) => (isLimit ? "Warum dieses Limit" : "Warum diese Menge"),
  checkedTitle: "Wie dies geprüft wurde",
  recomputed: "Neu berechnet",
  counted:
    "Aus den Fakten gezählt: Es wurde nichts entschieden, also gibt es nichts zu wiederholen",
  differs: "Die Wiederholung weicht ab",
  exact: (count) => `Genau: die Regeln dahinter wurden wiederholt (${plural(count, "Mal", "Mal")})`,
  addsUp: "Ergibt die Summe",
  addsUpYes: "Ja, genau",
  addsUpNo: "Nein",
  rules: "Regeln",
  run: (id, day, capacity, replenishment) =>
    `Planungslauf ${id}, Stand ${day}, Kapazitätsregeln ${capacity}, Nachschubregeln ${replenishment}`,
  receiptNote:
    "Ein Beleg enthält Ihre eigenen Werte. Er beweist auf Ihrem eigenen Rechner, dass sie am Ende des Laufs feststanden.",
  receiptHow: "Wie man ihn prüft",
  receipt: "Beleg herunterladen",
};
