import type { adviceMessagesEn } from "../advice-en.ts";

export const adviceMessagesDe: Readonly<Record<keyof typeof adviceMessagesEn, string>> = {
  adviceSpan:
    "Der Bestand soll {$protection} reichen: {$leadTime}, bis das jetzt Gesendete da ist, und {$sending}, bis mehr kommt.",
  adviceDemand: `.input {$isHeld :string}
.match $isHeld
yes {{In dieser Zeit erwarteter Absatz: {$demand}. Dazu als Reserve: {$reserve}.}}
* {{In dieser Zeit erwarteter Absatz: {$demand}. Nicht alles davon lohnt sich; es entfallen: {$reserve}.}}`,
  adviceScarce: "Der Platz ist knapp. Das kostet davon {$amount}.",
  adviceReach: "Zu erreichen ist also ein Bestand von {$reach}. Da oder unterwegs: {$position}.",
  adviceMissing: `.input {$isMissing :string}
.match $isMissing
yes {{Es fehlen: {$missing}.}}
* {{Also fehlt nichts.}}`,
  adviceLot: `.input {$isMore :string}
.match $isMore
yes {{Mehr auf einmal zu senden lohnt sich: {$lot}.}}
* {{So viel auf einmal lohnt sich nicht, aber das: {$lot}.}}`,
  adviceLeast: "Mindestens zu senden: {$least}.",
  advicePacks: "In ganzen Kartons (je {$pack}): {$packed}.",
};
