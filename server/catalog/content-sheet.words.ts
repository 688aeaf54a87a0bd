import type { ContentComponent, ContentOffering } from "./content.schema";

/*
 * The workbook of a product: its sheets and columns, by name, for writing it and for reading it back. Columns are found by their names, so
 * that somebody may move them.
 */

export const sheetNames = { product: "产品", copy: "文案", plans: "套餐", parts: "组成", prices: "价格", feeWords: "费用英文" } as const;
export type SheetName = (typeof sheetNames)[keyof typeof sheetNames];

export const sheetColumns = {
  产品: ["产品编码", "名称", "网页地址", "类别", "行业方案", "其他叫法", "一句话说明", "适合谁", "谁提供", "提供方", "应用提供商标识", "谁服务", "服务时间", "数据在哪里", "下单时要填", "办理条件", "需要线路或号码"],
  文案: ["产品编码", "部分", "标题", "内容"],
  套餐: ["产品编码", "套餐编码", "名称", "说明", "包含", "最少", "最多", "每次增减", "数量单位", "首月怎么收", "试用天数", "停机保号费", "退货天数", "组合套餐", "开放省份"],
  组成: ["套餐编码", "组成套餐编码", "数量", "可选", "权重"],
  价格: ["套餐编码", "价格号", "状态", "省份", "从哪天起", "到哪天前", "费用标识", "费用名称", "计费方式", "金额", "分档", "免费用量", "用量单位", "税率", "折算月费"],
  费用英文: ["套餐编码", "费用标识", "费用名称", "费用名称（英文）", "用量单位", "用量单位（英文）"],
} as const satisfies Record<SheetName, readonly string[]>;

/** English words stand behind the others, each head saying of what. A file from before them has none, and leaves what was written. */
export const englishColumns = {
  产品: ["名称（英文）", "一句话说明（英文）", "适合谁（英文）", "谁提供（英文）", "服务时间（英文）", "数据在哪里（英文）"],
  文案: ["标题（英文）", "内容（英文）"],
  套餐: ["名称（英文）", "说明（英文）", "包含（英文）", "数量单位（英文）"],
  组成: [],
  价格: [],
  费用英文: [],
} as const satisfies Record<SheetName, readonly string[]>;
export const columnsOf = (sheet: SheetName): readonly string[] => [...sheetColumns[sheet], ...englishColumns[sheet]];

export const providerWords = { operator: "运营公司", ap: "应用提供商" } as const;
export const copyWords = { highlights: "要点", features: "功能", steps: "开通步骤", faq: "问答" } as const;
export const stateOfPrice = { released: "已发布", fresh: "新" } as const;
export const yesNo = (is: boolean): string => (is ? "是" : "否");

/** 20:45.00；60:38.00；*:30.00, a band by its last seat; a star for the one without end. */
export const bandsText = (bands: ContentComponent["bands"], yuan: (fen: string) => string): string => bands.map(({ upTo, feeFen }) => `${upTo ?? "*"}:${yuan(feeFen)}`).join("；");

export type CopyPart = keyof typeof copyWords;
export type PlanNumber = keyof Pick<ContentOffering, "seatsMin" | "seatsMax" | "seatStep" | "trialDays" | "returnDays">;
export const planNumbers = { seatsMin: "最少", seatsMax: "最多", seatStep: "每次增减", trialDays: "试用天数", returnDays: "退货天数" } as const satisfies Record<PlanNumber, string>;
