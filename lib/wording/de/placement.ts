// German messages about where units go.
import type { placementMessagesEn } from "../placement-en.ts";

export const placementMessagesDe: Readonly<Record<keyof typeof placementMessagesEn, string>> = {
  subjectSplit: "Ihre Lieferung im Plan vom {$day}",
  splitAt: "Nach {$fc}",
  splitOpen:
    "Keine Aufteilung war gewählt. Die Ware geht daher an jeden Standort, an dem sie am meisten bringt: nah bei ihren Käufern, mit Platz.",
  splitKept: "Der Plan hält sich an die gewählte Aufteilung: {$names}.",
  splitOption: `.input {$known :string}
.match $known
days {{Mit der {$split} Aufteilung: {$buildings}, {$fee} Gebühr, im Mittel {$days} bis zu den Käufern.}}
* {{Mit der {$split} Aufteilung: {$buildings}, {$fee} Gebühr.}}`,
  splitNotOffered: `.input {$state :string}
.match $state
noRoom {{Kein Angebot zu der {$split} Aufteilung: Solche Standorte haben jetzt nicht für alle Einheiten Platz.}}
noRate {{Kein Angebot zu der {$split} Aufteilung: Für einige Größen gibt es keinen veröffentlichten Preis.}}
sizeUnknown {{Kein Angebot zu der {$split} Aufteilung: Größe oder Gewicht eines Produkts ist nicht bekannt.}}
alreadyFew {{Kein Bedarf an der {$split} Aufteilung: Der Plan sendet an nicht mehr Standorte, ohne Gebühr.}}
* {{Kein Angebot zu der {$split} Aufteilung: Für diesen Marktplatz sind keine Preise veröffentlicht.}}`,
  splitWouldCost: "Mit der {$split} Aufteilung gingen {$units} nach {$names}. Gebühr: {$fee}.",
  splitWouldTake: `.input {$direction :string}
.match $direction
loss {{Bis zu den Käufern wären es im Mittel {$days}. Gegenüber dem Plan sind das {$amount} weniger.}}
gain {{Bis zu den Käufern wären es im Mittel {$days}. Gegenüber dem Plan sind das {$amount} mehr.}}
* {{Bis zu den Käufern wären es im Mittel {$days}, wie geplant.}}`,
  splitRecomputed:
    "Die Gebühr ist aus den Einheiten und den veröffentlichten Preisen neu berechnet.",
  splitNumberOnly:
    "Sie wählen, an wie viele Standorte Ihre Lieferung geht. Welche das sind, ergibt der Plan.",
  splitWhich:
    "Bei dieser Anzahl nimmt der Plan die Standorte, an denen Ihre Ware am meisten bringt: nah bei ihren Käufern, mit Platz für alles.",
  splitShared:
    "Alle Händler teilen sich den Platz. Könnte jeder einen Standort wählen, wären die besten für andere voll.",
  splitCounts:
    "Eine Aufteilung, die Sie auf der Seite zur Verteilung wählen, zählt ab dem nächsten Plan.",
  placementContrastHeadline: "{$subject} beträgt {$units}. {$other} bekommt {$others}.",
  placementForced: "Nähme {$other}, was {$fc} bedient, bekäme es {$units}.",
  placementPart: "{$part}: {$amount}.",
  askBoxSplit: "Ihre Lieferung im neuesten Plan",
  askBoxPlacement: "die Menge von {$sku} für {$fc}",
  askBoxStockTarget: "das Ziel für {$sku} in {$fc}",
  askBoxElsewhere: "Warum geht Ware von {$sku} nach {$fc} und nicht nach {$other}?",
  askBoxSplitForward:
    "Was kostet eine Lieferung mit der {$split} Aufteilung, und wie schnell wäre sie?",
  askBoxSplitChoice: "Warum darf ich den Standort nicht wählen?",
};
