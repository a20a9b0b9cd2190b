// German words for figures that are counted from reports.
import type { measuredLabelsEn, measuredMessagesEn } from "../measured-en.ts";

type Labels = {
  readonly [M in keyof typeof measuredLabelsEn]: Readonly<
    Record<keyof (typeof measuredLabelsEn)[M], string>
  >;
};

export const measuredLabelsDe: Labels = {
  inStockRate: {
    rate: "Zeit mit Bestand",
    mix: "Was verkauft wurde",
    entry: "Neue und weggefallene Produkte",
    dispatch: "Späterer Versand als üblich",
    carrier: "Längerer Weg als üblich",
    receiving: "Langsamere Annahme als üblich",
    notSent: "Empfohlene, nicht gesendete Einheiten",
    space: "Geringere Empfehlung, weil der Platz knapp war",
    demand: "Andere Nachfrage als erwartet",
    runsOut: "Geht aus, bevor Neues kommt",
    waiting: "Unterwegs, noch nicht da",
    soldOut: "Ohne Bestand, in diesen Tagen kommt nichts",
    unexplained: "Durch nichts davon erklärt",
  },
  unitsOnHand: {
    received: "Angenommen",
    sold: "Verkauft und versandt",
    removed: "Entnommen",
    returned: "Von Kunden zurückgeschickt",
    transferred: "Zwischen Standorten bewegt",
    adjusted: "Gefunden, verloren, beschädigt oder neu gezählt",
    moving: "Unterwegs zwischen Standorten",
    ordered: "Für Bestellungen zurückgelegt",
    processing: "In Bearbeitung",
    unfit: "Nicht verkäuflich",
    held: "Vorhanden",
    supply: "Erwarteter Verkauf",
    inbound: "Unterwegs zu uns",
    moreReceived: "Wirkung anderer Annahmen als fällig",
    lessSold: "Wirkung anderer Verkäufe als erwartet",
    unexplained: "Nicht im Bestandsbuch",
  },
  deliverySpeed: {
    regions: "Regionen",
    buyers: "Wo Ihre Käufer waren",
    served: "Bestellungen, für die Ware da war",
    stock: "Wo Ihre Ware lag",
  },
  advice: {
    demandLevel: "Nachfrage",
    demandSpread: "Unsicherheit der Nachfrage",
    leadTime: "Lieferzeit",
    stock: "Bestand und Einheiten unterwegs",
    service: "Veröffentlichte Regeln",
    economics: "Preis und Kosten",
    space: "Platz",
    pack: "Packung und Senderhythmus",
    override: "Von Hand gesetzte Menge",
  },
  fees: {
    all: "Summe aller Gebühren",
    storage: "Lagergebühr",
    utilisation: "Zuschlag für Lagerauslastung",
    aged: "Zuschlag für lange Lagerung",
    lowInventory: "Gebühr für niedrigen Bestand",
    overage: "Gebühr für Überschreitung",
    placement: "Gebühr für die Einlagerung",
    units: "Mehr oder weniger Einheiten",
    mix: "Andere Produkte",
    size: "Neu vermessene Produkte",
    rate: "Preisliste",
    "band:storage": "Jahreszeit",
    "band:utilisation": "Wie lange der Bestand reicht",
    "band:aged": "Alter des Bestands",
    "band:lowInventory": "Reichweite in Tagen",
    "band:overage": "Bestand über dem Limit",
    "band:placement": "Wie Lieferungen aufgeteilt wurden",
  },
};

