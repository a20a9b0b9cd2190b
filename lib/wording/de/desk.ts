// German messages for the policy desk.
import type { deskMessagesEn } from "../messages-desk-en.ts";

export const deskMessagesDe: Readonly<Record<keyof typeof deskMessagesEn, string>> = {
  deskSum: "Die Summe aller Limits für {$storageType} im {$month}",
  deskAccounts:
    "Konten mit kleinerem Limit: {$lower}. Mit größerem: {$higher}. Mit gleichem: {$same}.",
  deskPolicySame:
    "Beide Pläne folgen der Fassung {$version} der Regeln. Keiner ihrer Werte hat sich geändert, also hat keiner die Summe bewegt.",
  deskPolicyMoved:
    "Fassung {$version} der Regeln statt Fassung {$base} hat diese Summe bewegt: {$amount}. {$subject} beträgt {$value}.",
  deskPolicyPriced:
    "Jeder Wert wurde allein und mit den anderen zurückgesetzt. So oft wurden alle Limits neu berechnet: {$times}.",
  deskCohortWorst:
    "Am schlechtesten fuhr diese Gruppe: {$cohort} ({$share}). Alle Konten zusammen: {$all}.",
  deskCohortNone:
    "Keine Gruppe fuhr viel schlechter als alle Konten zusammen ({$all}). Am wenigsten bekam: {$cohort} ({$share}).",
  deskCohortRules:
    "Für alle Gruppen gelten dieselben Regeln. Sie gehen auseinander, wo ihre Eingaben auseinandergehen.",
  deskCohortLead: "Was diese Gruppe am meisten bewegte: {$cause} ({$amount}).",
  deskCohort: `.input {$id :string}
.match $id
small {{kleine Konten}}
middle {{mittlere Konten}}
large {{große Konten}}
new {{Konten, die noch kein Jahr hier sind}}
old {{Konten, die ein Jahr oder länger hier sind}}
* {{Konten, die am meisten verkaufen in {$name}}}`,
  deskMovers: "Entwurf {$draft} würde so viele Limits bewegen: {$count}, jeweils über {$share}.",
  deskMoversMonth: "Gezählt an den Limits des nächsten Monats, aus dem Plan vom {$day}.",
  deskBinding:
    "Im Plan vom {$day} sind so viele Kapazitäten des Netzes ausgeschöpft: {$count}. Am meisten wiegt: {$place}.",
  deskNothingBinds: "Im Plan vom {$day} ist keine Kapazität des Netzes ausgeschöpft.",
  deskWorth: `.input {$per :string}
.match $per
space {{Ein weiterer Kubikfuß dort würde {$price} sparen.}}
* {{Eine weitere Einheit dort würde {$price} sparen.}}`,
  deskPoolWorth: "{$storageType}, Platz im {$month}: Ein Kubikfuß ist {$price} wert, in {$fc}.",
  deskPlace: `.input {$function :string}
.match $function
storage {{{$storageType}, Platz in {$fc}}}
receiving {{Annahme in {$fc}}}
picking {{Kommissionierung in {$fc}}}
lane {{die Strecke von {$fc} nach {$region}}}
* {{Versand in {$fc}}}`,
  deskLeaks:
    "Wir haben {$answers} Antworten mit den Augen der Händler gelesen (Zeitraum: {$days}). Verborgene Zahlen darin: {$found}.",
  deskLeaksCut: "Das sind die neuesten; ältere wurden nicht gelesen.",
  deskLeaksRules:
    "Von den Werten der Regeln sind {$open} für Händler offen, und {$kept} bleiben verborgen.",
  deskLeaksPrices: "Verborgen bleiben auch Preise des geteilten Platzes: {$prices} Eingaben.",
  deskDeclined: "Ohne Antwort blieben {$count} Fragen (Zeitraum: {$days}).",
  deskDeclinedMost: "Der häufigste Grund: {$reason} ({$count}).",
  deskReason: `.input {$reason :string}
.match $reason
no_number_named {{keine Zahl genannt}}
nothing_fits {{über das Genannte ist noch nichts bekannt}}
what_ifs_spent {{alle Was-wäre-wenn-Fragen zum Plan sind verbraucht}}
not_found {{das Konto hat keine solche Zahl}}
for_staff {{nur für Mitarbeiter}}
other_rules {{nach Regeln eines früheren Stands entschieden}}
limit_confirmed {{das Limit ist bestätigt und bleibt}}
not_compared {{die beiden Pläne sind nicht verglichen}}
fee_not_published {{zu wenige nahmen teil, um die Gebühr zu nennen}}
* {{ein anderer Grund: {$code}}}`,
  deskWord: `.input {$id :string}
.match $id
account {{Konto}}
accounts {{Konten}}
before {{Vorher}}
after {{Nachher}}
change {{Änderung}}
group {{Gruppe}}
cause {{Wichtigste Ursache}}
limit {{Limit}}
reason {{Grund}}
who {{Gefragt von}}
what {{Worüber}}
count {{Fragen}}
seller {{Händler}}
sellers {{Die Händler}}
support {{Support}}
* {{Regelwerk}}`,
  deskAsk: `.input {$kind :string}
.match $kind
limitShift {{Was hat im neuesten Plan alle Limits zusammen bewegt?}}
policyShift {{Welcher Wert der Regeln hat sie bewegt?}}
cohortShift {{Welche Gruppe von Konten fuhr schlechter als die anderen?}}
movers {{Wessen Limit würde der neueste Entwurf um über ein Fünftel bewegen?}}
networkWorth {{Welche Kapazität ist ausgeschöpft, und was ist ein Kubikfuß wert?}}
leaks {{Zeigt eine Antwort den Händlern, was verborgen bleiben soll?}}
* {{Welche Fragen blieben diese Woche ohne Antwort, und warum?}}`,
  deskUnknown:
    "Das nennt nichts, was hier bekannt ist: Limits, Regeln, Gruppen von Konten, Entwürfe, das Netz und Antworten.",
};
