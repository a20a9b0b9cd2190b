// Japanese messages about what would be.
import type { whatIfMessagesEn } from "../messages-what-if-en.ts";

export const whatIfMessagesJa: Readonly<Record<keyof typeof whatIfMessagesEn, string>> = {
  targetHeadline: `.input {$sense :string}
.match $sense
atMost {{{$subject}を{$target}以下にするには、次の方法があります。{$ways}。}}
* {{{$subject}を{$target}以上にするには、次の方法があります。{$ways}。}}`,
  targetMet: `.input {$sense :string}
.match $sense
atMost {{{$subject}は{$value}で、すでに{$target}以下です。}}
* {{{$subject}は{$value}で、すでに{$target}以上です。}}`,
  targetBeyond: `.input {$sense :string}
.match $sense
atMost {{わかっている範囲では、{$subject}を{$target}以下にする方法はありません。}}
* {{わかっている範囲では、{$subject}を{$target}以上にする方法はありません。}}`,
  targetNow: "現在は{$value}です。",
  targetFarthest: `.input {$sense :string}
.match $sense
atMost {{すべての手段を合わせて、それぞれ現在の半分まで変えると、{$farthest}まで下がります。}}
* {{すべての手段を合わせて、それぞれ現在の半分だけ変えると、{$farthest}になります。}}`,
  targetNothing:
    "ご自身の手段では、現在の半分まで変えても動きません。別のものが数字を決めています。",
  targetVerified: "どの方法も、その変更だけを加えて前回の計画を計算し直し、確認しています。",
  wayChange: "{$lever}：{$from}から{$to}へ",
  waySwitch: `.input {$leaf :string}
.match $leaf
hasOverride {{手動で設定した数量を取り消す}}
isDiscontinued {{商品の取り扱いを再開する}}
* {{{$lever}：切り替える}}`,
  wayResult: `.input {$sense :string}
.match $sense
atMost {{その場合は{$reached}以下でした。}}
* {{その場合は{$reached}以上でした。}}`,
  wayEffort: `.input {$effort :string}
.match $effort
small {{手間は少なめ}}
medium {{手間は中くらい}}
* {{手間は多め}}`,
  forwardHeadline: "{$deed}、{$subject}は{$low}から{$high}の間になる見込みです。",
  forwardExact: "{$deed}、{$subject}は{$low}になる見込みです。",
  forwardDeed: "{$lever}を{$from}ではなく{$to}にすると",
  forwardNothing: "このまま続くと",
  forwardWithout: "それをしない場合：{$low}から{$high}の間。",
  forwardWithoutExact: "それをしない場合：{$low}。",
  forwardNow: "前回の計画では{$value}です。",
  forwardRange:
    "この範囲は、ネットワークのスペースが混む場合、変わらない場合、空く場合を含みます。それ以外は前回の計画の時点のままです。",
  forwardKept: "この回答は保存され、次の計画の決定と比べられます。",
  outcomeActual: `.input {$inside :string}
.match $inside
yes {{{$day}の計画では{$actual}に決まり、範囲内でした。}}
* {{{$day}の計画では{$actual}に決まり、範囲外でした。}}`,
  outcomeDone: `.input {$done :string}
.match $done
yes {{実行されました。{$lever}：{$value}。}}
* {{そこまでは実行されませんでした。{$lever}：{$value}。}}`,
  outcomeOutlook: `.input {$inside :string}
.match $inside
yes {{すべての入力を実際の値にすると、範囲に収まります。}}
* {{すべての入力を実際の値にしても、範囲に収まりません。スペースの変化が予想より大きかったためです。}}`,
  quantityHeadline: "前回の計画は{$sku}を{$other}ではなく{$value}と推奨しています。",
  quantityConflict: "{$other}にならない理由：{$rules}。",
  quantityAlone: "{$rule}だけをなくすと{$other}以上になります。",
  quantityDemand:
    "{$other}を妨げる規則はありません。次の納品までに見込まれる需要が、それほど多くないためです。",
  quantityLess: "{$other}を妨げる規則はありません。減らすと、応えられない需要が増えます。",
  quantityProfit: `.input {$direction :string}
.match $direction
loss {{代わりに{$other}を送ると、対象の日数で見込まれる利益は{$amount}減ります。}}
gain {{代わりに{$other}を送ると、対象の日数で見込まれる利益は{$amount}増えます。}}
* {{代わりに{$other}を送っても、対象の日数で見込まれる利益は同じです。}}`,
  quantitySpace: `.input {$direction :string}
.match $direction
loss {{必要なスペースは{$amount}減ります。}}
* {{必要なスペースは{$amount}増えます。}}`,
  quantityCover: "需要をすべて満たせる確率は、{$planned}ではなく{$cover}になります。",
  sourcesHeadline:
    "{$subject}は{$value}です。もとになる入力は{$inputs}件で、そのうちレポートの行に基づくものは{$withRows}件です。",
  sourcesOf: "{$input}：{$rows}。",
  sourcesRest:
    "そのほかは、規則、共有スペースの価格、以前の上限、またはご自身の設定です。まだ行がないものもあります。",
  fairHeadline: "{$subject}は、この計画のほかのすべての出品者と同じ規則で決まりました。",
  fairRules:
    "一つの計画では、すべてのアカウントに同じ規則と方針第{$policy}版が適用されます。それで計算し直すと、発表どおり{$value}になります。",
  fairIdentity:
    "{$inputs}件の入力のうち、どなたかを示すものはありません。同じ入力なら、別のアカウントでも同じ数字になります。",
  fairNotIdentity:
    "どなたかを示す入力があるため、ここでは公平な扱いを示せません。サポートにお尋ねください。",
  fairSpecial: "このアカウントだけに適用されるもの：{$what}。",
  fairPlain: "このアカウントだけに手動で設定されたものはありません。",
  fairSwap: "ほかの{$places}のアカウントの位置で計算しても、毎回同じ数字になりました。",
  fairHandSet: `.input {$many :string}
.match $many
yes {{この計画で出品者が手動で設定した数量：{$count}件以上。}}
* {{この計画で出品者が手動で設定した数量：{$count}件未満。}}`,
  fairStanding: `.input {$among :string}
.match $among
size {{販売が同じくらいのアカウントの{$low}から{$high}は、販売のわりにスペースが少なめです。}}
* {{すべてのアカウントの{$low}から{$high}は、販売のわりにスペースが少なめです。}}`,
  fairNoStanding: `.input {$reason :string}
.match $reason
tooFew {{ほかと比べた位置は示せません。出品者が少なく、個々の数字が分かってしまうためです。}}
noSales {{ほかと比べた位置は示せません。販売をもとに数えますが、まだ販売がないためです。}}
* {{ほかと比べた位置は示せません。この計画には記録がないためです。}}`,
  fairCohort: "似た出品者との比較は、この回答には含まれません。",
  askBoxLimit: "{$month}の{$storageType}の保管上限",
  askBoxQuantity: "{$sku}の推奨数量",
  askBoxLevel: "なぜ{$subject}はこの値なのですか？",
  askBoxChange: "なぜ{$subject}は変わったのですか？",
  subjectLimitUse: "{$day}に{$storageType}の上限に数えられるスペース",
  limitUseParts: "手元の在庫：{$onHand}。未受領の納品：{$open}。",
  limitUseLeft: `.input {$state :string}
.match $state
over {{{$month}の上限は{$limit}です。超過は{$left}です。}}
ahead {{{$month}の上限は{$limit}です。{$day}と同じだけ使っていれば、残りは{$left}です。}}
aheadOver {{{$month}の上限は{$limit}です。{$day}と同じだけ使っていれば、超過は{$left}です。}}
* {{{$month}の上限は{$limit}で、残りは{$left}です。}}`,
  limitUseProduct: "このうち{$sku}が{$amount}を占めます。",
  limitUseRule:
    "納品は、届くか締め切られるまで数えられます。そのため、棚が半分空でも上限に達することがあります。",
  askBoxNoLimit:
    "{$day}の計画では{$storageType}の上限は決まりませんでした。この種類の商品が計画になかったためです。新しい商品は次の計画から数えられます。",
  askBoxLimitUse: "{$month}の{$storageType}の上限に数えられているのは何ですか？",
  askBoxHigher: "なぜ{$subject}はもっと高くないのですか？",
  askBoxContrast: "なぜ{$subject}は{$target}ではないのですか？",
  askBoxTarget: "{$subject}を{$target}にするには何が必要ですか？",
  askBoxForward: "このまま続くと、{$subject}はどうなりますか？",
  askBoxForwardLeadTime: "リードタイムを{$from}ではなく{$to}にすると、{$subject}はどうなりますか？",
  askBoxNearest:
    "{$wanted}のリードタイムは試せません。動かせるのは半分までです。最も近いのは{$near}です。",
  askBoxSources: "{$subject}はどのデータに基づいていますか？",
  askBoxFairness: "{$subject}は、ほかの出品者と同じ規則で決まりましたか？",
  askBoxBetween: "なぜ{$subject}は{$from}から{$to}の間に変わったのですか？",
  askBoxStock: "手元の在庫数",
  askBoxStockOf: "{$sku}の在庫数",
  askBoxSpeed: "配送にかかる日数",
  askBoxFees: "{$month}の手数料の合計",
  askBoxFeesOf: "{$month}の{$sku}の手数料の合計",
  askBoxRate: "なぜ在庫あり率は{$from}から{$to}の間に変わったのですか？",
  askBoxUnknown:
    "どの数字についての質問かわかりません。保管上限、推奨数量、在庫あり率、在庫数、配送、手数料、予測、追加スペースのいずれかを書いてください。",
  askBoxOutside:
    "それについての数字はここにはありません。保管上限、推奨数量、在庫あり率、在庫数、配送、手数料、予測、追加スペースについて質問できます。",
  askBoxOthers:
    "ほかの出品者の数字は誰にも示しません。ご自分の数字が同じ規則によるかどうかは質問できます。",
  askBoxFreight:
    "運送会社の料金や、購入者への配送にかかる費用を示す数字はここにはありません。質問できるのは、保管、長期在庫、低在庫、保管稼働率、上限の超過、納品先の配置の手数料です。",
  askBoxDoubt: "いくつかの意味に取れます。該当するものを選んでください。",
  askBoxProduct: "どの商品ですか？SKUを書くか、補充のページで商品を開いてください。",
  askBoxNoPlan: "このアカウントの計画はまだないため、説明できるものがありません。",
  unexplainedPart: "そのうち{$amount}は説明できません。",
  unexplainedMost:
    "理由はわかりません。変化のうち{$amount}は、保存している情報では説明できません。サポートにお尋ねいただければ、お調べします。",
};
