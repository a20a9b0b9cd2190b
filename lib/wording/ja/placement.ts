// Japanese messages about where units go.
import type { placementMessagesEn } from "../placement-en.ts";

export const placementMessagesJa: Readonly<Record<keyof typeof placementMessagesEn, string>> = {
  subjectSplit: "{$day}の計画の納品",
  splitAt: "{$fc}へ",
  splitOpen:
    "分け方は選ばれていないため、購入者に近く空きがあり、商品が最も生きる拠点のそれぞれに送られます。",
  splitKept: "計画は、選ばれた分け方に従っています：{$names}。",
  splitOption: `.input {$known :string}
.match $known
days {{「{$split}」の分け方：{$buildings}、料金{$fee}、購入者まで平均{$days}。}}
* {{「{$split}」の分け方：{$buildings}、料金{$fee}。}}`,
  splitNotOffered: `.input {$state :string}
.match $state
noRoom {{「{$split}」の分け方はありません。全量の空きがある拠点が今はないためです。}}
noRate {{「{$split}」の分け方はありません。一部のサイズに公開料金がないためです。}}
sizeUnknown {{「{$split}」の分け方はありません。サイズか重量が不明な商品があるためです。}}
alreadyFew {{「{$split}」の分け方は必要ありません。計画の拠点の数がそれ以下で、料金もかからないためです。}}
* {{「{$split}」の分け方はありません。このマーケットプレイスの料金が公開されていないためです。}}`,
  splitWouldCost: "「{$split}」の分け方では{$units}を{$names}に送り、料金は{$fee}です。",
  splitWouldTake: `.input {$direction :string}
.match $direction
loss {{購入者までは平均{$days}で、計画より{$amount}減ります。}}
gain {{購入者までは平均{$days}で、計画より{$amount}増えます。}}
* {{購入者までは平均{$days}で、計画と同じです。}}`,
  splitRecomputed: "料金は、数量と公開料金から計算し直しています。",
  splitNumberOnly: "お選びいただけるのは拠点の数です。どの拠点になるかは計画で決まります。",
  splitWhich: "その数の中で、購入者に近く全量の空きがあり、商品が最も生きる拠点が選ばれます。",
  splitShared:
    "スペースは全出品者で共有しています。それぞれが拠点を選べると、良い拠点はほかの出品者が使えなくなります。",
  splitCounts: "配置のページで選んだ分け方は、次の計画から反映されます。",
  placementContrastHeadline: "{$subject}は{$units}です。{$other}は{$others}です。",
  placementForced: "{$fc}の分を{$other}が受け持つと、{$units}になります。",
  placementPart: "{$part}：{$amount}。",
  askBoxSplit: "最新の計画の納品",
  askBoxPlacement: "{$fc}向けの{$sku}の数量",
  askBoxStockTarget: "{$fc}での{$sku}の目標",
  askBoxElsewhere: "なぜ{$sku}は{$other}ではなく{$fc}に送られるのですか？",
  askBoxSplitForward: "「{$split}」の分け方の料金と配送の速さはどうなりますか？",
  askBoxSplitChoice: "なぜ拠点を選べないのですか？",
};
