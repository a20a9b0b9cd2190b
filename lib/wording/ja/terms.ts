// Japanese short names that stand within sentences and lists.
import type {
  contrastPartLabelsEn,
  quantityRuleLabelsEn,
  splitLabelsEn,
  zoneLabelsEn,
} from "../terms-en.ts";

export const contrastPartLabelsJa: Readonly<Record<keyof typeof contrastPartLabelsEn, string>> = {
  lane: "購入者への配送",
  speed: "配送の速さ",
  building: "拠点の費用",
  room: "拠点のスペース",
};

export const quantityRuleLabelsJa: Readonly<Record<keyof typeof quantityRuleLabelsEn, string>> = {
  override: "手動で設定した数量",
  discontinued: "商品の取り扱い終了",
  unprofitable: "商品の利益が扱う費用に満たないこと",
  stock: "手元と輸送中の在庫",
  space: "スペースの価格",
  budget: "ご自身の予算",
  lostSalesCap: "一回の注文の上限",
  pack: "ケース単位",
};

export const zoneLabelsJa: Readonly<Record<keyof typeof zoneLabelsEn, string>> = {
  east: "東部",
  central: "中部",
  west: "西部",
};

export const splitLabelsJa: Readonly<Record<keyof typeof splitLabelsEn, string>> = {
  optimised: "最適",
  partial: "一部",
  minimal: "最少",
};
