// German messages for the policy desk.
import type { deskMessagesEn } from "../messages-desk-en.ts";

export const deskMessagesDe: Readonly<Record<keyof typeof deskMessagesEn, string>> = {
  deskSum: "Die Summe aller Limits für {$storageType} im {$month}",
  deskAccounts:
    "Konten mit kleinerem Limit: {$lower}. Mit größerem: {$higher}. Mit gleichem: {$same}.",
  deskPolicySame: `.input {$versions :string}
.match $versions
one {{Beide Pläne folgen der Fassung {$version} der Regeln. Keiner ihrer Werte hat sich geändert, also hat keiner die Summe bewegt.}}
* {{Fassung {$version} der Regeln hat Fassung {$base} abgelöst. Keiner ihrer Werte hat sich geändert, also hat keiner die Summe bewegt.}}`,
  deskPolicyMoved:
    "Fassung {$version} der Regeln statt Fassung {$base} hat diese Summe bewegt: {$amount}. {$subject} beträgt {$value}.",
  deskPolicyPriced:
    "Jeder Wert wurde allein und mit den anderen zurückgesetzt. So oft wurden alle Limits neu berechnet: {$times}.",
  deskAdviceSame: `.input {$versions :string}
.match $versions
one {{Beide Pläne folgen der Fassung {$version} der Regeln für Mengen. Keiner ihrer Werte hat sich geändert, also hat keiner die Mengen bewegt.}}
* {{Fassung {$version} der Regeln für Mengen hat Fassung {$base} abgelöst. Keiner ihrer Werte hat sich geändert, also hat keiner die Mengen bewegt.}}`,
  deskAdviceMoved:
    "Fassung {$version} der Regeln für Mengen statt Fassung {$base} hat alle empfohlenen Mengen zusammen bewegt: {$amount}. Sie betragen {$value}.",
  deskAdviceElsewhere:
    "„{$figure}“ sagt, wohin Einheiten gehen oder wo sie liegen. Wie viele gesendet werden, hängt nicht davon ab.",
  deskAdviceAssumed:
    "Was gilt, wo ein Händler Kosten oder Gebühren nicht genannt hat, bleibt wie im Plan. Was „{$figure}“ dort bewirkt, zählt hier nicht.",
  deskAdviceDecided:
    "Jeder Wert wurde allein und mit den anderen zurückgesetzt, zu den Preisen für Platz aus dem Plan. So oft wurden alle Mengen neu bestimmt: {$times}.",
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
  deskMoversMonth:
    "Gezählt an den Limits für {$month}, gegen die des Plans vom {$day} (Lauf {$run}).",
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
    "Antworten an Händler (Zeitraum: {$days}): {$answers}. Mit verborgenen Zahlen dahinter: {$searched}. Davon zeigen eine: {$found}.",
  deskLeaksHow:
    "Jede dieser Zahlen wurde an ihrer Stelle und in den englischen Sätzen gesucht. Die anderen Antworten halten keine, die zu suchen wäre.",
  deskLeaksNot: "Was sich aus vielen Antworten zusammen errechnen ließe, wird hier nicht geprüft.",
  deskLeaksCut: "Das sind die neuesten; ältere wurden nicht gelesen.",
  deskLeaksRules:
    "Von den Werten der Regeln sind {$open} für Händler offen, und {$kept} bleiben verborgen.",
  deskLeaksPrices: "Verborgen bleiben auch Preise des geteilten Platzes: {$prices} Eingaben.",
  deskDeclined: "Ohne Antwort blieben {$count} Fragen (Zeitraum: {$days}).",
  deskDeclinedMost: "Der häufigste Grund: {$reason} ({$count}).",
  deskReason: `.input {$reason :string}
.match $reason
no_number_named {{keine Zahl genannt}}
outside {{davon handelt hier keine Zahl}}
others {{es geht um andere Händler}}
freight {{es geht um Versandkosten}}
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
asAnnounced {{Wie angekündigt}}
underDraft {{Mit dem Entwurf}}
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
adviceShift {{Welcher Wert der Regeln hat die empfohlenen Mengen bewegt?}}
cohortShift {{Welche Gruppe von Konten fuhr schlechter als die anderen?}}
movers {{Wessen Limit würde der neueste Entwurf um über ein Fünftel bewegen?}}
networkWorth {{Welche Kapazität ist ausgeschöpft, und was ist ein Kubikfuß wert?}}
leaks {{Zeigt eine Antwort den Händlern, was verborgen bleiben soll?}}
* {{Welche Fragen blieben diese Woche ohne Antwort, und warum?}}`,
  deskPlanOf: "Plan vom {$day}",
  deskBefore: "Vorher ist der Plan vom {$day} (Lauf {$run}), für {$month}.",
  deskNow: "Jetzt ist der Plan vom {$day} (Lauf {$run}), für {$month}.",
  deskPaired: "Limits stehen sich danach gegenüber, wie viele Monate im Voraus sie galten.",
  deskPolicyBefore:
    "Die Regeln vorher sind Fassung {$version}, nach der der Plan vom {$day} (Lauf {$run}) rechnete.",
  deskPolicyUsedBefore: `.input {$what :string}
.match $what
cover {{Platz für neue Produkte bleibt, wie ihn der Plan maß. Was „{$figure}“ dort bewirkt, zählt hier nicht.}}
assumed {{Was über neue Händler angenommen wird, bleibt wie im Plan. Was „{$figure}“ dort bewirkt, zählt hier nicht.}}
* {{Was das Wort der Händler gilt, bleibt wie im Plan. Was „{$figure}“ dort bewirkt, zählt hier nicht.}}`,
  deskFigure: `.input {$id :string}
.match $id
sellThroughAssumedMillionths {{Angenommener Abverkauf, wo er unbekannt ist}}
excessAssumedMillionths {{Angenommene Überbestände, wo sie unbekannt sind}}
strandedAssumedMillionths {{Angenommene gestrandete Einheiten, wo sie unbekannt sind}}
inStockAssumedMillionths {{Angenommene Verfügbarkeit, wo sie unbekannt ist}}
promisedPoolShareMillionths {{Teil des Platzes, den Limits zusagen dürfen}}
overbookingShareMillionths {{Alle Limits zusammen, wo ihre Nutzung noch unbekannt ist}}
overbookingChanceMillionths {{Risiko, dass der Bestand den Platz übersteigt}}
overbookingCommonSpreadMillionths {{Wie stark sich Limits gemeinsam füllen}}
overbookingPersistenceMillionths {{Teil der Nutzung, der einen Monat bleibt}}
overbookingMostShareMillionths {{Alle Limits zusammen höchstens}}
declaredFirstWeightMillionths {{Gewicht einer Ankündigung ohne Vorgeschichte}}
declaredLeastWeightMillionths {{Kleinstes Gewicht einer Ankündigung}}
declaredLearningRateMillionths {{Wie schnell sich dieses Gewicht ändert}}
declaredUnusedWeightMillionths {{Wie stark ungenutzter Platz dagegen zählt}}
declaredNoiseShareMillionths {{Übliches Schwanken der Verkäufe}}
stockModel {{Modell für den Bestand je Standort}}
guaranteedServiceMillionths {{Risiko, das eine zugesagte Versorgung abdeckt}}
fastServiceMillionths {{Risiko, das für schnelle Lieferung abgedeckt ist}}
fastDays {{Was als schnell gilt}}
leastCentreUnits {{Kleinste Nachfrage, bei der ein Produkt an einem Standort liegt}}
placementScenarioCount {{Zahl der Szenarien dazu, wo Käufer sind}}
assumedCostShareMillionths {{Angenommene Stückkosten, wo keine bekannt sind}}
assumedFeeShareMillionths {{Angenommene Gebühren, wo keine bekannt sind}}
* {{Ein anderer Wert der Regeln}}`,
  deskCohortOf: "Gezählt ist hier: {$subject}.",
  deskCohortMoved: "Konten, die zwischen den Plänen kamen oder gingen, zählen nicht mit: {$count}.",
  deskCohortLeast: "Von Gruppen mit weniger Konten als {$least} wird nichts gesagt.",
  deskMarketplace: "{$name}: {$told}",
  deskBindsWhen: "Dort ist sie am stärksten ausgeschöpft vom {$from} bis zum {$to}.",
  deskBindsOften:
    "Der Plan reicht vom {$from} bis zum {$to}. So oft ist eine Kapazität ausgeschöpft: {$count}.",
  deskUnknown:
    "Das nennt nichts, was hier bekannt ist: Limits, Regeln, Gruppen von Konten, Entwürfe, das Netz und Antworten.",
};
