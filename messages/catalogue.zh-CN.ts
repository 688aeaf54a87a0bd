import type { CatalogueEventKind } from "@/server/generated/prisma/enums";
import type { SaleStage } from "@/server/catalog/lifecycle.rules";
import type { Words } from "./money.zh-CN";

export const saleStageWords: Words<SaleStage> = {
  draft: { word: "未上架", tone: "neutral" },
  waiting: { word: "待上架", tone: "info" },
  onSale: { word: "在售", tone: "success" },
  stopped: { word: "停止销售", tone: "warning" },
  retired: { word: "已退市", tone: "neutral" },
};

export const catalogueVersionWords: Words<"sold" | "waiting" | "past" | "withdrawn"> = {
  sold: { word: "现行", tone: "success" },
  waiting: { word: "待开始", tone: "info" },
  past: { word: "已替换", tone: "neutral" },
  withdrawn: { word: "已撤回", tone: "warning" },
};

export const catalogueEventWords: Words<CatalogueEventKind> = {
  created: { word: "新建产品", tone: "info" },
  drafted: { word: "新建草稿", tone: "info" },
  submitted: { word: "提交复核", tone: "info" },
  recalled: { word: "取回修改", tone: "neutral" },
  discarded: { word: "放弃草稿", tone: "neutral" },
  sentBack: { word: "退回草稿", tone: "warning" },
  released: { word: "发布", tone: "success" },
  withdrawn: { word: "撤回发布", tone: "warning" },
  started: { word: "开始销售这一版", tone: "success" },
  stopped: { word: "停止销售", tone: "danger" },
  resumed: { word: "恢复销售", tone: "success" },
  retired: { word: "退市", tone: "danger" },
};

export const catalogueReasonWords = {
  catalogueBeyondDuty: "您只负责部分省份：可以改本省的价格和开放，其他内容由负责全平台的同事办理。",
  draftOpen: "这个产品已有一份草稿，请打开它继续修改。",
  versionWaits: "已发布的一版还没有到开始日；要另发一版，请先撤回它。",
  productRetired: "产品已退市，不能再修改。",
  contentWrong: "还有内容没有填好，请按标出的地方改好再办理。",
  contentUnchanged: "与现在销售的内容完全一样，不需要发布。",
  productsRun: "还有企业在使用这个产品，不能退市。",
  ordersOpen: "还有在途订单，办完后才能退市。",
} as const;

export const catalogueFieldWords = {
  fieldMissing: "请填写这一项",
  writeOne: "请至少写一条",
  productCodeWrong: "编码以大写字母开头，2–20 位大写字母和数字",
  codeWrong: "编码为 2–30 位大写字母、数字和短横",
  codeTaken: "这个编码已被使用，请换一个",
  slugWrong: "地址只用小写字母、数字和短横，例如 enterprise-mail",
  slugTaken: "这个地址已被另一个产品使用，请换一个",
  chooseClass: "请选择类别",
  classFixed: "产品发布后不能改类别：审核、分成和开通都按类别办理，请另建产品",
  partnerIdWrong: "应用提供商标识格式不正确，例如 0ZXAP00000001",
  startsOnGone: "开始日已过，请改成今天以后，或留空表示发布后立即开始",
  plansMissing: "请至少建一个套餐",
  planGone: "已发布的套餐不能删除：请关闭它在各省的开放",
  planKindFixed: "已发布的套餐不能在单品和组合之间改变，请另建套餐",
  bundleNeedsSolution: "组合套餐只能放在行业方案里，请在“产品”里选择行业",
  solutionNeedsBundle: "行业方案的套餐须是组合套餐",
  seatsBelowMin: "最多不能少于最少",
  seatsOffStep: "最多减最少，须是每次增减数量的整数倍",
  returnDaysCut: "已发布的套餐不能缩短退货天数：在用的企业按它办理，请另建套餐",
  partsNotHere: "单品套餐没有组成部分",
  partsMissing: "组合套餐请至少放一个必有的部分",
  partUnknown: "没有这个套餐，或它本身是组合",
  partTwice: "同一套餐放了两次",
  partSeatsWrong: "数量不符合这个套餐的起订、上限或步长",
  weightMissing: "请填写 1 以上的整数，拆分时按它分摊",
  pricesMissing: "请给这个套餐定价",
  openWithoutPrice: "有省份还没有价格，不能开放",
  numberTooLarge: "数字太大了",
  kindForBundle: "套餐月费只用于组合套餐",
  kindNotForBundle: "组合套餐只收套餐月费、一次性费和用量费",
  bundleFeeMissing: "组合套餐要有一项套餐月费",
  componentsMissing: "请至少加一项费用",
  componentTwice: "同一种费用加了两次，请删掉一项",
  bandsMissing: "请至少写一档",
  lastBandOpen: "最后一档不设上限，请留空",
  bandEndMissing: "请填写这一档到多少为止",
  bandsNotAscending: "每档的上限要比前一档大",
  monthFeeMissing: "包年请填写折算月费，提前结束时按它退费",
  taxRateWrong: "请选择税率",
  choosePriceProvince: "请至少选择一个省份",
  priceDayGone: "开始日早于这份草稿的开始日",
  priceEndWrong: "结束日要晚于开始日",
  notNextPeriod: "已在销售的套餐，新价格从以后某个帐期（每月 1 日）开始",
  priceRise: "比现在贵：已在销售的套餐只能降价。要按新价销售，请另建一个套餐，并关闭原套餐",
  datesOverlap: "与另一条价格的日期重叠",
  releasedPriceChanged: "已发布的价格不能改动或删除，请另加一条新价格",
  pictureWrong: "这个文件不是完好的 PNG、JPG 或 WebP 图片，或带有别的内容",
  pictureTooLarge: "图片太大：文件不超过 5 MB，不超过 4000 万像素",
  pictureTooSmall: "图片太小：宽至少 320 像素",
  pictureMoves: "请换成不会动的图片",
} as const;

/** What is wrong in a cell of a workbook, beside what may be wrong at a field. */
export const cellProblemWords: Readonly<Record<string, string>> = {
  columnMissing: "缺少这一列",
  tooManyRows: "一张表最多 500 行",
  sheetsMissing: "没有找到“产品”“套餐”“价格”等表，请用导出的文件修改",
  otherProduct: "没有这个产品的行，请核对产品编码",
  planUnknown: "“套餐”表里没有这个套餐",
  feeUnknown: "这个套餐的价格里没有这项费用",
  feeTwice: "这项费用已经写过一行",
  wordUnknown: "不认识这个词，请用导出文件里的写法",
  yesOrNo: "请填写“是”或“否”",
  bandWrong: "分档写成 20:45.00；*:30.00，冒号前是这一档到多少为止，* 为不限",
};
