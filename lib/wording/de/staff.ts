// German messages for staff.
import type { staffMessagesEn } from "../messages-staff-en.ts";

export const staffMessagesDe: Readonly<Record<keyof typeof staffMessagesEn, string>> = {
  recordPolicy: "{$subject} folgt der Fassung {$version} der Regeln, die am {$day} galt.",
  recordPolicyOther:
    "{$subject} folgt der Fassung {$version} der Regeln. Am {$day} galt eine andere: {$inForce}.",
  recordFigures:
    "Alle {$figures} Werte der Regeln, die in die Zahl eingingen, sind so, wie sie bekannt gemacht wurden.",
  recordFiguresDiffer: "Nicht wie bekannt gemacht: {$names}.",
  recordNotHandSet: "{$subject} beträgt {$value}. Niemand hat die Zahl von Hand gesetzt.",
  recordNobodySets: "Limits kommen allein aus den Regeln. Von Hand lässt sich keines setzen.",
  recordHandSet: "{$subject} beträgt {$value}. Die Zahl ist von Hand gesetzt.",
  recordHandSetBy:
    "Am {$day} setzte der Händler statt der Empfehlung {$units}. Sein Grund: {$reason}.",
  recordReplay: "{$subject}, im Plan vom {$day}, wurde noch einmal berechnet: wieder {$value}.",
  recordReplaySteps:
    "Alle {$steps} Schritte ergaben aus denselben {$inputs} Eingaben die gespeicherten Werte.",
  recordLate:
    "{$subject}: Zu spät kamen {$rows}. Sie betreffen Tage bis zum {$day}, und der Plan hatte seine Daten schon gelesen.",
  recordNotLate:
    "{$subject} beruht auf allem, was heute über die Tage bis zum {$day} bekannt ist. Kein Bericht kam zu spät.",
  recordLateFile: "{$file}: {$rows}, geladen am {$day}.",
  recordLateInputs:
    "Eingaben, die sich dadurch ändern können: {$inputs}. Der nächste Plan liest sie.",
  recordLateNoInput: "Keine der Eingaben, die die Zahl bestimmen, beruht auf solchen Zeilen.",
  peersHeadline:
    "Die wichtigste Ursache dahinter ({$subject}): {$cause}. Von {$all} anderen Konten haben {$same} dieselbe.",
  peersNoCause: "Nichts hat sich bewegt, also gibt es keine gemeinsame Ursache: {$subject}.",
  peersWays: "So viele Limits gingen unter diesen nach unten: {$lower}. Nach oben: {$higher}.",
  peersSizes:
    "Nach dem Versand, dieses Konto mitgezählt: {$small} kleine, {$middle} mittlere und {$large} große.",
  peersOthers: "Die wichtigsten Ursachen der übrigen: {$causes}.",
  askBoxPeers: "Wie viele andere haben dieselbe Ursache: {$subject}?",
  askBoxPolicy: "Folgt dies den Regeln, die am {$day} galten: {$subject}?",
  askBoxHandSet: "Von Hand gesetzt, von wem und warum: {$subject}?",
  askBoxReplay: "Ergibt sich im Plan vom {$day} noch einmal dasselbe: {$subject}?",
  askBoxLate: "Hatten späte Berichte Anteil daran: {$subject}?",
  askBoxNoPlanOn: "Ein Plan vom {$day} liegt nicht vor. Am nächsten ist der Plan vom {$near}.",
  advicePeersHeadline:
    "Die Hauptursache der Änderung ({$subject}): {$cause}. Von {$all} anderen geänderten Empfehlungen haben {$same} dieselbe.",
  advicePeersWays:
    "So viele Mengen gingen unter diesen nach unten: {$lower}. Nach oben: {$higher}.",
  advicePeersAccounts: "Konten mit solchen Produkten, dieses mitgezählt: {$accounts}.",
  replyHello: "Guten Tag,",
  replyThanks: "vielen Dank für Ihre Frage.",
  replyAttached:
    "Die beigefügte Erklärung zeigt, wie die Zahl zustande kam, bis zu den Zeilen Ihrer eigenen Berichte.",
  figureNotOffered: "nicht angeboten",
};
