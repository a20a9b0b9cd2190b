import type { adviceMessagesEn } from "../advice-en.ts";

export const adviceMessagesDe: Readonly<Record<keyof typeof adviceMessagesEn, string>> = {
  adviceSpan:
    "Der Bestand soll {$protection} reichen: {$leadTime}, bis das jetzt Gesendete da ist, und {$sending}, bis mehr kommt.",
  adviceDemand: `.input {$isHeld :string}
.match $isHeld
yes {{In dieser Zeit erwarteter Absatz: {$demand}. Dazu als Reserve: {$reserve}.}}
* {{In dieser Zeit erwarteter Absatz: {$demand}. Nicht alles davon lohnt sich; es entfallen: {$reserve}.}}`,
  adviceScarce: "Der Platz ist knapp. Das kostet davon {$amount}.",
  adviceReach: "Zu erreichen ist also dieser Bestand: {$reach}. Da oder unterwegs: {$position}.",
  adviceMissing: `.input {$isMissing :string}
.match $isMissing
yes {{Es fehlen: {$missing}.}}
* {{Also fehlt nichts.}}`,
  adviceLot: `.input {$isMore :string}
.match $isMore
yes {{Mehr auf einmal zu senden lohnt sich: {$lot}.}}
* {{So viel auf einmal lohnt sich nicht, aber das: {$lot}.}}`,
  adviceLeast: "Mindestens zu senden: {$least}.",
  subjectRoom: "Platz für {$sku}",
  roomHeadline: "Das Limit lässt im {$month} Platz für {$units} von {$sku}.",
  roomRule:
    "Keine Regel sagt, wie viel von einem Produkt gesendet werden darf. Alle Produkte einer Art teilen sich ein Limit an Platz.",
  roomUnits: "Von diesem Produkt brauchen {$units} so viel Platz: {$space}.",
  roomAdvised: "Empfohlen sind {$units}. Platz dafür: {$space}.",
  roomAllAdvised: `.input {$state :string}
.match $state
over {{Alles Empfohlene dieser Art braucht {$all}. Dafür fehlen: {$left}.}}
* {{Alles Empfohlene dieser Art braucht {$all}. Danach sind noch frei: {$left}.}}`,
  roomFree: "Knapper Platz nimmt davon nichts weg.",
  roomNow: "Gezählt ist der Bestand von jetzt: Was bis dahin verkauft wird, macht mehr Platz.",
  limitScoreHeadline: `.input {$state :string}
.match $state
none {{{$subject} beträgt bei jeder Effizienz {$limit}: Ihre beträgt {$score}, und keine andere änderte etwas.}}
rises {{{$subject} beträgt {$limit}. Ihre Effizienz von {$score} zählt dabei: Eine höhere würde es anheben.}}
* {{{$subject} beträgt {$limit}. Ihre Effizienz von {$score} zählt dabei, aber keine höhere würde es anheben.}}`,
  limitScoreRule:
    "Keine Effizienz hebt ein Limit auf. Alle Händler teilen sich die Standorte, also hat jeder eines.",
  limitScoreNeed:
    "Das bewirkt die Effizienz: Ihr erwarteter Absatz braucht {$cover}, mit ihr gelten {$need} als Bedarf.",
  limitScoreShare: "Wo der Platz knapp ist, gewichtet sie auch Ihren Anteil daran.",
  askBoxLimitScore: "Welche Rolle spielt Ihre Effizienz: {$subject}?",
  roomExcess:
    "Langsamer Bestand zählt gegen dasselbe Limit: {$share} Ihrer Einheiten sind überzählig.",
  askBoxForwardDeed: "Wie hoch wird {$subject} bei {$to} statt {$from} ({$lever})?",
  askBoxNearestDeed:
    "So viel lässt sich nicht annehmen ({$wanted}): Möglich sind Änderungen bis zur Hälfte, in Schritten. Am nächsten: {$near}.",
  askBoxRemoval:
    "Wenn {$units} entnommen werden, ändert sich der Anteil überzähliger Einheiten: von {$from} auf bestenfalls {$wanted}. Am nächsten lässt sich fragen: {$near}.",
  askBoxRemovalShare:
    "Was entnommen wird, ändert den Anteil überzähliger Einheiten. Jetzt beträgt er {$from}.",
  askBoxConfirmed:
    "Das Limit für {$month} ist bestätigt und bleibt. Was jetzt geschieht, zählt ab {$next}.",
  askBoxRevised: "Warum hat sich gegenüber der Ankündigung vom {$day} geändert: {$subject}?",
  askBoxTooFar: "Weiter als bis {$month} werden Limits nicht vorausgesehen.",
  askBoxNoRound:
    "Noch hat keine Runde für zusätzlichen Platz über eine Anfrage von Ihnen entschieden. Anfragen und Runden stehen auf dieser Seite: {$page}.",
  askBoxNoOpenRound:
    "Zurzeit nimmt keine Runde für zusätzlichen Platz Anfragen an. Frühere und kommende stehen auf dieser Seite: {$page}.",
  forwardSame: "Ohne dies ist die Spanne dieselbe.",
  forwardBinding: "Das würde es dann bestimmen: {$binding}.",
  askBoxRoom: "Für wie viele Einheiten von {$sku} ist noch Platz?",
  advicePacks: "In ganzen Kartons (je {$pack}): {$packed}.",
};
