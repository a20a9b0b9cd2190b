// German messages about what would be.
import type { whatIfMessagesEn } from "../messages-what-if-en.ts";

export const whatIfMessagesDe: Readonly<Record<keyof typeof whatIfMessagesEn, string>> = {
  targetHeadline: `.input {$sense :string}
.match $sense
atMost {{{$subject}: So käme es zu höchstens {$target}. {$ways}.}}
* {{{$subject}: So käme es zu mindestens {$target}. {$ways}.}}`,
  targetMet: `.input {$sense :string}
.match $sense
atMost {{{$subject} beträgt {$value}: Das sind schon höchstens {$target}.}}
* {{{$subject} beträgt {$value}: Das sind schon mindestens {$target}.}}`,
  targetBeyond: `.input {$sense :string}
.match $sense
atMost {{{$subject}: Nichts, was wir kennen, ergäbe höchstens {$target}.}}
* {{{$subject}: Nichts, was wir kennen, ergäbe mindestens {$target}.}}`,
  targetNow: "Heute sind es {$value}.",
  targetFarthest: `.input {$sense :string}
.match $sense
atMost {{Alle Schritte zusammen, jeder bis zur Hälfte des heutigen Werts, brächten es auf {$farthest}.}}
* {{Alle Schritte zusammen, jeder um die Hälfte des heutigen Werts, brächten es auf {$farthest}.}}`,
  targetNothing:
    "Kein eigener Schritt bewegt die Zahl, auch nicht um die Hälfte des heutigen Werts: Etwas anderes bestimmt sie.",
  targetVerified:
    "Jeder Weg ist geprüft: Der letzte Plan wurde mit nur dieser Änderung neu berechnet.",
  wayChange: "{$lever}: {$to} statt {$from}",
  waySwitch: `.input {$leaf :string}
.match $leaf
hasOverride {{Die von Hand gesetzte Menge zurücknehmen}}
isDiscontinued {{Das Produkt wieder aufnehmen}}
* {{{$lever}: umschalten}}`,
  wayResult: `.input {$sense :string}
.match $sense
atMost {{Es wären höchstens {$reached} gewesen.}}
* {{Es wären mindestens {$reached} gewesen.}}`,
  wayEffort: `.input {$effort :string}
.match $effort
small {{Wenig Aufwand}}
medium {{Etwas Aufwand}}
* {{Viel Aufwand}}`,
  forwardHeadline: "Angenommen: {$deed}. {$subject} läge dann zwischen {$low} und {$high}.",
  forwardExact: "Angenommen: {$deed}. {$subject} läge dann bei {$low}.",
  forwardDeed: "{$lever} {$to} statt {$from}",
  forwardNothing: "Alles geht so weiter",
  forwardWithout: "Ohne dies: zwischen {$low} und {$high}.",
  forwardWithoutExact: "Ohne dies: {$low}.",
  forwardNow: "Im letzten Plan sind es {$value}.",
  forwardRange:
    "Die Spanne deckt ab, dass der Platz im Netz knapper wird, gleich bleibt oder freier wird. Alles andere ist so, wie der letzte Plan es kannte.",
  forwardKept:
    "Diese Antwort wird aufbewahrt und mit dem verglichen, was der nächste Plan entscheidet.",
  outcomeActual: `.input {$inside :string}
.match $inside
yes {{Der Plan vom {$day} entschied {$actual}: innerhalb der Spanne.}}
* {{Der Plan vom {$day} entschied {$actual}: außerhalb der Spanne.}}`,
  outcomeDone: `.input {$done :string}
.match $done
yes {{Es wurde getan. {$lever}: {$value}.}}
* {{Es wurde nicht so weit getan. {$lever}: {$value}.}}`,
  outcomeOutlook: `.input {$inside :string}
.match $inside
yes {{Mit allen Angaben, wie sie wirklich wurden, stimmt die Spanne.}}
* {{Auch mit allen Angaben, wie sie wirklich wurden, stimmt die Spanne nicht: Der Platz änderte sich stärker als erwartet.}}`,
  quantityHeadline: "Der letzte Plan empfiehlt {$value} von {$sku}, nicht {$other}.",
  quantityConflict: "Was gegen {$other} steht: {$rules}.",
  quantityAlone: "Ohne diese Regel allein wären es mindestens {$other}: {$rule}.",
  quantityDemand:
    "Keine Regel steht gegen {$other}: Die bis zur nächsten Lieferung erwartete Nachfrage verlangt nicht so viele.",
  quantityLess: "Keine Regel steht gegen {$other}: Weniger ließe mehr Nachfrage unbedient.",
  quantityProfit: `.input {$direction :string}
.match $direction
loss {{Würden stattdessen {$other} gesendet, brächte das in den zu deckenden Tagen voraussichtlich {$amount} weniger ein.}}
gain {{Würden stattdessen {$other} gesendet, brächte das in den zu deckenden Tagen voraussichtlich {$amount} mehr ein.}}
* {{Würden stattdessen {$other} gesendet, brächte das in den zu deckenden Tagen voraussichtlich gleich viel ein.}}`,
  quantitySpace: `.input {$direction :string}
.match $direction
loss {{Das bräuchte {$amount} weniger Platz.}}
* {{Das bräuchte {$amount} mehr Platz.}}`,
  quantityCover: "Die Chance, alle Nachfrage zu decken, wäre {$cover} statt {$planned}.",
  sourcesHeadline:
    "{$subject} beträgt {$value}. Zahl der Angaben dahinter: {$inputs}. Davon ruhen auf Zeilen Ihrer Berichte: {$withRows}.",
  sourcesOf: "{$input}: {$rows}.",
  sourcesRest:
    "Die anderen sind Regeln, Preise des geteilten Platzes, frühere Limits oder Ihre Einstellungen. Zu manchen gibt es noch keine Zeile.",
  fairHeadline:
    "{$subject}: Das entschieden dieselben Regeln wie bei allen anderen Händlern in diesem Plan.",
  fairRules:
    "Für alle Konten eines Plans gelten dieselben Regeln und dieselbe Fassung {$policy}. Damit neu berechnet, ergeben sich für Sie {$value}, wie angekündigt.",
  fairIdentity:
    "Keine der Angaben (Anzahl: {$inputs}) sagt, wer Sie sind: Ein anderes Konto mit denselben Angaben bekommt dieselbe Zahl.",
  fairNotIdentity:
    "Einige Angaben sagen, wer Sie sind. Gleiche Behandlung lässt sich hier deshalb nicht zeigen. Fragen Sie den Support.",
  fairSpecial: "Was nur für Ihr Konto gilt: {$what}.",
  fairPlain: "Nichts wurde nur für Ihr Konto von Hand gesetzt.",
  fairSwap:
    "Anstelle anderer Konten (Anzahl: {$places}) ergaben Ihre Angaben jedes Mal dieselbe Zahl.",
  fairHandSet: `.input {$many :string}
.match $many
yes {{Mengen, die Händler in diesem Plan von Hand setzten: mindestens {$count}.}}
* {{Mengen, die Händler in diesem Plan von Hand setzten: weniger als {$count}.}}`,
  fairStanding: `.input {$among :string}
.match $among
size {{Zwischen {$low} und {$high} der Konten, die etwa so viel verkaufen, bekommen für ihren Absatz weniger Platz.}}
* {{Zwischen {$low} und {$high} aller Konten bekommen für ihren Absatz weniger Platz.}}`,
  fairNoStanding: `.input {$reason :string}
.match $reason
tooFew {{Wo Sie unter anderen stehen, wird nicht gesagt: Es sind zu wenige Händler, und ihre Zahlen verrieten einzelne.}}
noSales {{Wo Sie unter anderen stehen, wird nicht gesagt: Gezählt wird nach Absatz, und Sie haben noch keinen.}}
* {{Wo Sie unter anderen stehen, wird nicht gesagt: Dieser Plan hat es nicht festgehalten.}}`,
  fairCohort: "Wie Sie im Vergleich mit ähnlichen Händlern stehen, gehört nicht zu dieser Antwort.",
  askBoxLimit: "Ihr Limit für {$storageType} im {$month}",
  askBoxQuantity: "die empfohlene Menge für {$sku}",
  askBoxLevel: "Warum ist {$subject} so hoch, wie es ist?",
  askBoxChange: "Warum hat sich {$subject} geändert?",
  subjectLimitUse: "Ihr angerechneter Platz ({$storageType}) am {$day}",
  limitUseParts: "Auf Lager: {$onHand}. In offenen Lieferungen: {$open}.",
  limitUseLeft: `.input {$state :string}
.match $state
over {{Das Limit für {$month} beträgt {$limit}. Es ist um {$left} überschritten.}}
ahead {{Das Limit für {$month} beträgt {$limit}. Ist dann so viel belegt wie am {$day}, bleiben {$left} frei.}}
aheadOver {{Das Limit für {$month} beträgt {$limit}. Ist dann so viel belegt wie am {$day}, ist es um {$left} überschritten.}}
* {{Das Limit für {$month} beträgt {$limit}. Davon sind {$left} frei.}}`,
  limitUseProduct: "{$sku} nimmt davon {$amount} ein.",
  limitUseRule:
    "Eine Lieferung zählt, bis ihre Einheiten da sind oder sie geschlossen ist. So kann ein Limit erschöpft sein, obwohl die Regale halb leer sind.",
  askBoxNoLimit:
    "Der Plan vom {$day} hat für Sie kein Limit für {$storageType} gesetzt: Er kannte keines Ihrer Produkte dieser Art. Neuere zählen ab dem nächsten Plan.",
  askBoxLimitUse: "Was zählt gegen Ihr Limit für {$storageType} im {$month}?",
  askBoxHigher: "Warum ist {$subject} nicht höher?",
  askBoxContrast: "Warum ist {$subject} nicht {$target}?",
  askBoxTarget: "Was müsste sein, damit {$subject} {$target} beträgt?",
  askBoxForward: "Wie hoch wird {$subject}, wenn alles so weitergeht?",
  askBoxForwardLeadTime: "Wie hoch wird {$subject} (Lieferzeit: {$to} statt {$from})?",
  askBoxNearest:
    "Diese Lieferzeit ({$wanted}) lässt sich nicht annehmen: Mehr als um die Hälfte ändert sie sich nicht. Am nächsten: {$near}.",
  askBoxSources: "Auf welchen Daten ruht {$subject}?",
  askBoxFairness: "Gelten für {$subject} dieselben Regeln wie für andere?",
  askBoxBetween: "Warum hat sich {$subject} vom {$from} zum {$to} geändert?",
  askBoxStock: "Ihr Bestand",
  askBoxStockOf: "der Bestand von {$sku}",
  askBoxSpeed: "die Zahl der Tage bis zur Lieferung",
  askBoxFees: "die Summe Ihrer Gebühren für {$month}",
  askBoxFeesOf: "die Summe der Gebühren von {$sku} für {$month}",
  askBoxRate: "Warum hat sich Ihre Verfügbarkeit vom {$from} zum {$to} geändert?",
  askBoxUnknown:
    "Daraus geht nicht hervor, um welche Zahl es geht. Nennen Sie sie: ein Limit, eine empfohlene Menge, die Verfügbarkeit, den Bestand, die Lieferung, eine Gebühr, eine Prognose oder zusätzlichen Platz.",
  askBoxOutside:
    "Davon handelt hier keine Zahl. Fragen können Sie nach: einem Limit, einer empfohlenen Menge, der Verfügbarkeit, dem Bestand, der Lieferung, einer Gebühr, einer Prognose oder zusätzlichem Platz.",
  askBoxOthers:
    "Zahlen anderer Händler werden niemandem gezeigt. Fragen können Sie, ob für Ihre dieselben Regeln gelten.",
  askBoxFreight:
    "Keine Zahl hier sagt, was Paketdienste verlangen oder was der Versand an Käufer kostet. Fragen können Sie nach den Gebühren für Lagerung, alten oder niedrigen Bestand, Auslastung, Überschreitung und Einlagerung.",
  askBoxDoubt: "Das kann mehreres heißen. Wählen Sie, was Sie meinen.",
  askBoxProduct:
    "Welches Produkt? Schreiben Sie die SKU, oder öffnen Sie es auf der Seite zum Nachschub.",
  askBoxNoPlan: "Für dieses Konto gibt es noch keinen Plan, also auch nichts zu erklären.",
  unexplainedPart: "{$amount} davon können wir nicht erklären.",
  unexplainedMost:
    "Wir wissen nicht, warum: {$amount} der Änderung erklärt nichts, was wir aufbewahren. Fragen Sie den Support, er geht der Sache nach.",
};
