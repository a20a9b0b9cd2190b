// Japanese words for counted figures: the rows they come from, days that are still to come, and what to do for another figure.
import type { countedMessagesEn } from "../counted-en.ts";

export const countedMessagesJa: Readonly<Record<keyof typeof countedMessagesEn, string>> = {
  rowsOfLedger: "在庫の動き",
  rowsOfOrders: "注文",
  rateRule:
    "{$days}のうち在庫を残して終わった日の割合を、販売数で加重します。販売は{$products}の{$sold}です。",
  rateRows: "各商品から、{$day}までの在庫台帳と注文の行に進めます。",
  subjectInStockAhead: "{$from}から{$to}までの在庫あり率の見込み",
  rateOutlook: "販売数は{$day}の計画によります。計画の幅の両端では、率は{$low}と{$high}の間です。",
  rateOutlookDone:
    "販売数は{$day}の計画によります。計画の幅の両端では、率は{$low}と{$high}の間になります。",
  rateEvenSales:
    "販売は各週に均等に分けて数えます。まとまって売れると、在庫はもっと早くなくなります。",
  rateByDemand:
    "各商品は見込まれる需要で加重します。後で数えられる率では、在庫のない商品の重みは小さくなります。",
  rateNothingAdvised: "{$day}の計画は、これ以上の納品を推奨していません。",
  rateAdvisedSent: "{$day}の計画の推奨どおりにすぐ送る数：{$products}の{$units}。",
  rateLeadTime: "納品には計画どおりの日数がかかるとします。",
  rateTargetThere: "これ以上何も送らなくても、率は{$target}以上です。",
  rateTargetReached: "今送る分だけで{$target}に届きます。探索で見つけた数で、率を数え直しました。",
  rateTargetNotReached:
    "今送っても、この期間に{$target}には届きません。時間のかかるものは間に合いません。",
  waySend: "{$sku}を今{$units}送る",
  waySendOthers: "さらに{$products}を{$units}送る",
  wayRate: "率は{$rate}になります。",
  waySendUnits: "合計は{$products}の{$units}です。",
  askBoxRateSources: "{$day}の在庫あり率は、レポートのどの行から数えられていますか？",
  askBoxRateForward: "{$from}から{$to}までの在庫あり率はどうなりますか？",
  askBoxRateForwardAdvised:
    "推奨をすべて今送ると、{$from}から{$to}までの在庫あり率はどうなりますか？",
  askBoxRateTarget:
    "{$from}から{$to}までの在庫あり率を{$target}にするには、今何を送ればよいですか？",
  subjectSpeedAhead: `.input {$measure :string}
.match $measure
withinOneDay {{{$from}から{$to}までの、一日以内の配送を約束できる割合の見込み}}
withinTwoDays {{{$from}から{$to}までの、二日以内の配送を約束できる割合の見込み}}
withinThreeDays {{{$from}から{$to}までの、三日以内の配送を約束できる割合の見込み}}
* {{{$from}から{$to}までの、約束する配送日数の平均の見込み}}`,
  speedNow: "{$day}までの{$days}では{$now}でした。",
  speedOutlook: "販売数は{$day}の計画によります。計画の幅の両端では、{$low}と{$high}の間です。",
  speedOutlookDone:
    "販売数は{$day}の計画によります。計画の幅の両端では、{$low}と{$high}の間になります。",
  speedBuyers:
    "購入者の地域の割合は、それまでの{$days}と同じとします。拠点間の移動は見込みません。",
  speedUnservedAhead: "対象外：どの拠点にも商品がないと見込まれる{$units}。",
  speedUnplaced: "対象外：行き先の拠点がレポートにない輸送中の{$units}。",
  aheadOverdue: "遅れているか予定日がなく、翌日に届くものとして数えた輸送中の在庫：{$units}。",
  speedNoneLeft:
    "何も送らなければ、この期間の注文には配送日を約束できません。どの拠点からも応えられないためです。",
  speedShipped: "{$day}の計画の推奨どおりにすぐ送る数は{$units}、送り先は{$names}です。",
  speedTargetReached:
    "{$target}にするため、同じ{$days}の注文を、商品がより多くの拠点にある場合で数え直しました。",
  speedTargetNotReached:
    "この{$days}の注文は、何をしても{$target}にはなりません。これは全商品が全拠点にある場合の値です。",
  speedChoice:
    "納品を送る拠点の数は選べます。どの拠点かは計画が決めます。最も広く分けると、最も多くの拠点に届きます。",
  speedRule:
    "{$days}の各注文は、商品のあった最も速い拠点から約束されます。購入者の場所は注文、在庫の場所は台帳によります。",
  wayEverywhere: "{$sku}を全拠点に置く",
  wayStockAt: "{$sku}を{$fc}にも置く",
  wayPlacesMore: "ほかに同様のもの{$count}件",
  waySpeed: "平均は{$days}になります。",
  waySpeedUnits: "対象は{$products}で、{$days}に{$units}が注文されました。",
  askBoxSpeedSources: "配送にかかる日数は、レポートのどの行から数えられていますか？",
  askBoxSpeedForward: `.input {$shipment :string}
.match $shipment
none {{今の在庫の置き方では、{$from}から{$to}までの配送にどれだけかかりそうですか？}}
advised {{推奨された納品を送ると、{$from}から{$to}までの配送にどれだけかかりそうですか？}}
* {{推奨された納品を一つの拠点に送ると、{$from}から{$to}までの配送にどれだけかかりそうですか？}}`,
  askBoxSpeedTarget: "配送を{$share}速くするには何が必要ですか？",
  fairCounted: "{$subject}は{$value}で、どのアカウントとも同じ規則で数えられています。",
  fairStockRule: "在庫台帳の動きの合計です。誰の在庫かは関係ありません。",
  fairStockStated:
    "その日の数がレポートにあれば、それを数えます。在庫台帳の動きの合計は{$moved}です。誰の在庫かは関係ありません。",
  fairStockRows:
    "{$day}までの在庫台帳には該当する{$rows}があり、どの行もレポートにあります。レポートは{$files}件です。",
  fairStockAdjusted:
    "当社の拠点が見つけたのは{$found}、紛失・破損・数え直しで減ったのは{$lost}で、{$rows}あります。",
  fairNotCompared: "ほかのアカウントの数は、そのアカウントのものなので示しません。",
  fairRateRule:
    "過去{$days}のうち在庫を残して終わった日を、販売数で加重します。どのアカウントも同じです。",
  fairRateProducts: "対象：{$counted}。売れたが非表示のため対象外：{$hidden}。",
  fairRateStanding: `.input {$among :string}
.match $among
size {{{$day}の計画は、{$storageType}の{$span}の率を{$rate}としました。同じくらい売るアカウントの{$low}から{$high}が、これより低い率です。}}
* {{{$day}の計画は、{$storageType}の{$span}の率を{$rate}としました。全アカウントの{$low}から{$high}が、これより低い率です。}}`,
  fairRateNotTold: `.input {$reason :string}
.match $reason
tooFew {{ほかの出品者の中での位置は示しません。出品者が少なく、個々の数がわかってしまうためです。}}
noSales {{ほかの出品者の中での位置は示しません。販売をもとに数えますが、計画が数えた販売がないためです。}}
* {{ほかの出品者の中での位置は示しません。どの計画にも残されていないためです。}}`,
  fairSpeedLanes:
    "拠点から地域への経路{$lanes}件の表が、それぞれの日数を示します。どのアカウントの注文にも使われます。",
  fairSpeedWhere: "在庫が全拠点にあれば{$everywhere}です。差は在庫のあった場所によります。",
  fairFeeCard:
    "{$since}から有効な料金表の第{$version}版は、{$currency}で支払うすべてのアカウントに適用されます。",
  fairFeeMark: "その照合値は{$mark}で始まります。同じ値が見える人には、同じ料金が適用されます。",
  fairFeeAgain: "その料金表と自分の在庫から計算し直しても、同じ額になります：{$again}。",
  askBoxCountedFairness: "{$subject}は、ほかの出品者と同じ規則で数えられていますか？",
  askBoxRateFairness:
    "{$day}の在庫あり率は、ほかと同じように数えられていますか。どの位置にありますか？",
};
