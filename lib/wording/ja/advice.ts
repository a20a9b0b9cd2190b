import type { adviceMessagesEn } from "../advice-en.ts";

export const adviceMessagesJa: Readonly<Record<keyof typeof adviceMessagesEn, string>> = {
  adviceSpan:
    "在庫は{$protection}もたせます。今送る分が届くまで{$leadTime}、次の分が届くまで{$sending}です。",
  adviceDemand: `.input {$isHeld :string}
.match $isHeld
yes {{その間の販売見込みは{$demand}、変動への備えは{$reserve}です。}}
* {{その間の販売見込みは{$demand}です。すべてを置く価値はないため、{$reserve}を除きます。}}`,
  adviceScarce: "スペースが足りないため、そこから{$amount}減ります。",
  adviceReach: "必要な在庫は{$reach}です。手元と輸送中の合計は{$position}です。",
  adviceMissing: `.input {$isMissing :string}
.match $isMissing
yes {{足りないのは{$missing}です。}}
* {{足りない分はありません。}}`,
  adviceLot: `.input {$isMore :string}
.match $isMore
yes {{まとめて送る方が得な数は{$lot}です。}}
* {{一度にそこまで送る価値はなく、見合うのは{$lot}です。}}`,
  adviceLeast: "送る数の下限は{$least}です。",
  advicePacks: "ケース単位（{$pack}入り）では{$packed}です。",
};
