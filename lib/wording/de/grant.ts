// German messages about extra space.
import type { grantMessagesEn } from "../grant-en.ts";

export const grantMessagesDe: Readonly<Record<keyof typeof grantMessagesEn, string>> = {
  grantOthersMore: "Für den vorhandenen Platz boten andere mehr oder gleich viel.",
  grantThisAlone: "Ohne dies allein wäre alles Angefragte gewährt worden.",
  grantYouOffered: "Ihr bestes Angebot war {$offered} pro ft³ und Monat.",
  grantYouOfferedCredit:
    "Ihr bestes Angebot war {$offered} pro ft³ und Monat; die erwartete Gutschrift von {$credit} pro ft³ und Monat zählt dazu.",
  grantEnough:
    "Ein Angebot von {$fee} pro ft³ und Monat hätte für {$granted} gereicht, wenn sonst alles gleich geblieben wäre.",
  grantNoFee: "Kein Angebot hätte gereicht: Eine andere Regel begrenzt Ihre Anfrage.",
  grantBand:
    "Veröffentlichte Gebühren für solchen Platz lagen zwischen {$low} und {$high} pro ft³ und Monat ({$rounds}).",
  grantRequestStep: "Sie fragten {$asked} für bis zu {$offered} pro ft³ und Monat an.",
  grantRestsOnSales:
    "Die erwartete Gutschrift von {$credit} pro ft³ und Monat ruht auf Ihren Bestellungen der vier Wochen bis zum {$day}.",
  grantRestsOnLimit: "Ihre Obergrenze von {$cap} folgt aus Ihren Limits dieses Monats.",
  grantRestsOnRules:
    "Die kleinste Gebühr, die kleinste Menge und der Schritt sind Regeln der Fassung {$policy}.",
  grantRestsOnOthers:
    "Was andere anfragten und boten, erreicht Ihr Ergebnis nur als eine einzige Gebühr.",
  grantWouldWin:
    "Von {$rounds} hätte ein Angebot von {$fee} pro ft³ und Monat für {$asked} in {$won} Platz gewonnen.",
  grantNoRound:
    "Zu solchem Platz ist noch keine Gebühr veröffentlicht, mit der man vergleichen kann.",
  grantWouldPay:
    "Bei der teuersten davon, {$price} pro ft³ und Monat, wären nach Gutschrift {$most} pro ft³ und Monat zu zahlen gewesen.",
  grantNeverMore:
    "Die Gebühr dieser Runde hängt von allen Angeboten ab. Niemand zahlt mehr als sein Angebot.",
  askBoxGrant: "Ihr zusätzlicher Platz für {$storageType} im {$month}",
  askBoxGrantContrast: "Warum wurde {$subject} nicht ganz gewährt?",
  askBoxGrantTarget: "Welche Gebühr hätte für {$subject} gereicht?",
  askBoxGrantForward: "Was gewinnt ein Angebot von {$fee} pro ft³ und Monat?",
};
