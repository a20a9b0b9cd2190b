// Japanese words for figures that are counted from reports.
import type { measuredLabelsEn, measuredMessagesEn } from "../measured-en.ts";

type Labels = {
  readonly [M in keyof typeof measuredLabelsEn]: Readonly<
    Record<keyof (typeof measuredLabelsEn)[M], string>
  >;
};

export const measuredLabelsJa: Labels = {
  inStockRate: {
    rate: "在庫のあった期間",
    mix: "売れた商品",
    entry: "対象になった商品と外れた商品",
    dispatch: "通常より遅い発送",
    carrier: "通常より長い輸送",
    receiving: "通常より遅い受領",
    notSent: "推奨されたが送られなかった分",
    space: "スペース不足で推奨が減った分",
    demand: "計画の見込みと異なる需要",
    runsOut: "次が届く前になくなる在庫",
    waiting: "輸送中でまだ届かない分",
    soldOut: "在庫がなく、この期間に届く分もない商品",
    unexplained: "いずれでも説明できない分",
  },
  unitsOnHand: {
    received: "受領",
    sold: "販売・出荷",
    removed: "返送・廃棄",
    returned: "購入者からの返品",
    transferred: "拠点間の移動",
    adjusted: "発見・紛失・破損・数え直し",
    moving: "拠点間を移動中",
    ordered: "注文のために確保",
    processing: "処理中",
    unfit: "販売できない在庫",
    held: "手元の在庫",
    supply: "見込まれる販売",
    inbound: "当社に向かう在庫",
    moreReceived: "予定と異なる受領の影響",
    lessSold: "見込みと異なる販売の影響",
    unexplained: "在庫台帳にない分",
  },
  deliverySpeed: {
    regions: "地域",
    buyers: "購入者のいた場所",
    served: "在庫で応えられた注文",
    stock: "在庫のあった場所",
  },
  advice: {
    demandLevel: "需要",
    demandSpread: "需要の不確かさ",
    leadTime: "リードタイム",
    stock: "在庫と輸送中の数",
    service: "公開している規則",
    economics: "価格と原価",
    space: "スペース",
    pack: "ケース入数と納品の間隔",
    override: "手動で設定された数量",
  },
  fees: {
    all: "全手数料の合計",
    storage: "保管手数料",
    utilisation: "保管稼働率の追加手数料",
    aged: "長期在庫の追加手数料",
    lowInventory: "低在庫手数料",
    overage: "超過手数料",
    placement: "納品先の配置手数料",
    units: "数量の増減",
    mix: "商品構成の変化",
    size: "再計測された商品",
    rate: "料金表",
    "band:storage": "時季",
    "band:utilisation": "在庫がもつ期間",
    "band:aged": "在庫の古さ",
    "band:lowInventory": "在庫がもつ日数",
    "band:overage": "上限を超えた在庫",
    "band:placement": "納品の分け方",
  },
};

