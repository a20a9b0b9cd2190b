// Japanese messages in MessageFormat 2: です・ます, half-width digits, no spaces around numbers.
import type { MessageId } from "../messages-en.ts";
import { adviceMessagesJa } from "./advice.ts";
import { countedMessagesJa } from "./counted.ts";
import { deskMessagesJa } from "./desk.ts";
import { forecastMessagesJa } from "./forecast.ts";
import { grantMessagesJa } from "./grant.ts";
import { measuredMessagesJa } from "./measured.ts";
import { placementMessagesJa } from "./placement.ts";
import { rowMessagesJa } from "./rows.ts";
import { scoreMessagesJa } from "./score.ts";
import { staffMessagesJa } from "./staff.ts";
import { whatIfMessagesJa } from "./what-if.ts";

export const messagesJa: Readonly<Record<MessageId, string>> = {
  ...adviceMessagesJa,
  ...whatIfMessagesJa,
  ...measuredMessagesJa,
  ...countedMessagesJa,
  ...rowMessagesJa,
  ...forecastMessagesJa,
  ...staffMessagesJa,
  ...deskMessagesJa,
  ...scoreMessagesJa,
  ...grantMessagesJa,
  ...placementMessagesJa,
  changeHeadline: `.input {$direction :string}
.match $direction
fell {{{$subject}は{$to}で、以前の{$from}から{$delta}減りました。}}
rose {{{$subject}は{$to}で、以前の{$from}から{$delta}増えました。}}
* {{{$subject}は{$to}で、以前と同じです。}}`,
  noChange: "この数字のもとになるものは何も変わっていません。",
  offsetting: "複数の要因が逆の方向に働き、ほぼ打ち消し合いました。",
  bindingSwitch:
    "この数字を決める規則が変わりました。現在は「{$bindingTo}」、以前は「{$bindingFrom}」です。",
  mainCause: `.input {$share :string}
.match $share
nearlyAll {{変化のほぼすべては「{$cause}」によるものです（{$amount}）。}}
most {{変化の大部分は「{$cause}」によるものです（{$amount}）。}}
aboutHalf {{変化の約半分は「{$cause}」によるものです（{$amount}）。}}
part {{変化の一部は「{$cause}」によるものです（{$amount}）。}}
* {{最も大きな要因は「{$cause}」です（{$amount}）。}}`,
  furtherCause: "{$cause}：{$amount}。",
  networkSplit: `.input {$share :string}
.match $share
nearlyAll {{ネットワークによる分のほぼすべては、{$player}によるものです。}}
most {{ネットワークによる分の大部分は、{$player}によるものです。}}
aboutHalf {{ネットワークによる分の約半分は、{$player}によるものです。}}
* {{ネットワークによる分の一部は、{$player}によるものです。}}`,
  policyChange: "規則は方針第{$version}版で変わりました。理由：{$reason}",
  ruleChange: `.input {$effect :string}
.match $effect
none {{規則そのものが{$day}に変わりました（{$from}から{$to}へ）。この数字への影響はありません。}}
whole {{規則そのものが{$day}に変わりました（{$from}から{$to}へ）。新しい版の入力には以前わからなかったものがあるため、変化を分けることはできません。}}
* {{規則そのものが{$day}に変わりました（{$from}から{$to}へ）。}}`,
  rulesPassed: "その間の版は{$passed}でした。",
  levelHeadline: "{$subject}は{$value}です。",
  levelBinding: "この数字を決めているもの：{$binding}。",
  levelNext: "次に決め手となるもの：{$next}（あと{$slack}）。",
  levelNextHidden: "次に決め手となるもの：{$next}。",
  limitHeld: "{$subject}は{$value}です。これ以上高くならない理由：{$rules}。",
  limitWithout:
    "それがなければ{$limit}となり、{$gain}増えます。その場合は次の規則が上限を決めます：{$next}。",
  limitWithoutToo:
    "それもなければ{$limit}となり、さらに{$gain}増えます。その場合は次の規則が上限を決めます：{$next}。",
  limitWithoutLast: "それより先は、スペースを分け合う規則による制限はありません。",
  limitAlone: "{$rules}だけをなくすと{$limit}になります。",
  limitPoint: "{$share}が一ポイント良くなると、それだけで{$gain}増えます。",
  limitTightness: `.input {$isFree :string}
.match $isFree
yes {{この月のスペースには余裕があります。すべての出品者に公開している{$steps}段階のうち、段階{$step}です。}}
* {{この月のスペースの混み具合は、すべての出品者に公開している{$steps}段階のうち、段階{$step}です。}}`,
  limitPriceFree: "共有スペースの価格はゼロです。スペースは不足していません。",
  limitPriceBand: "共有スペースの価格は、効率で重みを付けた出荷量の{$band}で、全員同じです。",
  limitPriceRationed:
    "スペースが大きく不足しているため、保証分を超える配分はありません。緩やかな保証は{$band}が維持されます。",
  limitPrice:
    "共有スペースの価格は、効率で重みを付けた出荷量の{$level}で、全員同じです。緩やかな保証は{$ration}が維持されます。",
  subjectLimit: "{$month}の{$storageType}の保管上限",
  subjectRestock: "{$sku}の推奨数量",
  subjectPlacement: "{$fc}向けの{$sku}の数量",
  contrastShared:
    "すべての商品が拠点のスペースを分け合っているため、この商品はここにあります。ここから届けるのが最適な地域はありません。",
  contrastSplit: "選ばれた分け方に{$other}は含まれません。",
  contrastEqual: "{$other}でも同じです。",
  contrastDeciding: `.input {$deciding :string}
.match $deciding
lane {{{$other}は購入者からより遠く、配送が決め手です。}}
speed {{{$other}からは届くのが遅くなり、配送の速さが決め手です。}}
building {{{$other}は搬入と保管の費用が高く、拠点の費用が決め手です。}}
* {{{$other}は混んでいて、そのスペースはより効果の大きい商品に使われます。}}`,
  contrastBand: `.input {$band :string}
.match $band
noDearer {{高くならない}}
dearer {{高くなる}}
* {{明らかに高くなる}}`,
  subjectSplitFee: "{$split}の分け方の料金",
  subjectTarget: "{$fc}での{$sku}の目標",
  subjectInStock: "{$day}の在庫あり率",
  rateParts:
    "在庫のあった期間の変化で{$rate}、売れた商品の変化で{$mix}、対象になった商品と外れた商品で{$entry}動きました。",
  rateSku: "{$sku}だけで{$amount}動きました。",
  subjectGrant: "{$month}の{$storageType}の追加スペース",
  grantGranted: "{$month}の{$storageType}のスペース{$asked}は、全量が認められました。",
  grantPartly: "申請した{$asked}のうち{$granted}が認められました。",
  grantNot: "申請した{$asked}は認められませんでした。",
  grantClearedAt: "今回の決定料金は、ft³・月あたり{$price}です。",
  grantFee:
    "お支払いは、ft³・月あたり{$credit}の見込みのクレジットを引いて、ft³・月あたり{$fee}です。",
  grantFeePlain: "お支払いは、ft³・月あたり{$fee}です。",
  grantOffered: "残りの分の提示額はft³・月あたり{$offered}で、あと{$needed}必要でした。",
  grantOfferedAll: "提示額はft³・月あたり{$offered}で、あと{$needed}必要でした。",
  grantShared: "提示額は決定料金と同じでした。同じ額の方々で残りを分け合いました。",
  grantReserve: "ft³・月あたり{$offered}の提示額は、最低料金の{$reserve}を下回っています。",
  grantLot: "残りは、最小単位の{$lot}に足りませんでした。",
  grantCap: "申請は上限の{$cap}を超えています。超えた分は対象になりません。",
  grantTooFew: "参加した出品者が少ないため、決定料金は公開していません。",
  grantMoved:
    "それほど高い提示額は料金そのものを動かすため、これは約束ではなく、役に立ち得た最小の額です。",
  subjectForecast: "{$from}から{$to}までの予測",
  forecastNewSales: "前回の計画からの{$weeks}で{$sold}売れました。予測は{$expected}でした。",
  forecastCorrectedOwn: "この商品の過去の週が{$units}訂正されました。",
  forecastCorrectedOthers:
    "商品の過去の週またはカテゴリーが訂正されました。季節性と通常の水準は、すべての商品から学習しています。",
  forecastWholesaleNew:
    "前回の計画以降に売れたうちの{$units}は、通常よりはるかに大きな注文でした。一度限りの購入とみなし、需要には含めません。",
  forecastWholesaleOld:
    "通常よりはるかに大きく、一度限りの購入とみなす過去の注文が変わりました。この商品、または季節性の学習に使う商品が対象です。",
  forecastStockOutNew:
    "前回の計画以降、{$weeks}にわたり在庫切れがありました。その間に見えなかった需要は、減少とはみなしません。",
  forecastStockOutOld:
    "在庫がなかった日についての情報が変わりました。この商品、または季節性の学習に使う商品が対象です。",
  forecastSeason: "前回の計画からの週で、時季とセールの効果について新たにわかったことがあります。",
  forecastEvents: "セールの日程が変わりました。",
  forecastPrice: "実際の、または事前に申告された価格が、前回の計画の時点と異なります。",
  forecastPromotion: "過去の、または事前に申告された販促が、前回の計画の時点と異なります。",
  forecastModel: "予測方法の別の版が使われました。",
  forecastOwnAdjustment: "ご自身の調整と販促がこれらの週に加える分を、前回の計画と比べたものです。",
  forecastRounding: "保存された数字の端数です。",
};
