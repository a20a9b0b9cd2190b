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
  subjectSpeedAhead: `.input {$measure :string}
.match $measure
withinOneDay {{Ihr erwarteter Anteil der Zusagen in einem Tag vom {$from} bis zum {$to}}}
withinTwoDays {{Ihr erwarteter Anteil der Zusagen in zwei Tagen vom {$from} bis zum {$to}}}
withinThreeDays {{Ihr erwarteter Anteil der Zusagen in drei Tagen vom {$from} bis zum {$to}}}
* {{Ihre erwartete mittlere Lieferzeit vom {$from} bis zum {$to}}}`,
  speedNow: "Bis zum {$day} (Zeitraum: {$days}) waren es {$now}.",
  speedOutlook:
    "Die Verkäufe sind die des Plans vom {$day}. An den Rändern dessen, was er sagt, sind es {$low} und {$high}.",
  speedOutlookDone:
    "Die Verkäufe sind die des Plans vom {$day}. An den Rändern dessen, was er sagt, wären es {$low} und {$high}.",
  speedBuyers:
    "Die Käufer verteilen sich auf die Regionen wie zuvor (Zeitraum: {$days}). Was wir zwischen Standorten bewegen, ist nicht vorausgesehen.",
  speedUnservedAhead: "Nicht mitgezählt, weil kein Standort das Produkt haben wird: {$units}.",
  speedUnplaced:
    "Nicht mitgezählt, weil kein Bericht sagt, an welchen Standort sie gehen: {$units} auf dem Weg.",
  aheadOverdue:
    "Verspätet oder ohne Termin, und so gerechnet, als kämen sie am nächsten Tag: {$units} unterwegs.",
  speedNoneLeft:
    "Ohne Sendung wäre für diese Tage keine Zusage möglich: Kein Standort könnte eine Bestellung bedienen.",
  speedShipped: "Sofort gesendet, wie der Plan vom {$day} empfiehlt: {$units}, an {$names}.",
  speedTargetReached:
    "Für {$target} wurden dieselben Bestellungen neu gezählt (Zeitraum: {$days}), mit Produkten an mehr Standorten als zuvor.",
  speedTargetNotReached:
    "Nichts bringt diese Bestellungen (Zeitraum: {$days}) auf {$target}: Das ist der Wert mit jedem Produkt an jedem Standort.",
  speedChoice:
    "Sie wählen, an wie viele Standorte eine Lieferung geht; welche es sind, sagt der Plan. Die breiteste Aufteilung erreicht die meisten.",
  speedRule:
    "Zugesagt wird vom schnellsten Standort, der das Produkt hatte (Zeitraum: {$days}). Bestellungen sagen, wo Käufer waren, das Bestandsbuch, wo Ware lag.",
  wayEverywhere: "{$sku} an jedem Standort haben",
  wayStockAt: "{$sku} auch in {$fc} haben",
  wayPlacesMore: "und {$count} weitere dieser Art",
  waySpeed: "Im Mittel wären es {$days}.",
  waySpeedUnits: "Das sind {$products}; bestellt wurden davon {$units} (Zeitraum: {$days}).",
  askBoxSpeedSources:
    "Aus welchen Zeilen von Berichten ist gezählt, wie lange die Lieferung dauert?",
  askBoxSpeedForward: `.input {$shipment :string}
.match $shipment
none {{Wie lange wird die Lieferung vom {$from} bis zum {$to} dauern, so wie die Ware liegt?}}
advised {{Wie lange wird die Lieferung vom {$from} bis zum {$to} dauern, wenn das Empfohlene gesendet wird?}}
* {{Wie lange wird die Lieferung vom {$from} bis zum {$to} dauern, wenn das Empfohlene an einen Standort geht?}}`,
  askBoxSpeedTarget: "Was wäre nötig, damit die Lieferung um {$share} schneller ist?",
  fairCounted: "{$subject} beträgt {$value}, gezählt nach derselben Regel wie bei jedem Konto.",
  fairStockRule:
    "Er ist die Summe der Bewegungen im Bestandsbuch. Wessen Einheiten es sind, spielt keine Rolle.",
  fairStockStated:
    "Gibt ein Bericht die Einheiten des Tages an, zählen diese. Die Bewegungen im Bestandsbuch ergeben {$moved}. Wessen Einheiten es sind, spielt keine Rolle.",
  fairStockRows:
    "Bis zum {$day} hat das Bestandsbuch dazu {$rows}, jede aus einem Bericht. Berichte: {$files}.",
  fairStockAdjusted:
    "Unsere Standorte haben {$found} gefunden und {$lost} verloren, beschädigt oder weniger gezählt: {$rows}.",
  fairNotCompared: "Was andere Konten haben, gehört ihnen und wird nicht gesagt.",
  fairRateRule:
    "Es zählen die Tage, die mit Bestand endeten (Zeitraum: {$days}), gewichtet mit dem Verkauf. So ist es bei jedem Konto.",
  fairRateProducts: "Gezählt: {$counted}. Verkauft, aber nicht gezählt, weil verborgen: {$hidden}.",
  fairRateStanding: `.input {$among :string}
.match $among
size {{Der Plan vom {$day} nahm für {$storageType} {$rate} (Zeitraum: {$span}). Zwischen {$low} und {$high} der Konten mit etwa gleich viel Verkauf haben weniger.}}
* {{Der Plan vom {$day} nahm für {$storageType} {$rate} (Zeitraum: {$span}). Zwischen {$low} und {$high} aller Konten haben weniger.}}`,
  fairRateNotTold: `.input {$reason :string}
.match $reason
tooFew {{Wo Sie unter anderen stehen, wird nicht gesagt: Es sind zu wenige, und Zahlen von wenigen gäben einen preis.}}
noSales {{Wo Sie unter anderen stehen, wird nicht gesagt: Es zählt nach dem Verkauf, und der Plan hat keinen von Ihnen gezählt.}}
* {{Wo Sie unter anderen stehen, wird nicht gesagt: Kein Plan hat es festgehalten.}}`,
  fairSpeedLanes:
    "Eine Tabelle mit {$lanes} Wegen von Standorten zu Regionen sagt, wie viele Tage jeder dauert. Sie gilt für Bestellungen bei jedem Konto.",
  fairSpeedWhere:
    "Mit Ihrer Ware an jedem Standort wären es {$everywhere}. Der Rest kommt daher, wo sie lag.",
  fairFeeCard:
    "Die Preisliste Fassung {$version}, in Kraft seit dem {$since}, gilt für jedes Konto, das in {$currency} zahlt.",
  fairFeeMark:
    "Ihr Prüfwert beginnt mit {$mark}. Wer denselben sieht, zahlt nach denselben Zahlen.",
  fairFeeAgain:
    "Nach dieser Liste aus Ihren Einheiten noch einmal berechnet, ist es derselbe Betrag: {$again}.",
  askBoxCountedFairness: "Wird nach derselben Regel gezählt wie bei anderen: {$subject}?",
  askBoxRateFairness:
    "Wird Ihre Verfügbarkeit am {$day} gezählt wie bei anderen, und wo steht sie?",
};
