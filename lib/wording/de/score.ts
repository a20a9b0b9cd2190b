// German words about the efficiency score.
import type { scoreLabelsEn, scoreMessagesEn } from "../score-en.ts";

export const scoreLabelsDe: {
  readonly score: Readonly<Record<keyof typeof scoreLabelsEn.score, string>>;
} = {
  score: {
    policy: "Womit jede Effizienz beginnt",
    sellThrough: "Abverkaufsrate",
    excess: "Anteil überzähliger Einheiten",
    stranded: "Anteil Einheiten ohne aktives Angebot",
    inStock: "Zeit mit Bestand",
  },
};

export const scoreMessagesDe: Readonly<Record<keyof typeof scoreMessagesEn, string>> = {
  subjectScore: "Ihre Effizienz für {$storageType} im {$month}",
  scoreShare: `.input {$part :string}
.match $part
sellThrough {{Die Abverkaufsrate beträgt {$share}; voll zählt sie mit mindestens {$best}.}}
excess {{Der Anteil überzähliger Einheiten beträgt {$share}; voll zählt er mit höchstens {$best}.}}
stranded {{Der Anteil Einheiten ohne aktives Angebot beträgt {$share}; voll zählt er mit höchstens {$best}.}}
* {{Die Verfügbarkeit beträgt {$share}; voll zählt sie mit mindestens {$best}.}}`,
  askBoxScore: "Ihre Effizienz für {$storageType} im {$month}",
};
