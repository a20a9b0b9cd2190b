import type { adviceMessagesEn } from "../advice-en.ts";

export const adviceMessagesJa: Readonly<Record<keyof typeof adviceMessagesEn, string>> = {
  adviceSpan:
    "在庫は{$protection}もたせます。今送る分が届くまで{$leadTime}、次の分が届くまで{$sending}です。",
  adviceDemand: `.input {$isHeld :string}
.match $isHeld
yes {{その間の販売見込みは{$demand}、変動への備えは{$reserve}です。}}
* {{その間の販売見込みは{$demand}です。すべてを置く価値はないため、{$reserve}を除きます。}}`,
  adviceScarce: "スペース不足で除かれる分は{$amount}です。",
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
  subjectRoom: "{$sku}の空き",
  roomHeadline: "{$month}の保管上限には、{$sku}があと{$units}入ります。",
  roomRule:
    "一つの商品の納品数を決める規則はありません。同じ種類の商品が、スペースの上限を分け合います。",
  roomUnits: "この商品は{$units}で{$space}を使います。",
  roomAdvised: "推奨は{$units}で、{$space}を使います。",
  roomAllAdvised: `.input {$state :string}
.match $state
over {{この種類の推奨は合計{$all}です。不足は{$left}です。}}
* {{この種類の推奨は合計{$all}です。すべて送っても{$left}残ります。}}`,
  roomFree: "スペース不足による推奨の減少はありません。",
  roomNow: "今の在庫で数えています。それまでに売れた分だけ空きは増えます。",
  limitScoreHeadline: `.input {$state :string}
.match $state
none {{{$subject}は、効率スコアにかかわらず{$limit}です。今のスコアは{$score}で、ほかの値でも変わりません。}}
rises {{{$subject}は{$limit}です。効率スコア{$score}が関わっていて、高ければ上限も高くなります。}}
* {{{$subject}は{$limit}です。効率スコア{$score}が関わっていますが、高くしても上限は変わりません。}}`,
  limitScoreRule:
    "どのスコアでも上限はなくなりません。拠点は全出品者で分け合うため、全員に上限があります。",
  limitScoreNeed: "販売見込みに要るのは{$cover}で、スコアにより{$need}が必要分に数えられます。",
  limitScoreShare: "スペースが足りないときは、取り分の重みにもなります。",
  askBoxLimitScore: "効率スコアは{$subject}にどう影響していますか？",
  roomExcess: "売れ行きの遅い在庫も同じ上限に数えられます。余剰は在庫の{$share}です。",
  askBoxForwardDeed: "{$lever}が{$from}ではなく{$to}なら、{$subject}はどうなりますか？",
  askBoxNearestDeed:
    "{$wanted}は試せません。試せるのは半分までの増減で、決まった刻みだけです。最も近いのは{$near}です。",
  askBoxRemoval:
    "{$units}を取り出すと、余剰在庫の割合が変わります。今は{$from}で、下がっても{$wanted}までです。試せる最も近い値は{$near}です。",
  askBoxRemovalShare: "取り出した分は余剰在庫の割合を変えます。今の割合は{$from}です。",
  askBoxConfirmed:
    "{$month}の上限は確定していて変わりません。これから行うことは{$next}の分から反映されます。",
  askBoxRevised: "なぜ{$subject}は{$day}の発表から変わったのですか？",
  askBoxTooFar: "{$month}より先の上限は見通していません。",
  askBoxNoRound:
    "追加スペースの募集で、ご依頼について決まったものはまだありません。依頼と募集は次のページにあります：{$page}。",
  askBoxNoOpenRound:
    "今、依頼を受け付けている追加スペースの募集はありません。募集は次のページにあります：{$page}。",
  forwardSame: "それをしない場合も同じです。",
  forwardBinding: "その場合に決め手となるもの：{$binding}。",
  askBoxRoom: "{$sku}はあと何個分の空きがありますか？",
  advicePacks: "ケース単位（{$pack}入り）では{$packed}です。",
};
