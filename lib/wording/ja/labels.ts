// Japanese names of owners, players, rules and groups.
import { forecastLabelsJa } from "./forecast.ts";
import { measuredLabelsJa } from "./measured.ts";
import { scoreLabelsJa } from "./score.ts";

export const ownerLabelsJa: Readonly<Record<string, string>> = {
  seller: "出品者ご自身",
  customers: "購入者",
  carrier: "仕入先と運送会社",
  fulfilment: "当社の拠点",
  network: "ネットワーク",
  policy: "規則",
  model: "当社の予測",
  dataCorrection: "データの訂正",
  stock: "在庫",
  unexplained: "説明できない分",
};

export const playerLabelsJa: Readonly<Record<string, string>> = {
  capacity: "拠点で使えるスペース",
  demand: "すべての出品者が合わせて必要とするスペース",
  policy: "スペースを分け合う規則",
};

export const limitRuleLabelsJa: Readonly<Record<string, string>> = {
  need: "見込まれる販売に必要な量",
  growth: "一か月に上限を増やせる幅",
  pool: "拠点のスペースの公平な取り分",
  fixed: "個人アカウントの固定上限",
  pace: "これまでの出荷の少なさ",
};

export const storageTypeLabelsJa: Readonly<Record<string, string>> = {
  standard: "標準サイズ",
  oversize: "大型サイズ",
  apparel: "衣料品",
};

export const groupLabelsJa: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  anyDefinition: {
    rules: "規則そのもの",
    rulesAndInputs: "規則とその入力（合わせて）",
    earlierInputs: "以前の規則だけが使った入力（合わせて）",
  },
  limits: {
    entered: "新しいアカウント",
    left: "なくなったアカウント",
    salesPace: "販売ペース",
    forecast: "需要予測",
    newSelection: "新商品",
    declared: "事前の申告",
    efficiency: "効率スコア",
    stock: "在庫と未受領の納品",
    market: "獲得された追加スペース",
    announcements: "以前のお知らせ",
    policy: "公開している規則",
    network: "ネットワークのスペース",
  },
  capacity: {
    salesPace: "販売ペース",
    forecast: "当社の需要予測",
    newSelection: "新商品",
    declared: "事前の申告",
    efficiency: "効率スコア",
    stock: "在庫と未受領の納品",
    market: "獲得した追加スペース",
    announcements: "以前のお知らせ",
    policy: "公開している規則",
    network: "ネットワークのスペース",
  },
  replenishment: {
    demandLevel: "需要",
    demandSpread: "需要の不確かさ",
    leadTime: "リードタイム",
    stock: "在庫と輸送中の数量",
    service: "公開している規則",
    economics: "価格と原価",
    space: "スペース",
    pack: "ケース入数と納品の間隔",
    override: "手動で設定した数量",
  },
  ...measuredLabelsJa,
  placement: {
    demand: "購入者のいる場所",
    lanes: "購入者への配送",
    speed: "配送の速さ",
    product: "商品と納品数量",
    split: "選ばれた分け方",
    building: "拠点の費用",
    room: "この拠点のスペース",
    elsewhere: "ほかの拠点の条件",
    regions: "購入者・配送・ほかの拠点（地域の区分を改めた分）",
    uncertainty: "購入者・配送・ほかの拠点（不確かな需要の規則を改めた分）",
    scenarios: "不確かな需要についての規則",
    plan: "ネットワーク全体での割り振り",
  },
  placementFee: {
    shipment: "送る商品（大きさ別）",
    rates: "公表された料率",
  },
  market: {
    request: "ご自身の申請",
    sales: "アカウントの売上",
    cap: "申請の上限",
    policy: "公開している規則",
    network: "ほかの出品者の提示の合計",
  },
  positioning: {
    demandLevel: "この拠点の近くの需要",
    demandSpread: "需要の不確かさ",
    speed: "速く届けられる割合",
    leadTime: "リードタイム",
    rhythm: "納品の間隔",
    economics: "価格と原価",
    service: "公開している規則",
    capacity: "拠点の入口での待ち",
  },
  ...forecastLabelsJa,
  ...scoreLabelsJa,
};
