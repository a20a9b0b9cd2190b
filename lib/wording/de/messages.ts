// German messages in MessageFormat 2: Sie-form, short sentences. Names of causes stand after a colon, so that no case has to fit.
import type { MessageId } from "../messages-en.ts";
import { adviceMessagesDe } from "./advice.ts";
import { countedMessagesDe } from "./counted.ts";
import { deskMessagesDe } from "./desk.ts";
import { forecastMessagesDe } from "./forecast.ts";
import { grantMessagesDe } from "./grant.ts";
import { measuredMessagesDe } from "./measured.ts";
import { placementMessagesDe } from "./placement.ts";
import { rowMessagesDe } from "./rows.ts";
import { scoreMessagesDe } from "./score.ts";
import { staffMessagesDe } from "./staff.ts";
import { whatIfMessagesDe } from "./what-if.ts";

export const messagesDe: Readonly<Record<MessageId, string>> = {
  ...adviceMessagesDe,
  ...whatIfMessagesDe,
  ...measuredMessagesDe,
  ...countedMessagesDe,
  ...rowMessagesDe,
  ...forecastMessagesDe,
  ...staffMessagesDe,
  ...deskMessagesDe,
  ...scoreMessagesDe,
  ...grantMessagesDe,
  ...placementMessagesDe,
  changeHeadline: `.input {$direction :string}
.match $direction
fell {{{$subject} beträgt {$to}: {$delta} weniger als zuvor ({$from}).}}
rose {{{$subject} beträgt {$to}: {$delta} mehr als zuvor ({$from}).}}
* {{{$subject} beträgt {$to}, genauso viel wie zuvor.}}`,
  noChange: "Nichts, was in die Zahl eingeht, hat sich geändert.",
  offsetting: "Mehrere Ursachen wirkten in verschiedene Richtungen und hoben sich weitgehend auf.",
  bindingSwitch:
    "Jetzt bestimmt eine andere Regel die Zahl: {$bindingTo}. Zuvor war es diese: {$bindingFrom}.",
  mainCause: `.input {$share :string}
.match $share
nearlyAll {{Fast die ganze Änderung hat diese Ursache: {$cause} ({$amount}).}}
most {{Der größte Teil der Änderung hat diese Ursache: {$cause} ({$amount}).}}
aboutHalf {{Etwa die Hälfte der Änderung hat diese Ursache: {$cause} ({$amount}).}}
part {{Ein Teil der Änderung hat diese Ursache: {$cause} ({$amount}).}}
* {{Die größte Ursache: {$cause} ({$amount}).}}`,
  furtherCause: "{$cause}: {$amount}.",
  networkSplit: `.input {$share :string}
.match $share
nearlyAll {{Fast der ganze Anteil des Netzes kommt daher: {$player}.}}
most {{Der größte Teil vom Anteil des Netzes kommt daher: {$player}.}}
aboutHalf {{Etwa die Hälfte vom Anteil des Netzes kommt daher: {$player}.}}
* {{Ein Teil vom Anteil des Netzes kommt daher: {$player}.}}`,
  policyChange: "Die Regeln haben sich mit Fassung {$version} geändert. Der Grund: {$reason}",
  ruleChange: `.input {$effect :string}
.match $effect
none {{Die Regel selbst hat sich am {$day} geändert, von {$from} zu {$to}. Hier hat das nichts verändert.}}
whole {{Die Regel selbst hat sich am {$day} geändert, von {$from} zu {$to}. Manches, was in die neue Fassung eingeht, war vorher nicht bekannt. Darum lässt sich die Änderung nicht aufteilen.}}
* {{Die Regel selbst hat sich am {$day} geändert, von {$from} zu {$to}.}}`,
  rulesPassed: "Dazwischen wurde nach {$passed} entschieden.",
  levelHeadline: "{$subject} beträgt {$value}.",
  levelBinding: "Was die Zahl bestimmt: {$binding}.",
  levelNext: "Was sie als Nächstes bestimmen würde: {$next}, noch {$slack} entfernt.",
  levelNextHidden: "Was sie als Nächstes bestimmen würde: {$next}.",
  limitHeld: "{$subject} beträgt {$value}. Was es nicht höher werden lässt: {$rules}.",
  limitWithout:
    "Ohne dies wären es {$limit}, also {$gain} mehr. Dann würde die Grenze gesetzt durch: {$next}.",
  limitWithoutToo:
    "Ohne auch dies wären es {$limit}, also noch {$gain} mehr. Dann würde die Grenze gesetzt durch: {$next}.",
  limitWithoutLast: "Darüber hinaus würde keine Regel zum Teilen des Platzes mehr begrenzen.",
  limitAlone: "Fiele nur diese Regel weg, wären es {$limit}: {$rules}.",
  limitPoint: "Um einen Punkt besser: {$share}. Das allein ergäbe {$gain} mehr.",
  limitTightness: `.input {$isFree :string}
.match $isFree
yes {{Der Platz für diesen Monat ist nicht knapp: Stufe {$step} von {$steps} auf der Skala, die alle Händler sehen.}}
* {{So knapp ist der Platz in diesem Monat: Stufe {$step} von {$steps} auf der Skala, die alle Händler sehen.}}`,
  limitPriceFree: "Der Preis des geteilten Platzes ist null: Der Platz ist nicht knapp.",
  limitPriceBand:
    "Der Preis des geteilten Platzes: {$band} des Versands, gewichtet mit der Effizienz, für alle gleich.",
  limitPriceRationed:
    "Der Platz ist so knapp, dass über die Zusagen hinaus nichts verteilt wird. Von den weicheren Zusagen bleibt: {$band}.",
  limitPrice:
    "Der Preis des geteilten Platzes: {$level} des Versands, gewichtet mit der Effizienz, für alle gleich. Von den weicheren Zusagen bleiben {$ration}.",
  subjectLimit: "Ihr Limit für {$storageType} im {$month}",
  subjectRestock: "Die empfohlene Menge für {$sku}",
  subjectPlacement: "Die Menge von {$sku} für {$fc}",
  contrastShared:
    "Diese Einheiten sind hier, weil sich alle Produkte den Platz der Standorte teilen. Kein Gebiet wird von hier am besten beliefert.",
  contrastSplit: "Die von Ihnen gewählte Aufteilung lässt {$other} aus.",
  contrastEqual: "{$other} wäre genauso gut.",
  contrastDeciding: `.input {$deciding :string}
.match $deciding
lane {{{$other} liegt weiter weg von den Käufern dieser Einheiten: Der Versand entscheidet.}}
speed {{{$other} würde langsamer liefern: Die Lieferzeit entscheidet.}}
building {{{$other} kostet bei Anlieferung und Lagerung mehr: Der Standort entscheidet.}}
* {{{$other} ist voller: Der Platz dort geht an Produkte, die mehr davon haben.}}`,
  contrastBand: `.input {$band :string}
.match $band
noDearer {{dort nicht teurer}}
dearer {{dort teurer}}
* {{dort deutlich teurer}}`,
  subjectSplitFee: "Die Gebühr der {$split} Aufteilung",
  subjectTarget: "Das Ziel für {$sku} in {$fc}",
  subjectInStock: "Ihre Verfügbarkeit am {$day}",
  rateParts:
    "Die Zeit mit Bestand machte {$rate} aus. Was verkauft wurde, machte {$mix} aus. Neue und weggefallene Produkte machten {$entry} aus.",
  rateSku: "{$sku} allein machte {$amount} aus.",
  subjectGrant: "Ihr zusätzlicher Platz für {$storageType} im {$month}",
  grantGranted: "{$asked} Platz für {$storageType} im {$month} wurden ganz gewährt.",
  grantPartly: "{$granted} der angefragten {$asked} wurden gewährt.",
  grantNot: "Von den angefragten {$asked} wurde nichts gewährt.",
  grantClearedAt: "Gebühr der Runde: {$price} pro ft³ und Monat.",
  grantFee:
    "Sie zahlen {$fee} pro ft³ und Monat, nach Abzug der erwarteten Gutschrift von {$credit} pro ft³ und Monat.",
  grantFeePlain: "Sie zahlen {$fee} pro ft³ und Monat.",
  grantOffered:
    "Für den Rest haben Sie {$offered} pro ft³ und Monat geboten; nötig waren {$needed} mehr.",
  grantOfferedAll: "Sie haben {$offered} pro ft³ und Monat geboten; nötig waren {$needed} mehr.",
  grantShared:
    "Ihr Angebot war gleich der Gebühr der Runde. Alle mit diesem Angebot haben sich den Rest geteilt.",
  grantReserve:
    "Ihr Angebot von {$offered} pro ft³ und Monat liegt unter der kleinsten Gebühr von {$reserve}.",
  grantLot: "Was für Sie übrig blieb, war weniger als die kleinste Menge von {$lot}.",
  grantCap:
    "Sie haben mehr angefragt als Ihre Obergrenze von {$cap}. Was darüber liegt, zählt nicht.",
  grantTooFew: "Es nahmen zu wenige Händler teil, um den Preis der Runde zu nennen.",
  grantMoved:
    "Ein so hohes Angebot hätte selbst die Gebühr bewegt. Dies ist also das Mindeste, das geholfen hätte, und keine Zusage.",
  subjectForecast: "Die Prognose für {$from} bis {$to}",
  forecastNewSales:
    "Verkauft seit dem letzten Plan ({$weeks}): {$sold}. Erwartet hatte er {$expected}.",
  forecastCorrectedOwn: "Ältere Wochen dieses Produkts wurden um {$units} berichtigt.",
  forecastCorrectedOthers:
    "Ältere Wochen oder Kategorien Ihrer Produkte wurden berichtigt. Saison und übliche Höhe werden aus allen gelernt.",
  forecastWholesaleNew:
    "{$units} aus dem Absatz seit dem letzten Plan kamen in weit größeren Bestellungen als üblich. Sie gelten als einmalige Käufe, nicht als Nachfrage.",
  forecastWholesaleOld:
    "Es hat sich geändert, welche älteren Bestellungen weit größer sind als üblich und als einmalige Käufe gelten. Das betrifft dieses Produkt oder andere, aus denen die Saison gelernt wird.",
  forecastStockOutNew:
    "Seit dem letzten Plan war die Ware zeitweise nicht vorrätig ({$weeks}). Was dort an Nachfrage fehlt, gilt nicht als Rückgang.",
  forecastStockOutOld:
    "Was über Tage ohne Bestand bekannt ist, hat sich geändert. Das betrifft dieses Produkt oder andere, aus denen die Saison gelernt wird.",
  forecastSeason:
    "Die Wochen seit dem letzten Plan haben mehr über die Jahreszeit gezeigt und darüber, was Aktionstage bewirken.",
  forecastEvents: "Der Kalender der Aktionstage hat sich geändert.",
  forecastPrice:
    "Die Preise, tatsächlich oder im Voraus gemeldet, sind andere, als der letzte Plan sie kannte.",
  forecastPromotion:
    "Die Aktionen, vergangen oder im Voraus gemeldet, sind andere, als der letzte Plan sie kannte.",
  forecastModel: "Es wurde eine andere Fassung unserer Prognose benutzt.",
  forecastOwnAdjustment:
    "Was Ihre eigenen Anpassungen und Aktionen in diesen Wochen hinzufügen, im Vergleich zum letzten Plan.",
  forecastRounding: "Letzte Stellen der gespeicherten Zahlen.",
};
