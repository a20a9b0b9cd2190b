// Why a question is not answered, by the rule that refused it, in the reader's language.
import type { Locale } from "./page-words.ts";

const en = {
  title: "This question is not answered",
  why: "Why not",
  back: "Back to the overview",
  rules: {
    what_ifs_spent:
      "All what-if questions about this plan have been used. They are limited, so that prices of shared space cannot be worked out from the answers. The next plan brings new ones, and every answer given so far stays readable.",
    limit_confirmed:
      "This month's limit is confirmed and stays as it is. Ask about a later month instead.",
    no_such_step:
      "This is not one of the steps that can be asked about. Open the number's own page and choose one there.",
    fee_not_published:
      "Too few sellers took part in the round for its clearing fee to be published, and an answer would tell it.",
    nothing_to_send: "The plan advises to send nothing now, so there is no shipment to split.",
    round_closed: "This round takes no more requests. Its result has a why of its own.",
    forecast_first:
      "The last plan did not forecast this product, so there is nothing to compare with.",
    forecast_causes_waiting:
      "The causes are found in the minutes after a plan is done. Ask again soon.",
    forecast_too_far_apart: "The last plan is so old that it did not reach the weeks ahead of now.",
    forecast_replay_differs:
      "Computing one of the two forecasts again did not give the stored figures, so we do not tell causes.",
    other_rules:
      "This was decided by an earlier version of the rules. This question can be asked of decisions of the present version only.",
    no_plan: "There is no plan of that day or of one before it.",
    no_forecast:
      "The plan has no forecast of this product, so nothing is said of the days after it.",
    stock_unknown: "No report says yet what is in stock.",
    not_compared:
      "These two plans were not compared limit by limit, or not yet: that is done shortly after a plan ends.",
    no_run: "There is no plan of the whole network yet.",
    no_limits: "The newest plan decided no limits that could be compared.",
    no_draft: "No draft of the rules of limits is open.",
    simulate_first:
      "The newest draft was not simulated on the newest plan as it stands. Simulate it on its page first.",
    too_many_figures:
      "More than six figures of the rules changed at once: telling them apart would take too many pricings.",
    no_groups: "Every group of accounts is too small to be told of.",
    busy: "Many answers are being worked out just now. Try again in a minute.",
    other_figures: "The two versions of the rules do not have the same figures.",
    nothing_promised:
      "No order of these days could be promised from where stock lies, so there is no speed to explain.",
    nothing_to_sell: "The plan expects nothing to be asked for on these days.",
    thirty_days_of_ledger: "The ledger does not reach thirty days back from that day.",
    nothing_sold: "Nothing was sold in these days, so there is no rate to explain.",
  },
};
type RefusalWords = typeof en;

const de: RefusalWords = {
  title: "Diese Frage wird nicht beantwortet",
  why: "Warum nicht",
  back: "Zurück zur Übersicht",
  rules: {
    what_ifs_spent:
      "Alle Was-wäre-wenn-Fragen zu diesem Plan sind verbraucht. Es gibt nicht beliebig viele, damit sich aus den Antworten keine Preise für gemeinsamen Platz errechnen lassen. Der nächste Plan bringt neue, und jede Antwort bisher bleibt lesbar.",
    limit_confirmed:
      "Das Limit dieses Monats ist bestätigt und bleibt, wie es ist. Fragen Sie nach einem späteren Monat.",
    no_such_step:
      "Nach diesem Schritt kann man nicht fragen. Öffnen Sie die Seite der Zahl und wählen Sie dort einen.",
    fee_not_published:
      "Zu wenige Händler haben an der Runde teilgenommen, als dass ihre Gebühr bekannt gemacht würde, und eine Antwort würde sie verraten.",
    nothing_to_send:
      "Der Plan empfiehlt, jetzt nichts zu senden. Also gibt es keine Sendung aufzuteilen.",
    round_closed:
      "Diese Runde nimmt keine Anfragen mehr an. Zu ihrem Ergebnis gibt es eine eigene Erklärung.",
    forecast_first:
      "Der letzte Plan hat für dieses Produkt keine Prognose gemacht. Also fehlt der Vergleich.",
    forecast_causes_waiting:
      "Die Ursachen werden in den Minuten nach einem Plan gefunden. Fragen Sie bald noch einmal.",
    forecast_too_far_apart:
      "Der letzte Plan ist so alt, dass er nicht bis zu den Wochen nach heute reichte.",
    forecast_replay_differs:
      "Eine der beiden Prognosen ergab neu berechnet nicht die gespeicherten Zahlen. Deshalb nennen wir keine Ursachen.",
    other_rules:
      "Das hat eine frühere Fassung der Regeln entschieden. Diese Frage geht nur bei Entscheidungen der jetzigen Fassung.",
    no_plan: "Von diesem Tag und von den Tagen davor gibt es keinen Plan.",
    no_forecast:
      "Der Plan hat für dieses Produkt keine Prognose. Über die Tage danach lässt sich nichts sagen.",
    stock_unknown: "Noch sagt kein Bericht, was vorrätig ist.",
    not_compared:
      "Diese beiden Pläne wurden nicht Limit für Limit verglichen, oder noch nicht: Das geschieht kurz nach dem Ende eines Plans.",
    no_run: "Es gibt noch keinen Plan des ganzen Netzes.",
    no_limits: "Der neueste Plan hat keine Limits bestimmt, die sich vergleichen ließen.",
    no_draft: "Kein Entwurf der Regeln für Limits ist offen.",
    simulate_first:
      "Der neueste Entwurf wurde so, wie er ist, noch nicht am neuesten Plan simuliert. Simulieren Sie ihn zuerst auf seiner Seite.",
    too_many_figures:
      "Mehr als sechs Werte der Regeln haben sich zugleich geändert: Sie zu trennen, würde zu viele Berechnungen brauchen.",
    no_groups: "Jede Gruppe von Konten ist zu klein, um etwas über sie zu sagen.",
    busy: "Gerade werden viele Antworten berechnet. Versuchen Sie es in einer Minute noch einmal.",
    other_figures: "Die beiden Fassungen der Regeln haben nicht dieselben Werte.",
    nothing_promised:
      "Von dort, wo die Ware liegt, ließ sich für diese Tage keine Bestellung zusagen. Also gibt es keine Lieferzeit zu erklären.",
    nothing_to_sell: "Der Plan erwartet für diese Tage keine Nachfrage.",
    thirty_days_of_ledger: "Das Lagerbuch reicht von diesem Tag nicht dreißig Tage zurück.",
    nothing_sold: "In diesen Tagen wurde nichts verkauft. Also gibt es keinen Anteil zu erklären.",
  },
};

