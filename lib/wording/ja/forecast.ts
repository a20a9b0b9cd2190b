// Japanese words about one product's forecast.
import type { forecastLabelsEn, forecastMessagesEn, forecastNodesEn } from "../forecast-en.ts";

export const forecastLabelsJa: {
  readonly forecast: Readonly<Record<keyof typeof forecastLabelsEn.forecast, string>>;
} = {
  forecast: {
    sold: "これまでの週の販売",
    takenOver: "前の商品の販売",
    ahead: "今後の季節・傾向・セール",
    newSales: "新しい売上",
    correctedHistory: "訂正された履歴",
    wholesale: "大口の注文",
    stockOut: "在庫切れの補正",
    season: "学習し直した季節性",
    events: "セール",
    price: "価格",
    promotion: "販促",
    model: "予測方法",
    ownAdjustment: "ご自身の調整",
    rounding: "端数処理",
  },
};

export const forecastNodesJa: {
  readonly forecast: Readonly<Record<keyof typeof forecastNodesEn.forecast, string>>;
} = {
  forecast: { promotionFactorMillionths: "販促による四週間の販売" },
};

export const forecastMessagesJa: Readonly<Record<keyof typeof forecastMessagesEn, string>> = {
  subjectForecastOf: "{$sku}の{$from}から{$to}までの予測",
  forecastRecord: "{$day}までの{$weeks}の販売に基づいています。",
  forecastSourcesHeadline: "{$subject}は{$value}です。{$day}までの{$weeks}の販売に基づいています。",
  forecastPace:
    "一週間の需要は、直近の{$recentWeeks}で{$recent}、直近の{$quarterWeeks}で{$quarter}です。予測では一週間に{$ahead}です。",
  forecastPaceYear: "一年前の同じ週では、一週間に{$year}でした。",
  forecastNoOut: "わかっている範囲では、直近の{$weeks}に在庫切れはありません。",
  forecastOut:
    "直近の{$weeks}のうち{$out}に在庫切れがありました。その間の販売は{$sold}ですが、{$demand}と数えます。在庫がない期間は、需要が少ないとは見なしません。",
  forecastSetAside:
    "販売のうち{$units}は、通常よりはるかに大きな注文でした。需要には数えていません。",
  forecastTakenOver: "前の商品から引き継いだ分：{$units}。",
  forecastKnowsPromotion: `.input {$effect :string}
.match $effect
told {{{$from}から{$to}までの販促（通常の販売の{$factor}）が含まれています。}}
* {{{$from}から{$to}までの販促が含まれています。効果は過去の販促から見積もっています。}}`,
  forecastKnowsNone: "この期間に予定された販促は、予測に含まれていません。",
  forecastKnowsEvents: "この期間に含まれているセール：{$events}。",
  forecastContrastHeadline: "{$subject}は{$other}ではなく{$value}です。",
  forecastContrastPace:
    "{$other}になるには、一週間に{$needed}売れる必要があります。直近の{$weeks}では、在庫切れを補うと一週間に{$pace}でした。",
  forecastContrastChance: `.input {$case :string}
.match $case
below {{予測では、{$other}以上売れる確率は{$high}未満です。}}
above {{予測では、{$other}以上売れる確率は{$low}以上です。}}
* {{予測では、{$other}以上売れる確率は{$low}から{$high}の間です。}}`,
  forecastContrastFactor:
    "ご自身の調整で予測の{$factor}にすると、{$reached}になります。計画の規則で計算しています。",
  forecastContrastFar: "範囲内の調整では、その値になりません。",
  forecastContrastKnow:
    "過去の販売に表れていないことをご存じでしたら、予測のページでお知らせください。次の計画から反映されます。",
  forecastForwardPromotion:
    "{$from}から{$to}まで通常の販売の{$factor}になる販促を行うと、{$subject}は{$value}になる見込みです。",
  forecastForwardHeld:
    "この期間について、すでにお知らせいただいた内容が販促より優先されるため、変わりません。",
  forecastForwardNone: "この期間の販売は見込まれていないため、増える分がありません。",
  forecastForwardStronger:
    "同じ期間に、同じかより強いプロモーションがあります。最も強いものだけが反映されるため、変わりません。",
  forecastForwardRules: "計画の規則と、これまでにお知らせいただいた内容で計算しています。",
  askBoxPromotion: "通常の販売の{$factor}になる販促を行うと、{$subject}はどうなりますか？",
  askBoxPromotionSells:
    "値下げだけでは、どれだけ多く売れるかはわかりません。見込みを選んでください。",
  askBoxForecast: "{$sku}の予測",
};
