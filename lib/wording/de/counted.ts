// German words for counted figures: the rows they come from, days that are still to come, and what to do for another figure.
import type { countedMessagesEn } from "../counted-en.ts";

export const countedMessagesDe: Readonly<Record<keyof typeof countedMessagesEn, string>> = {
  rowsOfLedger: "Bewegungen seines Bestands",
  rowsOfOrders: "Seine Bestellungen",
  rateRule:
    "Es zählen die Tage, die mit Bestand endeten (Zeitraum: {$days}), gewichtet mit dem Verkauf ({$sold}, {$products}).",
  rateRows:
    "Jedes Produkt führt zu den Zeilen des Bestandsbuchs und der Bestellungen bis zum {$day}.",
  subjectInStockAhead: "Ihre erwartete Verfügbarkeit vom {$from} bis zum {$to}",
  rateOutlook:
    "Die Verkäufe sind die des Plans vom {$day}. An den Rändern dessen, was er sagt, liegt die Verfügbarkeit zwischen {$low} und {$high}.",
  rateOutlookDone:
    "Die Verkäufe sind die des Plans vom {$day}. An den Rändern dessen, was er sagt, läge die Verfügbarkeit zwischen {$low} und {$high}.",
  rateEvenSales:
    "Der Verkauf ist gleichmäßig über jede Woche verteilt. Kommt er in Schüben, geht der Bestand früher aus.",
  rateByDemand:
    "Jedes Produkt zählt nach der erwarteten Nachfrage. In der später gezählten Verfügbarkeit wiegt eines ohne Bestand weniger.",
  rateNothingAdvised: "Der Plan vom {$day} empfiehlt, nichts mehr zu senden.",
  rateAdvisedSent: "Sofort gesendet, wie der Plan vom {$day} empfiehlt: {$units}, {$products}.",
  rateLeadTime: "Jede Lieferung braucht so lange, wie der Plan sagt.",
  rateTargetThere: "Sie beträgt mindestens {$target}, auch wenn nichts mehr gesendet wird.",
  rateTargetReached:
    "Für {$target} reichen Einheiten, die jetzt gesendet werden. Eine Suche fand sie, und damit wurde neu gezählt.",
  rateTargetNotReached:
    "Nichts, was jetzt gesendet wird, bringt sie in diesen Tagen auf {$target}: Was länger braucht, kommt zu spät.",
  waySend: "{$units} von {$sku} jetzt senden",
  waySendOthers: "dazu {$units} ({$products})",
  wayRate: "Die Verfügbarkeit wäre {$rate}.",
  waySendUnits: "Zusammen {$units}, {$products}.",
  askBoxRateSources: "Aus welchen Zeilen von Berichten ist Ihre Verfügbarkeit am {$day} gezählt?",
  askBoxRateForward: "Wie hoch wird Ihre Verfügbarkeit vom {$from} bis zum {$to}?",
  askBoxRateForwardAdvised:
    "Wie hoch wird Ihre Verfügbarkeit vom {$from} bis zum {$to}, wenn alles Empfohlene jetzt gesendet wird?",
  askBoxRateTarget:
    "Was ist jetzt zu senden, damit Ihre Verfügbarkeit vom {$from} bis zum {$to} {$target} beträgt?",
};