export const measuredMessagesDe: Readonly<Record<keyof typeof measuredMessagesEn, string>> = {
  contrastHeadline: `.input {$reference :string}
.match $reference
whole {{{$subject} beträgt {$to}. Mit Bestand an jedem Tag wären es {$from}; dazwischen liegen {$delta}.}}
plan {{{$subject} beträgt {$to}. Der Plan führte zu {$from}; dazwischen liegen {$delta}.}}
everywhere {{{$subject} beträgt {$to}. Mit Bestand an jedem Standort wären es {$from}; dazwischen liegen {$delta}.}}
band {{{$subject} beträgt {$to}. In der günstigsten Stufe wären es {$from}; dazwischen liegen {$delta}.}}
* {{{$subject} würde {$to} betragen. Bleibt alles, wie es ist, sind es {$from}; dazwischen liegen {$delta}.}}`,
  contrastSame: `.input {$reference :string}
.match $reference
whole {{{$subject} beträgt {$to}, wie auch mit Bestand an jedem Tag.}}
plan {{{$subject} beträgt {$to}, wie auch nach dem Plan.}}
everywhere {{{$subject} beträgt {$to}, wie auch mit Bestand an jedem Standort.}}
band {{{$subject} beträgt {$to}, wie auch in der günstigsten Stufe.}}
* {{{$subject} würde bei {$to} bleiben.}}`,
  endFrom: `.input {$reference :string}
.match $reference
level {{Nichts}}
whole {{Bestand an jedem Tag}}
plan {{Nach dem Plan}}
everywhere {{Bestand an jedem Standort}}
band {{Günstigste Stufe}}
now {{Ohne das}}
* {{Vorher}}`,
  endTo: `.input {$reference :string}
.match $reference
level {{Insgesamt}}
now {{Mit der Änderung}}
change {{Jetzt}}
* {{Wie es ist}}`,
  subjectStockOut: "Der Bestand von {$sku} am {$day}",
  chainStockOut: "{$sku} war am {$day} nicht mehr vorrätig. Zuvor wurden {$pace} am Tag verkauft.",
  chainLateShipment:
    "Die Lieferung {$number} mit {$units} war für den {$planned} erwartet und kam am {$arrived}. Pünktlich hätte sie gereicht.",
  chainAdviceNotSent:
    "Der Plan vom {$day} empfahl, {$advised} zu senden; danach gingen {$sent} auf den Weg. Mit allem, was empfohlen war, wäre Bestand da gewesen.",
  chainAdviceLow:
    "Der Plan vom {$day} empfahl, {$advised} zu senden; danach gingen {$sent} auf den Weg.",
  chainSpace:
    "Der Platz war knapp. Hätte er nichts gekostet, hätte der Plan {$unpriced} empfohlen. Damit wäre Bestand da gewesen.",
  chainFound:
    "Jeder Schritt unten wurde für sich richtiggestellt, und die Tage wurden neu gezählt.",
  chainAlone:
    "Keine verspätete Lieferung, keine nicht gesendete Menge und kein Preis des Platzes erklärt es allein. Auch wenn man jedes davon richtigstellt, bleibt der Tag ohne Bestand.",
  chainUnknown: "Wir wissen nicht, warum: Neu gezählt aus dem Bestandsbuch, hatte der Tag Bestand.",
  subjectInStockAdvised: "Ihre Verfügbarkeit am {$day} mit allen empfohlenen Einheiten",
  subjectLostSales: "Ihr Verlust an Verkäufen bis zum {$day}",
  missingByOwner:
    "Vom Ganzen fehlt, danach wer es in der Hand hat: Sie {$you}, Spediteure {$carriers}, unsere Standorte {$buildings}, Kunden {$customers}.",
  lostSales:
    "Was an Tagen ohne Bestand gefragt war, ist nicht bekannt. In {$share} der Fälle, gezogen aus Tagen mit Bestand, liegt der Verlust zwischen {$low} und {$high}.",
  advisedRange:
    "Was an Tagen ohne Bestand gefragt war, ist nicht bekannt. In {$share} der Fälle, gezogen aus Tagen mit Bestand, liegt die Verfügbarkeit zwischen {$low} und {$high}.",
  advisedAlone:
    "Jede Lieferung braucht so lange, wie ihr Plan sagte. Was über die Empfehlung hinaus gesendet wurde, bleibt.",
  plansSince: "Pläne, deren Empfehlung bekannt ist: {$plans}, der erste vom {$day}.",
  noPlansBefore: "Kein Plan dieser Tage ist bekannt; über Empfehlungen wird daher nichts gesagt.",
  rowPace: "{$days} ohne Bestand, zuvor {$pace} am Tag verkauft",
  rowDaysInStock: "{$days} von {$offered} mit Bestand",
  askBoxFeeContrast: "Warum ist {$subject} nicht so niedrig wie in der günstigsten Stufe?",
  askBoxFeeTarget: "Was ist am wenigsten zu entnehmen, damit {$subject} entfällt?",
  askBoxFeeForward: "Wie hoch wird {$subject}, wenn {$units} entnommen werden?",
  askBoxSpeedContrast:
    "Was hält die Lieferung davon ab, so schnell zu sein wie mit Bestand an jedem Standort?",
  askBoxRateLevel: "Wer oder was hielt Ihre Verfügbarkeit am {$day} unter dem Ganzen?",
  askBoxLostSales: "Wie viele Verkäufe entgingen Ihnen bis zum {$day} ohne Bestand?",
  askBoxRateAdvised:
    "Wie hoch wäre Ihre Verfügbarkeit am {$day} mit allen empfohlenen Einheiten gewesen?",
  subjectStock: "Ihr Bestand am {$day}",
  subjectStockOf: "Der Bestand von {$sku} am {$day}",
  stockSoldPlan: "Verkauft: {$actual}. Der Plan vom {$day} hatte {$planned} erwartet.",
  stockReceivedPlan:
    "Angenommen: {$actual}. Der Plan vom {$day} hatte empfohlen, {$planned} zu senden.",
  subjectSpeed: `.input {$measure :string}
.match $measure
withinOneDay {{Ihr Anteil der Zusagen in einem Tag bis zum {$day}}}
withinTwoDays {{Ihr Anteil der Zusagen in zwei Tagen bis zum {$day}}}
withinThreeDays {{Ihr Anteil der Zusagen in drei Tagen bis zum {$day}}}
* {{Ihre mittlere zugesagte Lieferzeit bis zum {$day}}}`,
  speedUnserved:
    "Nicht mitgezählt: {$units}, bestellt an Tagen, an denen kein Standort das Produkt hatte.",
  subjectFees: "Ihr Betrag für {$month} ({$fee})",
  subjectFeesOf: "Der Betrag von {$sku} für {$month} ({$fee})",
  subjectFeesAhead: "Ihr erwarteter Betrag für {$month} ({$fee})",
  subjectFeesAheadOf: "Der erwartete Betrag von {$sku} für {$month} ({$fee})",
  feeTakenOut: "Entnommen, die ältesten zuerst: {$units} von {$sku}.",
  feeOutlook:
    "Die Verkäufe sind die des Plans vom {$day}. An den Rändern dessen, was er sagt, liegt der Betrag zwischen {$low} und {$high}.",
  feeOutlookLeft:
    "Die Verkäufe sind die des Plans vom {$day}. An den Rändern dessen, was er sagt, liegt der Betrag ohne Entnahme zwischen {$low} und {$high}.",
  feeOutlookDone:
    "Die Verkäufe sind die des Plans vom {$day}. An den Rändern dessen, was er sagt, läge der Betrag zwischen {$low} und {$high}.",
  feeNoLimit:
    "Für einen Teil des Bestands ist noch kein Limit dieses Monats bekannt. Dafür ist keine Gebühr für Überschreitung gezählt.",
  feeTakenAll: "Vorhanden sind nur {$units} von {$sku}: Alle sind entnommen.",
  feeNoneToTake: "Von {$sku} ist nichts da, was man entnehmen könnte.",
  feeOutlookSame:
    "Die Verkäufe sind die des Plans vom {$day}. An den Rändern dessen, was er sagt, ist der Betrag derselbe.",
  feePlacementAhead: "Gebühren für Lieferungen, die noch kommen, sind nicht enthalten.",
  feeNothingAhead: "Es ist nichts zu zahlen, auch wenn nichts getan wird.",
  feeNotAvoided: "Keine Entnahme bei den Produkten, die am meisten zahlen, brächte ihn auf nichts.",
  wayTakeOut: "{$units} von {$sku} entnehmen oder verkaufen, die ältesten zuerst",
  wayTakeOutOthers: "ebenso {$units} von {$products}",
  wayFee: "Der Betrag wäre {$fee}; das spart {$saved}.",
  wayUnits: "Zusammen {$units}; jede spart im Mittel {$each}.",
  feeOfProduct: "{$sku}",
  feeOfOthers: "{$products}",
  feeOldestFirst: "Bestand geht der älteste zuerst; was an einem Tag da ist, kam also zuletzt.",
  feeRowsOf:
    "Jede Zeile führt zu den Zeilen des Bestandsbuchs bis zum {$day}, aus denen sie gezählt ist.",
  lotOf: "Gekommen am {$day}",
  lotBefore: "Gekommen, bevor das Bestandsbuch beginnt",
  supplyRule:
    "Jede Woche blickt {$short} und {$long} zurück. Frei ist sie, wenn die Reichweite in einem der beiden {$least} erreichte. Neue Ware zählt also erst mit den Tagen.",
  supplyCharged:
    "Woche ab {$day}: Reichweite {$short} und {$long}; {$sold}, die verkauft wurden, kosteten daher.",
  supplyFree:
    "Woche ab {$day}: Reichweite {$short} und {$long}; {$sold}, die verkauft wurden, waren daher frei.",
  supplyExempt: "Woche ab {$day}: ausgenommen; {$sold}, die verkauft wurden, waren daher frei.",
  supplyAdvice:
    "Der Plan vom {$day} empfahl, {$advised} zu senden; danach gingen {$sent} auf den Weg. Hätte Platz nichts gekostet, hätte er {$unpriced} empfohlen.",
  subjectReserved: "Ihr nicht käuflicher Bestand am {$day}",
  subjectReservedOf: "Der nicht käufliche Bestand von {$sku} am {$day}",
  subjectExcess: "Ihr überzähliger Bestand am {$day}",
  subjectExcessOf: "Der überzählige Bestand von {$sku} am {$day}",
  subjectCover: "Die Reichweite des Bestands von {$sku} am {$day}",
  coverHeadline: "Der Bestand von {$sku} am {$day} reicht {$value}.",
  stockBuyable: "Daneben sind {$units} käuflich.",
  stockMovingUntil:
    "Zuletzt verließen Einheiten einen Standort am {$out}. Ein Weg dauert im Mittel {$days}; sie sind also bis zum {$until} zu erwarten.",
  stockReservedStated: "Was zurückgelegt oder in Bearbeitung ist, steht so im letzten Bericht.",
  stockReservedUnknown: "Kein neuerer Bericht sagt, was zurückgelegt oder in Bearbeitung ist.",
  stockReservedOn:
    "Was zurückgelegt oder in Bearbeitung ist, steht so im Bericht vom {$day}. Seither kann es sich geändert haben.",
  stockReservedFrom:
    "Was zurückgelegt oder in Bearbeitung ist, steht so in Berichten vom {$from} bis zum {$to}. Seither kann es sich geändert haben.",
  stockReservedUntold: "Ohne einen solchen Bericht: {$products}.",
  planLeftOut: "Nicht enthalten, weil der Plan vom {$day} nichts dazu sagt: {$products}.",
  excessRule:
    "Überzählig ist, was über den Verkauf hinausgeht, den der Plan vom {$day} erwartet (Zeitraum: {$days}). Betroffen: {$products}.",
  excessBefore: "Davor (Zeitraum: {$days}) gekommen: {$came}, bestellt: {$sold}.",
  stockDuePlan: "Angenommen: {$actual}. Unterwegs oder rechtzeitig empfohlen: {$planned}.",
  coverUntil: "So wie der Plan den Verkauf erwartet, ist Bestand bis zum {$day} da.",
  coverBeyond: "So wie der Plan den Verkauf erwartet, reicht er über die betrachteten Tage hinaus.",
  coverRange: "An den Rändern des Plans vom {$day} reicht er {$low} bis {$high}.",
  coverAtPace: "Im zuletzt gesehenen Tempo ({$span}) reicht, was da ist, {$days}.",
  askBoxReserved: "Warum ist ein Teil nicht käuflich, und bis wann: {$subject}?",
  askBoxExcess: "Warum ist ein Teil überzählig: {$subject}?",
  askBoxOverPlan: "Kam zu viel, oder wurde zu wenig verkauft: {$subject}?",
  askBoxCover: "Wie lange reicht {$subject}?",
  feeOffPeak: "Monate außerhalb der Spitzenzeit",
  feePeak: "Monate der Spitzenzeit",
  feeWeeksFree: "Bestand, der höchstens {$to} Wochen reicht",
  feeWeeks: "Bestand, der {$from} bis {$to} Wochen reicht",
  feeWeeksFrom: "Bestand, der mehr als {$from} Wochen reicht",
  feeAgeFree: "Weniger als {$to} Tage alt",
  feeAge: "{$from} bis unter {$to} Tage alt",
  feeAgeFrom: "{$from} Tage alt oder älter",
  feeSupplyEnough: "Genug Tage Reichweite oder ausgenommen",
  feeSupply: "{$from} bis unter {$to} Tage Reichweite",
  feeWithinLimit: "Innerhalb des Limits",
  feeAboveLimit: "Über dem Limit",
  feeSplitFree: "An so viele Standorte gesendet wie empfohlen",
  feeSplit: `.input {$option :string}
.match $option
minimal {{Ein Standort, {$zone}}}
* {{Einige der Standorte, {$zone}}}`,
  feesUnpriced:
    "Nicht mitgezählt: {$products}. Größe, Gewicht oder Standort ist nicht bekannt, oder die Preisliste hat dafür keinen Preis.",
  feesSoFar: "Der Monat ist noch nicht vorbei: Das ist bisher angefallen.",
  feeCardChanged: "Es gilt eine andere Preisliste: Fassung {$version}.",
};
