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
};