export const measuredMessagesJa: Readonly<Record<keyof typeof measuredMessagesEn, string>> = {
  contrastHeadline: `.input {$reference :string}
.match $reference
whole {{{$subject}は{$to}です。毎日在庫があれば{$from}で、差は{$delta}です。}}
plan {{{$subject}は{$to}です。計画では{$from}で、差は{$delta}です。}}
everywhere {{{$subject}は{$to}です。全拠点に在庫があれば{$from}で、差は{$delta}です。}}
band {{{$subject}は{$to}です。最も安い区分なら{$from}で、差は{$delta}です。}}
* {{{$subject}は{$to}になります。現状のままなら{$from}で、差は{$delta}です。}}`,
  contrastSame: `.input {$reference :string}
.match $reference
whole {{{$subject}は{$to}で、毎日在庫がある場合と同じです。}}
plan {{{$subject}は{$to}で、計画と同じです。}}
everywhere {{{$subject}は{$to}で、全拠点に在庫がある場合と同じです。}}
band {{{$subject}は{$to}で、最も安い区分の場合と同じです。}}
* {{{$subject}は{$to}のままです。}}`,
  endFrom: `.input {$reference :string}
.match $reference
level {{なし}}
whole {{毎日在庫がある場合}}
plan {{計画では}}
everywhere {{全拠点に在庫がある場合}}
band {{最も安い区分}}
now {{現状のまま}}
* {{以前}}`,
  endTo: `.input {$reference :string}
.match $reference
level {{合計}}
now {{変更した場合}}
change {{現在}}
* {{実際}}`,
  subjectStockOut: "{$day}の{$sku}の在庫",
  chainStockOut: "{$sku}は{$day}に在庫切れになりました。それまでは一日に{$pace}売れていました。",
  chainLateShipment:
    "納品{$number}（{$units}）は{$planned}の予定でしたが、{$arrived}に届きました。予定どおりなら在庫がありました。",
  chainAdviceNotSent:
    "{$day}の計画は{$advised}の納品を推奨し、その後に送られたのは{$sent}でした。推奨どおりなら在庫がありました。",
  chainAdviceLow: "{$day}の計画は{$advised}の納品を推奨し、その後に送られたのは{$sent}でした。",
  chainSpace:
    "スペースが不足していました。スペースに費用がなければ計画は{$unpriced}を推奨し、在庫がありました。",
  chainFound: "下の各段階を一つずつ正し、日数を数え直しました。",
  chainAlone:
    "納品の遅れ、送られなかった推奨、スペースの価格のいずれも、単独では説明できません。一つずつ正しても、その日は在庫がないままです。",
  chainUnknown: "理由はわかりません。台帳から数え直すと、その日は在庫がありました。",
  subjectInStockAdvised: "推奨どおりに送った場合の{$day}の在庫あり率",
  subjectLostSales: "{$day}までの失われた販売数",
  missingByOwner:
    "全体のうち足りない分の内訳：出品者{$you}、運送会社{$carriers}、当社の拠点{$buildings}、購入者{$customers}。",
  lostSales:
    "在庫のない日の需要はわかりません。在庫のあった日から引いた例の{$share}では、失われた販売数は{$low}と{$high}の間です。",
  advisedRange:
    "在庫のない日の需要はわかりません。在庫のあった日から引いた例の{$share}では、在庫あり率は{$low}と{$high}の間です。",
  advisedAlone: "納品には計画どおりの日数がかかるとします。推奨を超えて送られた分はそのままです。",
  plansSince: "推奨がわかる計画は{$plans}件、最初は{$day}です。",
  noPlansBefore: "この期間の計画がないため、推奨については何も言えません。",
  rowPace: "在庫なし{$days}、それまでは一日に{$pace}販売",
  rowDaysInStock: "{$offered}のうち{$days}在庫あり",
  askBoxFeeContrast: "なぜ{$subject}は最も安い区分の額ではないのですか？",
  askBoxFeeTarget: "{$subject}をなくすために取り出す最小の数はいくつですか？",
  askBoxFeeForward: "{$units}を取り出すと、{$subject}はどうなりますか？",
  askBoxSpeedContrast: "全拠点に在庫がある場合より配送が遅いのはなぜですか？",
  askBoxRateLevel: "{$day}の在庫あり率を下げたのは誰、または何ですか？",
  askBoxLostSales: "{$day}までに、在庫切れでどれだけの販売を失いましたか？",
  askBoxRateAdvised: "推奨どおりに送っていたら、{$day}の在庫あり率はどうなりましたか？",
  subjectStock: "{$day}の在庫数",
  subjectStockOf: "{$day}の{$sku}の在庫数",
  stockSoldPlan: "販売は{$actual}でした。{$day}の計画の見込みは{$planned}でした。",
  stockReceivedPlan: "受領は{$actual}でした。{$day}の計画の推奨は{$planned}でした。",
  subjectSpeed: `.input {$measure :string}
.match $measure
withinOneDay {{{$day}までの、一日以内の配送を約束できた割合}}
withinTwoDays {{{$day}までの、二日以内の配送を約束できた割合}}
withinThreeDays {{{$day}までの、三日以内の配送を約束できた割合}}
* {{{$day}までの、約束した配送日数の平均}}`,
  speedUnserved: "対象外：どの拠点にも在庫がない日に注文された{$units}。",
  subjectFees: "{$month}の{$fee}",
  subjectFeesOf: "{$month}の{$sku}の{$fee}",
  subjectFeesAhead: "{$month}の{$fee}の見込み",
  subjectFeesAheadOf: "{$month}の{$sku}の{$fee}の見込み",
  feeTakenOut: "古いものから取り出した数：{$sku}の{$units}。",
  feeOutlook: "販売数は{$day}の計画によります。計画の幅の両端では、金額は{$low}と{$high}の間です。",
  feeOutlookLeft:
    "販売数は{$day}の計画によります。計画の幅の両端では、現状のままの金額は{$low}と{$high}の間です。",
  feeOutlookDone:
    "販売数は{$day}の計画によります。計画の幅の両端では、金額は{$low}と{$high}の間になります。",
  feeNoLimit: "一部の在庫では、この月の上限がまだわかりません。その分の超過手数料は含みません。",
  feeTakenAll: "{$sku}の手元の在庫は{$units}だけです。すべて取り出すものとします。",
  feeNoneToTake: "{$sku}には取り出せる在庫がありません。",
  feeOutlookSame: "販売数は{$day}の計画によります。計画の幅の両端でも、金額は同じです。",
  feePlacementAhead: "これから届く納品の手数料は含みません。",
  feeNothingAhead: "何もしなくても、支払いはありません。",
  feeNotAvoided: "支払いの多い商品を取り出しても、なくすことはできません。",
  wayTakeOut: "{$sku}を古いものから{$units}取り出すか販売する",
  wayTakeOutOthers: "{$products}の{$units}も同様にする",
  wayFee: "金額は{$fee}になり、{$saved}の節約です。",
  wayUnits: "合計{$units}、一個あたり平均{$each}の節約です。",
  feeOfProduct: "{$sku}",
  feeOfOthers: "{$products}",
  feeOldestFirst: "在庫は古いものから出ます。その日にあるのは最後に届いたものです。",
  feeRowsOf: "各行から、{$day}までの在庫台帳のもとの行に進めます。",
  lotOf: "{$day}に届いた分",
  lotBefore: "台帳が始まる前に届いた分",
  supplyRule:
    "各週は過去{$short}と過去{$long}で判定されます。どちらかで在庫日数が{$least}あれば無料です。新しい在庫は日がたつにつれて数えられます。",
  supplyCharged: "{$day}からの週：在庫日数は{$short}と{$long}で、販売{$sold}が有料でした。",
  supplyFree: "{$day}からの週：在庫日数は{$short}と{$long}で、販売{$sold}は無料でした。",
  supplyExempt: "{$day}からの週：対象外で、販売{$sold}は無料でした。",
  supplyAdvice:
    "{$day}の計画は{$advised}の納品を推奨し、その後に送られたのは{$sent}でした。スペースに費用がなければ{$unpriced}を推奨しました。",
  subjectReserved: "{$day}に購入できない在庫数",
  subjectReservedOf: "{$day}に購入できない{$sku}の在庫数",
  subjectExcess: "{$day}の余剰在庫",
  subjectExcessOf: "{$day}の{$sku}の余剰在庫",
  subjectCover: "{$day}の{$sku}の在庫がもつ期間",
  coverHeadline: "{$day}の{$sku}の在庫は{$value}もちます。",
  stockBuyable: "ほかに{$units}が購入できます。",
  stockMovingUntil:
    "最後に拠点を出たのは{$out}です。移動は平均{$days}かかるため、{$until}までに届く見込みです。",
  stockReservedStated: "確保や処理中の数は、最後のレポートのとおりです。",
  stockReservedUnknown: "確保や処理中の数を示す最近のレポートはありません。",
  stockReservedOn:
    "確保や処理中の数は、{$day}のレポートのとおりです。その後変わっている場合があります。",
  stockReservedFrom:
    "確保や処理中の数は、{$from}から{$to}までのレポートのとおりです。その後変わっている場合があります。",
  stockReservedUntold: "そのようなレポートがないもの：{$products}。",
  planLeftOut: "{$day}の計画に含まれないため除いたもの：{$products}。",
  excessRule:
    "{$day}の計画が見込む{$days}分の販売を超える在庫が余剰です。該当するのは{$products}です。",
  excessBefore: "その前の{$days}に{$came}が届き、{$sold}が注文されました。",
  stockDuePlan: "受領は{$actual}でした。輸送中または期限内に推奨された数は{$planned}でした。",
  coverUntil: "計画どおりに売れると、在庫は{$day}まであります。",
  coverBeyond: "計画どおりに売れると、在庫は計画の期間を超えてもちます。",
  coverRange: "{$day}の計画の両端では、{$low}と{$high}の間もちます。",
  coverAtPace: "過去{$span}の売れ方なら、手元の在庫は{$days}もちます。",
  askBoxReserved: "{$subject}の一部が購入できないのはなぜで、いつまでですか？",
  askBoxExcess: "{$subject}の一部が余剰なのはなぜですか？",
  askBoxOverPlan: "{$subject}は、届きすぎたのですか、売れなかったのですか？",
  askBoxCover: "{$subject}はどれだけもちますか？",
  feeOffPeak: "通常期の月",
  feePeak: "繁忙期の月",
  feeWeeksFree: "{$to}週間以内の分の在庫",
  feeWeeks: "{$from}週間から{$to}週間の分の在庫",
  feeWeeksFrom: "{$from}週間を超える分の在庫",
  feeAgeFree: "保管{$to}日未満",
  feeAge: "保管{$from}日以上{$to}日未満",
  feeAgeFrom: "保管{$from}日以上",
  feeSupplyEnough: "在庫日数が十分、または対象外",
  feeSupply: "在庫日数{$from}日以上{$to}日未満",
  feeWithinLimit: "上限内",
  feeAboveLimit: "上限超過",
  feeSplitFree: "推奨された数の拠点に納品",
  feeSplit: `.input {$option :string}
.match $option
minimal {{一つの拠点、{$zone}}}
* {{一部の拠点、{$zone}}}`,
  feesUnpriced:
    "対象外：{$products}。サイズ、重量、拠点のいずれかが不明か、料金表に料金がありません。",
  feesSoFar: "この月はまだ終わっていません。これまでの累計です。",
  feeCardChanged: "別の料金表が適用されています：第{$version}版。",
};
