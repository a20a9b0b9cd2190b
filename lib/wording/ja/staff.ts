// Japanese messages for staff.
import type { staffMessagesEn } from "../messages-staff-en.ts";

export const staffMessagesJa: Readonly<Record<keyof typeof staffMessagesEn, string>> = {
  recordPolicy: "{$subject}は、{$day}に有効だった方針第{$version}版に従っています。",
  recordPolicyOther:
    "{$subject}は方針第{$version}版に従っています。{$day}に有効だったのは別の版です：{$inForce}。",
  recordFigures: "計算に使われた規則の値（{$figures}）は、すべて公開されたとおりです。",
  recordFiguresDiffer: "公開された値と異なるもの：{$names}。",
  recordNotHandSet: "{$subject}は{$value}です。手で決められた値ではありません。",
  recordNobodySets: "上限は規則だけで決まります。手で決める方法はありません。",
  recordHandSet: "{$subject}は{$value}です。手で決められた値です。",
  recordHandSetBy: "{$day}に、出品者が推奨の代わりに{$units}と決めました。理由：{$reason}。",
  recordReplay: "{$day}の計画の{$subject}をもう一度計算すると、同じ値になりました：{$value}。",
  recordReplaySteps: "同じ入力（{$inputs}）から、全段階（{$steps}）で保存された値になりました。",
  recordLate:
    "{$subject}：{$rows}が遅れて届きました。{$day}までの日についての行で、計画はすでにデータを読み終えていました。",
  recordNotLate:
    "{$subject}は、{$day}までの日について今わかっていることすべてに基づいています。遅れたレポートはありません。",
  recordLateFile: "{$file}：{$rows}、{$day}に読み込み。",
  recordLateInputs: "これで変わりうる入力：{$inputs}。次の計画が読み込みます。",
  recordLateNoInput: "値を決めた入力の中に、そのような行に基づくものはありません。",
  peersHeadline:
    "{$subject}の主な原因：{$cause}。ほかのアカウント（{$all}）のうち、同じ原因なのは{$same}です。",
  peersNoCause: "{$subject}を動かしたものはないため、共通の原因もありません。",
  peersWays: "そのうち、上限が下がったのは{$lower}、上がったのは{$higher}です。",
  peersSizes: "出荷量別（このアカウントを含む）：小{$small}、中{$middle}、大{$large}。",
  peersOthers: "残りの主な原因：{$causes}。",
  askBoxPeers: "{$subject}と同じ原因のアカウントはいくつありますか？",
  askBoxPolicy: "{$subject}は{$day}に有効だった規則に従っていますか？",
  askBoxHandSet: "{$subject}は手で決められましたか？誰が、なぜですか？",
  askBoxReplay: "{$day}の計画の{$subject}は、もう一度計算しても同じですか？",
  askBoxLate: "遅れたレポートが{$subject}に関わりましたか？",
  askBoxNoPlanOn: "{$day}の計画は残っていません。最も近いのは{$near}の計画です。",
  advicePeersHeadline:
    "{$subject}の変化の主な原因：{$cause}。変わったほかの推奨数{$all}件のうち、{$same}件が同じ原因です。",
  advicePeersWays: "そのうち、数量が減ったのは{$lower}件、増えたのは{$higher}件です。",
  advicePeersAccounts:
    "そのような商品のあるアカウントは、このアカウントを含めて{$accounts}件です。",
  replyHello: "いつもお世話になっております。",
  replyThanks: "ご質問ありがとうございます。",
  replyAttached:
    "添付の説明では、数値がどのように決まったかを、お客様のレポートの行までたどれます。",
  figureNotOffered: "提供なし",
};
