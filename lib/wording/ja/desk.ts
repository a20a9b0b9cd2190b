// Japanese messages for the policy desk.
import type { deskMessagesEn } from "../messages-desk-en.ts";

export const deskMessagesJa: Readonly<Record<keyof typeof deskMessagesEn, string>> = {
  deskSum: "{$month}の{$storageType}の上限の合計",
  deskAccounts:
    "上限が下がったアカウント：{$lower}。上がったアカウント：{$higher}。同じアカウント：{$same}。",
  deskPolicySame: `.input {$versions :string}
.match $versions
one {{どちらの計画も方針第{$version}版に従っています。規則の値は変わっていないため、合計を動かしたものもありません。}}
* {{方針は第{$base}版から第{$version}版に代わりましたが、規則の値は変わっていないため、合計を動かしたものもありません。}}`,
  deskPolicyMoved:
    "方針第{$base}版に代わる第{$version}版は、この合計を動かしました：{$amount}。{$subject}は{$value}です。",
  deskPolicyPriced:
    "それぞれの値を単独で、またほかの値とともに元に戻し、毎回すべての上限を計算し直しました（{$times}）。",
  deskAdviceSame: `.input {$versions :string}
.match $versions
one {{どちらの計画も数量の方針の第{$version}版に従っています。規則の値は変わっていないため、推奨数量を動かしたものもありません。}}
* {{数量の方針は第{$base}版から第{$version}版に代わりましたが、規則の値は変わっていないため、推奨数量を動かしたものもありません。}}`,
  deskAdviceMoved:
    "数量の方針の第{$base}版に代わる第{$version}版は、推奨数量の合計を動かしました：{$amount}。合計は{$value}です。",
  deskAdviceElsewhere:
    "「{$figure}」は、商品をどこに送りどこに置くかを決めるもので、送る数には影響しません。",
  deskAdviceAssumed:
    "出品者が原価や手数料を示していない場合に使う値は、計画が使ったままです。「{$figure}」のそこでの影響は含みません。",
  deskAdviceDecided:
    "それぞれの値を単独で、またほかの値とともに元に戻し、計画でのスペースの価格のまま、毎回すべての数量を決め直しました（{$times}）。",
  deskCohortWorst: "最も不利だったグループ：{$cohort}（{$share}）。全アカウント：{$all}。",
  deskCohortNone:
    "全アカウント（{$all}）より大きく不利なグループはありません。最も少なかったのは{$cohort}（{$share}）です。",
  deskCohortRules: "どのグループにも同じ規則が適用されます。違いは入力の違いによるものです。",
  deskCohortLead: "そのグループを最も動かしたもの：{$cause}（{$amount}）。",
  deskCohort: `.input {$id :string}
.match $id
small {{小さいアカウント}}
middle {{中くらいのアカウント}}
large {{大きいアカウント}}
new {{利用開始から一年未満のアカウント}}
old {{利用開始から一年以上のアカウント}}
* {{主に{$name}を売るアカウント}}`,
  deskMovers: "案{$draft}で{$share}を超えて動く上限：{$count}。",
  deskMoversMonth: "{$day}の計画（実行{$run}）が発表した{$month}の上限と比べました。",
  deskBinding: "{$day}の計画で、使い切られるネットワークの能力：{$count}。最も重いもの：{$place}。",
  deskNothingBinds: "{$day}の計画では、使い切られる能力はありません。",
  deskWorth: `.input {$per :string}
.match $per
space {{そこで一立方フィート増やすと{$price}の節約になります。}}
* {{そこで一個増やすと{$price}の節約になります。}}`,
  deskPoolWorth:
    "{$month}の{$storageType}のスペース：一立方フィートの価値は{$price}です（{$fc}）。",
  deskPlace: `.input {$function :string}
.match $function
storage {{{$fc}の{$storageType}のスペース}}
receiving {{{$fc}での受け入れ}}
picking {{{$fc}でのピッキング}}
lane {{{$fc}から{$region}への輸送}}
* {{{$fc}からの発送}}`,
  deskLeaks:
    "直近{$days}の出品者への回答（{$answers}）のうち、非公開の値に基づくもの：{$searched}。それを見せている回答：{$found}。",
  deskLeaksHow:
    "それぞれの値を、本来の位置と英語の文の中で探しました。ほかの回答には、探す値がありません。",
  deskLeaksNot: "多くの回答を合わせて推測できるかどうかは、ここでは調べていません。",
  deskLeaksCut: "これは新しいものからです。それより古い回答は読んでいません。",
  deskLeaksRules: "規則の値のうち、出品者に公開しているもの：{$open}。非公開のもの：{$kept}。",
  deskLeaksPrices: "共有スペースの価格も非公開です（入力：{$prices}）。",
  deskDeclined: "直近{$days}に回答がなかった質問：{$count}。",
  deskDeclinedMost: "最も多い理由：{$reason}（{$count}）。",
  deskReason: `.input {$reason :string}
.match $reason
no_number_named {{どの数値のことか書かれていない}}
outside {{ここにある数値の話ではない}}
others {{ほかの出品者についての質問}}
freight {{送料についての質問}}
nothing_fits {{その数値についてまだ何もわかっていない}}
what_ifs_spent {{計画の仮定の質問をすべて使い切った}}
not_found {{アカウントにその数値がない}}
for_staff {{スタッフ向けの質問}}
other_rules {{以前の版の規則で決められた}}
limit_confirmed {{上限は確定済みで変わらない}}
not_compared {{二つの計画は比べられていない}}
fee_not_published {{参加者が少なく、料金を伝えられない}}
* {{その他の理由：{$code}}}`,
  deskWord: `.input {$id :string}
.match $id
account {{アカウント}}
accounts {{アカウント数}}
before {{変更前}}
after {{変更後}}
change {{変化}}
group {{グループ}}
cause {{主な原因}}
asAnnounced {{発表どおり}}
underDraft {{案の場合}}
limit {{上限}}
reason {{理由}}
who {{質問者}}
what {{内容}}
count {{質問数}}
seller {{出品者}}
sellers {{各出品者}}
support {{サポート}}
* {{ポリシー担当}}`,
  deskAsk: `.input {$kind :string}
.match $kind
limitShift {{最新の計画で、上限全体を動かしたものは何ですか？}}
policyShift {{規則のどの値が動かしましたか？}}
adviceShift {{規則のどの値が推奨数量を動かしましたか？}}
cohortShift {{ほかより不利だったアカウントのグループはどれですか？}}
movers {{最新の案で上限が五分の一を超えて動くのは誰ですか？}}
networkWorth {{どの能力が使い切られ、一立方フィートの価値はいくらですか？}}
leaks {{非公開のものを出品者に見せている回答はありますか？}}
* {{今週、回答がなかった質問はどれで、なぜですか？}}`,
  deskPlanOf: "{$day}の計画",
  deskBefore: "「変更前」は{$day}の計画（実行{$run}）の{$month}分です。",
  deskNow: "「変更後」は{$day}の計画（実行{$run}）の{$month}分です。",
  deskPaired: "上限は、何か月先のものかをそろえて比べています。",
  deskPolicyBefore: "変更前の方針は第{$version}版で、{$day}の計画（実行{$run}）が使ったものです。",
  deskPolicyUsedBefore: `.input {$what :string}
.match $what
cover {{新商品のためのスペースは、計画が測ったままです。「{$figure}」のそこでの影響は含みません。}}
assumed {{新しい出品者についての仮定は、計画が使ったままです。「{$figure}」のそこでの影響は含みません。}}
* {{出品者の申告の重みは、計画が使ったままです。「{$figure}」のそこでの影響は含みません。}}`,
  deskFigure: `.input {$id :string}
.match $id
sellThroughAssumedMillionths {{不明なときに使う販売率}}
excessAssumedMillionths {{不明なときに使う過剰在庫の割合}}
strandedAssumedMillionths {{不明なときに使う販売不可の割合}}
inStockAssumedMillionths {{不明なときに使う在庫率}}
promisedPoolShareMillionths {{上限が約束できるスペースの割合}}
overbookingShareMillionths {{使われ方が不明なときの上限の合計}}
overbookingChanceMillionths {{在庫がスペースを超える確率}}
overbookingCommonSpreadMillionths {{出品者がそろって在庫を増やす程度}}
overbookingPersistenceMillionths {{上限の使用のうち一か月続く部分}}
overbookingMostShareMillionths {{上限の合計の最大}}
declaredFirstWeightMillionths {{実績のない申告の重み}}
declaredLeastWeightMillionths {{申告の重みの最小}}
declaredLearningRateMillionths {{実績で重みが変わる速さ}}
declaredUnusedWeightMillionths {{使われなかったスペースの影響}}
declaredNoiseShareMillionths {{売上のふだんの揺れ}}
stockModel {{拠点ごとの在庫の計算方法}}
guaranteedServiceMillionths {{保証する供給がまかなう需要の範囲}}
fastServiceMillionths {{速い配送のためにまかなう需要の範囲}}
fastDays {{速い配送とみなす日数}}
leastCentreUnits {{商品を拠点に置く最小の需要}}
placementScenarioCount {{購入者の所在を想定するシナリオの数}}
assumedCostShareMillionths {{不明なときに使う原価}}
assumedFeeShareMillionths {{不明なときに使う手数料}}
* {{方針のほかの値}}`,
  deskCohortOf: "ここで数えたもの：{$subject}。",
  deskCohortMoved: "二つの計画の間に加わった、または去ったアカウントは数えていません：{$count}。",
  deskCohortLeast: "アカウントの数が{$least}に満たないグループは示しません。",
  deskMarketplace: "{$name}：{$told}",
  deskBindsWhen: "そこが最も厳しいのは{$from}から{$to}までです。",
  deskBindsOften: "計画の期間は{$from}から{$to}までです。使い切られる回数：{$count}。",
  deskUnknown:
    "ここでわかるものが書かれていません。わかるのは、上限、規則、アカウントのグループ、案、ネットワーク、回答です。",
};