const ja: RefusalWords = {
  title: "この質問にはお答えできません",
  why: "理由",
  back: "概要に戻る",
  rules: {
    what_ifs_spent:
      "この計画についての「もしも」の質問は、すべて使い切りました。回答から共有スペースの価格を割り出せないよう、回数に限りがあります。次の計画でまた質問できるようになり、これまでの回答はいつでも読めます。",
    limit_confirmed: "この月の上限は確定しており、変わりません。先の月について質問してください。",
    no_such_step:
      "この段階については質問できません。その数値のページを開いて、そこから選んでください。",
    fee_not_published:
      "参加した出品者が少ないため、この回の手数料は公開されません。お答えすると、それがわかってしまいます。",
    nothing_to_send: "計画は今は何も送らないよう勧めているため、分ける納品がありません。",
    round_closed: "この回の受付は終わりました。結果については、別の説明があります。",
    forecast_first: "前回の計画はこの商品を予測していないため、比べるものがありません。",
    forecast_causes_waiting:
      "原因は、計画が終わってから数分のうちに調べられます。少し待ってからもう一度質問してください。",
    forecast_too_far_apart: "前回の計画は古く、これから先の週まで届いていませんでした。",
    forecast_replay_differs:
      "二つの予測の一方をもう一度計算しても、保存された数値になりませんでした。そのため原因は示しません。",
    other_rules:
      "以前の版の規則で決まったものです。この質問は、今の版で決まったものにしかできません。",
    no_plan: "その日の計画も、それより前の計画もありません。",
    no_forecast: "計画にこの商品の予測がないため、その先の日については何も言えません。",
    stock_unknown: "在庫を示すレポートがまだありません。",
    not_compared:
      "この二つの計画の上限は、比べられていないか、まだこれからです。計画が終わって間もなく比べられます。",
    no_run: "ネットワーク全体の計画はまだありません。",
    no_limits: "最新の計画には、比べられる上限がありません。",
    no_draft: "開かれている上限の規則の案はありません。",
    simulate_first:
      "最新の案は、今の内容では最新の計画で試されていません。先に案のページで試してください。",
    too_many_figures:
      "規則の値が同時に七つ以上変わっています。それぞれの影響を分けるには、計算が多くなりすぎます。",
    no_groups: "どのアカウントのグループも小さすぎて、示すことができません。",
    busy: "ただいま多くの回答を計算しています。一分ほど待ってからもう一度お試しください。",
    other_figures: "規則の二つの版では、値の項目が異なります。",
    nothing_promised:
      "在庫のある場所からは、この期間の注文に配送日を約束できませんでした。説明する速さがありません。",
    nothing_to_sell: "計画では、この期間に注文は見込まれていません。",
    thirty_days_of_ledger: "在庫の台帳が、その日から三十日前まで届いていません。",
    nothing_sold: "この期間には販売がなかったため、説明する率がありません。",
  },
};

const REFUSAL_WORDS: Readonly<Record<Locale, RefusalWords>> = { en, de, ja };

export const refusalWords = (locale: Locale): RefusalWords => REFUSAL_WORDS[locale];
