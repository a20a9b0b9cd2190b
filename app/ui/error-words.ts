// What a refusal or a failure means for the reader, in the reader's language.
import type { Locale } from "@/lib/wording/index.ts";

const en = {
  /** By the code of a procedure's error. */
  codes: {
    UNAUTHORIZED: "Your session has ended. Sign in again to go on.",
    FORBIDDEN: "You may not see this.",
    NOT_FOUND: "This does not exist, or it belongs to an account you are not a member of.",
    TOO_MANY_REQUESTS: "That was asked too often. Wait a minute and try again.",
    CONFLICT: "Somebody changed this in the meantime. Reload to see it as it is now.",
    PRECONDITION_FAILED: "This cannot be done in its present state. Reload to see it as it is now.",
  } as Readonly<Record<string, string>>,
  /** Refusals that a page may meet wherever it computes further with a plan. */
  rules: {
    other_rules:
      "An earlier version of the rules made this plan, and this can be computed with the present version only. The next plan brings it back.",
  } as Readonly<Record<string, string>>,
  notSaved: (why: string): string => `This cannot be saved: ${why}.`,
  notDone: "This did not work. Nothing was changed; try again in a moment.",
};
type ErrorWords = typeof en;

const de: ErrorWords = {
  codes: {
    UNAUTHORIZED: "Ihre Sitzung ist beendet. Melden Sie sich wieder an, um fortzufahren.",
    FORBIDDEN: "Das dürfen Sie nicht sehen.",
    NOT_FOUND: "Das gibt es nicht, oder es gehört zu einem Konto, zu dem Sie nicht gehören.",
    TOO_MANY_REQUESTS:
      "Danach wurde zu oft gefragt. Warten Sie eine Minute und versuchen Sie es noch einmal.",
    CONFLICT:
      "Jemand hat das inzwischen geändert. Laden Sie die Seite neu, um den jetzigen Stand zu sehen.",
    PRECONDITION_FAILED:
      "Das geht im jetzigen Stand nicht. Laden Sie die Seite neu, um ihn zu sehen.",
  },
  rules: {
    other_rules:
      "Diesen Plan hat eine frühere Fassung der Regeln gemacht, und das lässt sich nur mit der jetzigen berechnen. Mit dem nächsten Plan geht es wieder.",
  },
  notSaved: (why) => `Das lässt sich nicht speichern: ${why}.`,
  notDone: "Das hat nicht geklappt. Nichts wurde geändert; versuchen Sie es gleich noch einmal.",
};

const ja: ErrorWords = {
  codes: {
    UNAUTHORIZED: "セッションが終了しました。続けるにはもう一度サインインしてください。",
    FORBIDDEN: "これを見る権限がありません。",
    NOT_FOUND: "存在しないか、あなたが参加していないアカウントのものです。",
    TOO_MANY_REQUESTS: "回数が多すぎます。1分待ってからもう一度お試しください。",
    CONFLICT: "その間にほかの人が変更しました。再読み込みして今の状態を確認してください。",
    PRECONDITION_FAILED: "今の状態ではできません。再読み込みして今の状態を確認してください。",
  },
  rules: {
    other_rules:
      "この計画は以前の版の規則で作られており、この計算は今の版でしかできません。次の計画からまたできるようになります。",
  },
  notSaved: (why) => `保存できません：${why}。`,
  notDone: "うまくいきませんでした。何も変更されていません。少し待ってからもう一度お試しください。",
};

const ERROR_WORDS: Readonly<Record<Locale, ErrorWords>> = { en, de, ja };

export const errorWords = (locale: Locale): ErrorWords => ERROR_WORDS[locale];
