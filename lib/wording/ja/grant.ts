// Japanese messages about extra space.
import type { grantMessagesEn } from "../grant-en.ts";

export const grantMessagesJa: Readonly<Record<keyof typeof grantMessagesEn, string>> = {
  grantOthersMore: "空いていたスペースには、ほかの出品者から同じかより高い提示がありました。",
  grantThisAlone: "これだけがなければ、全量が認められていました。",
  grantYouOffered: "最も高い提示はft³・月あたり{$offered}でした。",
  grantYouOfferedCredit:
    "最も高い提示はft³・月あたり{$offered}でした。ft³・月あたり{$credit}の見込みのクレジットも加味されます。",
  grantEnough: "ほかの条件が同じなら、ft³・月あたり{$fee}の提示で{$granted}が認められていました。",
  grantNoFee: "どの料金でも足りませんでした。別の規則が申請を抑えています。",
  grantBand:
    "この種類のスペースで公表された料金は、{$rounds}でft³・月あたり{$low}から{$high}の間でした。",
  grantRequestStep: "{$asked}をft³・月あたり{$offered}以内で申請しました。",
  grantRestsOnSales:
    "ft³・月あたり{$credit}の見込みのクレジットは、{$day}までの四週間の注文に基づいています。",
  grantRestsOnLimit: "申請の上限{$cap}は、その月の保管上限から決まります。",
  grantRestsOnRules: "最低料金、最小の量、刻みは、方針第{$policy}版の規則です。",
  grantRestsOnOthers: "ほかの出品者の申請や提示は、一つの料金としてだけ結果に表れます。",
  grantWouldWin:
    "{$asked}にft³・月あたり{$fee}を提示すると、{$rounds}のうち{$won}でスペースを得られていました。",
  grantNoRound: "この種類のスペースには、比べられる公表済みの料金がまだありません。",
  grantWouldPay:
    "その中で最も高いft³・月あたり{$price}の場合、クレジットを引いた支払いはft³・月あたり{$most}でした。",
  grantNeverMore: "今回の料金はすべての提示で決まります。提示より多く支払うことはありません。",
  askBoxGrant: "{$month}の{$storageType}の追加スペース",
  askBoxGrantContrast: "なぜ{$subject}は全量が認められなかったのですか？",
  askBoxGrantTarget: "{$subject}にはどの料金で足りましたか？",
  askBoxGrantForward: "ft³・月あたり{$fee}の提示で何が得られますか？",
};
