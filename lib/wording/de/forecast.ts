// German words about one product's forecast.
import type { forecastLabelsEn, forecastMessagesEn, forecastNodesEn } from "../forecast-en.ts";

export const forecastLabelsDe: {
  readonly forecast: Readonly<Record<keyof typeof forecastLabelsEn.forecast, string>>;
} = {
  forecast: {
    sold: "Verkauft in den Wochen davor",
    takenOver: "Verkauft vom Produkt davor",
    ahead: "Saison, Trend und Aktionstage voraus",
    newSales: "Neue Verkäufe",
    correctedHistory: "Berichtigte Vergangenheit",
    wholesale: "Großbestellungen",
    stockOut: "Ausgleich für Tage ohne Bestand",
    season: "Neu gelernte Saison",
    events: "Aktionstage",
    price: "Preise",
    promotion: "Aktionen",
    model: "Prognoseverfahren",
    ownAdjustment: "Ihre eigenen Anpassungen",
    rounding: "Rundung",
  },
};

export const forecastNodesDe: {
  readonly forecast: Readonly<Record<keyof typeof forecastNodesEn.forecast, string>>;
} = {
  forecast: { promotionFactorMillionths: "Absatz von vier Wochen durch eine Aktion" },
};

export const forecastMessagesDe: Readonly<Record<keyof typeof forecastMessagesEn, string>> = {
  subjectForecastOf: "Die Prognose für {$sku} vom {$from} bis {$to}",
  forecastRecord: "Sie ruht auf den Verkäufen bis zum {$day} (Dauer: {$weeks}).",
  forecastSourcesHeadline:
    "{$subject} beträgt {$value}. Sie ruht auf den Verkäufen bis zum {$day} (Dauer: {$weeks}).",
  forecastPace:
    "Nachfrage pro Woche zuletzt: {$recent} ({$recentWeeks}) und {$quarter} ({$quarterWeeks}). Die Prognose hat {$ahead} pro Woche.",
  forecastPaceYear: "In den gleichen Wochen vor einem Jahr waren es {$year} pro Woche.",
  forecastNoOut: "Soweit wir wissen, fehlte zuletzt nie Bestand (Dauer: {$weeks}).",
  forecastOut:
    "Zeit ohne Bestand zuletzt: {$out} von {$weeks}. Verkauft wurden darin {$sold}, gezählt werden {$demand}: Zeit ohne Bestand gilt nicht als wenig Nachfrage.",
  forecastSetAside:
    "Von den Verkäufen kamen {$units} in Bestellungen, die weit größer sind als sonst. Sie zählen nicht als Nachfrage.",
  forecastTakenOver: "Vom Produkt davor übernommen: {$units}.",
  forecastKnowsPromotion: `.input {$effect :string}
.match $effect
told {{Sie kennt Ihre Aktion vom {$from} bis {$to}, mit {$factor} des üblichen Absatzes.}}
* {{Sie kennt Ihre Aktion vom {$from} bis {$to}. Die Wirkung zeigt sich aus früheren.}}`,
  forecastKnowsNone: "Sie kennt keine Aktion von Ihnen in diesen Wochen.",
  forecastKnowsEvents: "Aktionstage, die sie in diesen Wochen kennt: {$events}.",
  forecastContrastHeadline: "{$subject} beträgt {$value}, nicht {$other}.",
  forecastContrastPace:
    "Für {$other} müsste jede Woche {$needed} verkaufen. Zuletzt waren es {$pace} pro Woche (Dauer: {$weeks}), Tage ohne Bestand ausgeglichen.",
  forecastContrastChance: `.input {$case :string}
.match $case
below {{Nach der Prognose liegt die Chance auf mindestens {$other} unter {$high}.}}
above {{Nach der Prognose liegt die Chance auf mindestens {$other} bei {$low} oder höher.}}
* {{Nach der Prognose liegt die Chance auf mindestens {$other} zwischen {$low} und {$high}.}}`,
  forecastContrastFactor:
    "Eine eigene Anpassung auf {$factor} der Prognose brächte sie auf {$reached}. Das ist mit den Regeln des Plans berechnet.",
  forecastContrastFar: "Keine Anpassung innerhalb der Grenzen brächte sie dorthin.",
  forecastContrastKnow:
    "Wenn Sie etwas wissen, was frühere Verkäufe nicht zeigen, sagen Sie es uns auf der Seite der Prognose. Es zählt ab dem nächsten Plan.",
  forecastForwardPromotion:
    "{$subject} läge mit einer Aktion bei {$value}. Sie liefe vom {$from} bis {$to} mit {$factor} des üblichen Absatzes.",
  forecastForwardHeld:
    "Was Sie uns zu diesen Wochen schon gesagt haben, gilt statt der Aktion. Deshalb ändert sich nichts.",
  forecastForwardNone:
    "In diesen Wochen ist kein Verkauf erwartet, also gibt es nichts zu steigern.",
  forecastForwardStronger:
    "Eine andere Aktion in diesen Wochen ist gleich stark oder stärker. Nur die stärkste zählt, also ändert sich nichts.",
  forecastForwardRules:
    "Das ist mit den Regeln des Plans berechnet und mit allem, was Sie ihm gesagt haben.",
  askBoxPromotion: "Wie hoch wird {$subject} mit einer Aktion bei {$factor} des üblichen Absatzes?",
  askBoxPromotionSells:
    "Ein Preisnachlass sagt nicht, wie viel mehr verkauft wird. Wählen Sie, was Sie erwarten.",
  askBoxForecast: "die Prognose für {$sku}",
};
