import { parseYuan } from "../kernel/money";
import { provinces } from "../platforms/province.rules";
import { industryWords, openFactWords, productClassWords, servedByWords } from "./catalog.rules";
import { type ContentComponent, type ContentOffering, type ContentPrice, ProductContent } from "./content.schema";
import { type CopyRow, englishCopy, ownCopy, ownRows, planEnglish, productEnglish } from "./content-english.rules";
import { type CopyPart, type PlanNumber, type SheetName, columnsOf, copyWords, englishColumns, planNumbers, providerWords, sheetColumns, sheetNames, stateOfPrice } from "./content-sheet.words";
import { feesOf, firstPeriodNames, planKindWords } from "./content-words.rules";
import { eligibilityWords } from "./eligibility.rules";

/** Sheets of a workbook as they are read, cells of any kind. */
export type ReadSheets = readonly { sheet: string; data: readonly (readonly unknown[])[] }[];
/** What is wrong in a cell: its sheet, its row as a spreadsheet counts, its column's name. */
export type CellProblem = { sheet: string; row: number; column: string; code: string };
export type Imported = { content: ProductContent; problems: CellProblem[] };

const MOST_ROWS = 500;
const reversed = <Value extends string>(words: Readonly<Record<Value, string>>) => new Map(Object.entries(words).map(([value, word]) => [word as string, value as Value]));
const classes = reversed(Object.fromEntries(Object.entries(productClassWords).map(([value, { name }]) => [value, name])) as Record<keyof typeof productClassWords, string>);
const needs = reversed(Object.fromEntries((["verifiedCompany", "broadbandAccount", "fixedLine"] as const).map((need) => [need, eligibilityWords[need].need])) as Record<"verifiedCompany" | "broadbandAccount" | "fixedLine", string>);
const [industries, facts, servers, providers, kinds, firsts, parts] = [reversed(industryWords), reversed(openFactWords), reversed(servedByWords), reversed(providerWords), reversed(planKindWords), reversed(firstPeriodNames), reversed(copyWords)];
const provinceIds = new Map(provinces.map(({ id, name }) => [name, id]));

const textOf = (value: unknown): string => (value === null || value === undefined ? "" : value instanceof Date ? value.toISOString().slice(0, 10) : String(value as string | number | boolean)).trim();
const listOf = (text: string, by: RegExp) => text.split(by).map((one) => one.trim()).filter(Boolean);

/** One row, read column by column; what is wrong is noted where it stands. */
function rowAt(sheet: SheetName, number: number, cells: ReadonlyMap<string, unknown>, problems: CellProblem[]) {
  const wrong = (column: string, code: string) => void problems.push({ sheet, row: number, column, code });
  const text = (column: string) => textOf(cells.get(column));
  const known = <Value extends string>(column: string, word: string, words: ReadonlyMap<string, Value>) => {
    const value = words.get(word);
    if (value === undefined) wrong(column, "wordUnknown");
    return value;
  };
  return {
    number, wrong, text,
    whole(column: string): number {
      const typed = text(column).normalize("NFKC");
      if (!/^\d{1,9}$/.test(typed)) wrong(column, "notWhole");
      return Number.parseInt(typed, 10) || 0;
    },
    fen(column: string): string {
      const fen = parseYuan(text(column).normalize("NFKC"));
      if (fen === null) wrong(column, "amountWrong");
      return (fen ?? 0n).toString();
    },
    yes(column: string): boolean {
      if (!["是", "否", ""].includes(text(column))) wrong(column, "yesOrNo");
      return text(column) === "是";
    },
    day(column: string): string | null {
      const typed = text(column);
      if (typed !== "" && (!/^\d{4}-\d{2}-\d{2}$/.test(typed) || Number.isNaN(Date.parse(typed)))) wrong(column, "dayWrong");
      return typed === "" ? null : typed;
    },
    word: <Value extends string>(column: string, words: ReadonlyMap<string, Value>, fallback: Value): Value => known(column, text(column), words) ?? fallback,
    words: <Value extends string>(column: string, words: ReadonlyMap<string, Value>, by: RegExp): Value[] => listOf(text(column), by).flatMap((one) => known(column, one, words) ?? []),
  };
}
type Row = ReturnType<typeof rowAt>;

const dataOf = (sheets: ReadSheets, sheet: SheetName) => sheets.find((one) => one.sheet.trim() === sheet)?.data;
/** Whether a sheet has English columns; of a file from before them every one is missing, and nothing English is read. */
const hasEnglish = (sheets: ReadSheets, sheet: SheetName): boolean => {
  const head = (dataOf(sheets, sheet)?.[0] ?? []).map(textOf);
  return englishColumns[sheet].some((column) => head.includes(column));
};

/** The rows of a sheet under its column names; a sheet that is not there has none. */
function rowsOf(sheets: ReadSheets, sheet: SheetName, problems: CellProblem[]): Row[] {
  const data = dataOf(sheets, sheet);
  if (!data) return [];
  const head = (data[0] ?? []).map(textOf);
  for (const column of hasEnglish(sheets, sheet) ? columnsOf(sheet) : sheetColumns[sheet]) if (!head.includes(column)) problems.push({ sheet, row: 1, column, code: "columnMissing" });
  if (data.length - 1 > MOST_ROWS) problems.push({ sheet, row: MOST_ROWS + 2, column: "", code: "tooManyRows" });
  if (problems.some((one) => one.sheet === sheet)) return [];
  return data.slice(1).flatMap((cells, index) => (cells.every((value) => textOf(value) === "") ? [] : [rowAt(sheet, index + 2, new Map(head.map((name, place) => [name, cells[place]])), problems)]));
}

function bandsOf(row: Row): ContentComponent["bands"] {
  return listOf(row.text("分档"), /[；;]/).map((one) => {
    const [upTo = "", fee = ""] = one.normalize("NFKC").split(":").map((part) => part.trim());
    const fen = parseYuan(fee);
    if (fen === null || !/^(\*|\d{1,7})$/.test(upTo)) row.wrong("分档", "bandWrong");
    return { upTo: upTo === "*" ? null : Number.parseInt(upTo, 10) || 0, feeFen: (fen ?? 0n).toString() };
  });
}

function componentOf(row: Row): ContentComponent {
  const kind = row.word("计费方式", kinds, "monthly");
  const isBanded = kind === "graduated" || kind === "volume";
  const percent = /^(\d{1,2})(?:\.0+)?%?$/.exec(row.text("税率").normalize("NFKC"))?.[1] ?? (/^0\.(\d\d)$/.exec(row.text("税率"))?.[1] ?? null);
  if (percent === null) row.wrong("税率", "taxRateWrong");
  return {
    id: row.text("费用标识") || kind, kind, name: row.text("费用名称"), feeFen: isBanded ? "0" : row.fen("金额"), bands: isBanded ? bandsOf(row) : [], freeUnits: kind === "usage" ? row.whole("免费用量") : 0, unitName: kind === "usage" ? row.text("用量单位") : null,
    taxRateBp: Number.parseInt(percent ?? "0", 10) * 100, ...(kind === "yearly" ? { monthFeeFen: row.fen("折算月费") } : {}),
  };
}

/** New prices of a plan; rows of one number are one price. Released ones stand and are not read. */
function pricesOf(rows: readonly Row[], code: string): ContentPrice[] {
  const groups = new Map<string, { price: ContentPrice; first: Row }>();
  for (const row of rows.filter((one) => one.text("套餐编码") === code && one.text("状态") !== stateOfPrice.released)) {
    const number = row.text("价格号");
    const group = groups.get(number);
    if (group) group.price.components.push(componentOf(row));
    else groups.set(number, { first: row, price: { key: `file-${code}-${number}`.slice(0, 60), isReleased: false, provinceIds: row.words("省份", provinceIds, /[、,，；;]/), from: row.day("从哪天起"), to: row.day("到哪天前"), components: [componentOf(row)] } });
  }
  return [...groups.values()].map(({ price }) => price);
}

/** What names fees in English, for a plan; null for a file without that sheet. */
function feeWords(rows: readonly Row[] | null, plan: Pick<ContentOffering, "code" | "prices">, known: ContentOffering | undefined) {
  const own = rows?.filter((row) => row.text("套餐编码") === plan.code) ?? null;
  const ids = new Set(feesOf({ prices: plan.prices, english: known?.english ?? null }).map(({ id }) => id));
  own?.forEach((row, index) => {
    const id = row.text("费用标识");
    if (!ids.has(id)) row.wrong("费用标识", "feeUnknown");
    else if (own.findIndex((other) => other.text("费用标识") === id) !== index) row.wrong("费用标识", "feeTwice");
  });
  return own?.map((row) => ({ id: row.text("费用标识"), name: row.text("费用名称（英文）"), unit: row.text("用量单位（英文）") })) ?? null;
}

type PlanRows = { partRows: readonly Row[]; priceRows: readonly Row[]; feeRows: readonly Row[] | null; isEnglish: boolean };
function planOf(row: Row, known: ContentOffering | undefined, { partRows, priceRows, feeRows, isEnglish }: PlanRows): ContentOffering {
  const code = row.text("套餐编码");
  const numbers = Object.fromEntries(Object.entries(planNumbers).map(([field, column]) => [field, row.whole(column)])) as Record<PlanNumber, number>;
  const prices = [...(known?.prices.filter(({ isReleased }) => isReleased) ?? []), ...pricesOf(priceRows, code)];
  const fees = feeWords(feeRows, { code, prices }, known);
  const english = { name: row.text("名称（英文）"), summary: row.text("说明（英文）"), includes: listOf(row.text("包含（英文）"), /\n/), seatName: row.text("数量单位（英文）") };
  return {
    code, name: row.text("名称"), summary: row.text("说明"), includes: listOf(row.text("包含"), /\n/), ...numbers, seatName: row.text("数量单位"), firstPeriodRule: row.word("首月怎么收", firsts, "days"), isBundle: row.yes("组合套餐"), holdFeeFen: row.fen("停机保号费"),
    openIn: row.words("开放省份", provinceIds, /[、,，；;]/),
    parts: partRows.filter((part) => part.text("套餐编码") === code).map((part) => ({ offeringCode: part.text("组成套餐编码"), seats: part.whole("数量"), isOptional: part.yes("可选"), notionalWeight: part.whole("权重") })),
    prices, english: isEnglish ? planEnglish(english, fees, known?.english ?? null) : (known?.english ?? null),
  };
}

type ReadCopy = CopyRow & { number: number };
const copyRowOf = (row: Row): ReadCopy => ({ number: row.number, part: row.word<CopyPart>("部分", parts, "features"), own: [row.text("标题"), row.text("内容")], english: [row.text("标题（英文）"), row.text("内容（英文）")] });

/** What is said of a product in English; null where it is not read. */
function englishOf(row: Row | undefined, copies: { rows: readonly ReadCopy[]; isRead: boolean }, before: ProductContent): ProductContent["english"] {
  const rows = copies.isRead && copies.rows.length > 0 ? copies.rows : null;
  if (!row) return before.english && rows ? { ...before.english, copy: englishCopy(before.english.copy.audience, rows) } : before.english;
  const text = (column: (typeof englishColumns)["产品"][number]) => row.text(column);
  return productEnglish({ name: text("名称（英文）"), summary: text("一句话说明（英文）"), audience: text("适合谁（英文）"), providerName: text("谁提供（英文）"), serviceHours: text("服务时间（英文）"), dataLocation: text("数据在哪里（英文）") }, rows, before);
}

/**
 * What a workbook makes of a draft: words of both languages, plans, parts and new prices of one product; released prices and whatever it does
 * not name stay. With one problem nothing of it counts.
 */
export function contentFromSheets(sheets: ReadSheets, code: string, before: ProductContent): Imported {
  const problems: CellProblem[] = [];
  const rows = (sheet: SheetName) => rowsOf(sheets, sheet, problems);
  const [products, copies, plans, partRows, priceRows, feeRows] = [rows(sheetNames.product), rows(sheetNames.copy), rows(sheetNames.plans), rows(sheetNames.parts), rows(sheetNames.prices), dataOf(sheets, sheetNames.feeWords) ? rows(sheetNames.feeWords) : null];
  const isOwn = (row: Row) => row.text("产品编码") === code;
  if (!sheets.some(({ sheet }) => Object.values(sheetNames).includes(sheet.trim() as SheetName))) problems.push({ sheet: sheetNames.product, row: 1, column: "", code: "sheetsMissing" });
  const product = products.find(isOwn);
  if (products.length > 0 && !product) problems.push({ sheet: sheetNames.product, row: 2, column: "产品编码", code: "otherProduct" });
  const own = plans.filter(isOwn);
  own.forEach((row, index) => {
    if (own.findIndex((other) => other.text("套餐编码") === row.text("套餐编码")) !== index) row.wrong("套餐编码", "codeTaken");
    if (!/^[A-Z0-9][A-Z0-9-]{1,29}$/.test(row.text("套餐编码"))) row.wrong("套餐编码", "codeWrong");
  });
  const codes = new Set(plans.map((row) => row.text("套餐编码")));
  for (const row of [...partRows, ...priceRows, ...(feeRows ?? [])]) if (!codes.has(row.text("套餐编码"))) row.wrong("套餐编码", "planUnknown");
  const known = (plan: string) => before.offerings.find((one) => one.code === plan);
  const planRows = { partRows, priceRows, feeRows, isEnglish: hasEnglish(sheets, sheetNames.plans) };
  const read = own.map((row) => planOf(row, known(row.text("套餐编码")), planRows));
  const copyRead = copies.filter(isOwn).map(copyRowOf);
  const audience = product ? product.text("适合谁") : before.copy.audience;
  const words = product ? {
    name: product.text("名称"), slug: product.text("网页地址"), productClass: product.word("类别", classes, before.productClass), industry: product.text("行业方案") === "" ? null : product.word("行业方案", industries, "trade"), alsoCalled: listOf(product.text("其他叫法"), /[；;]/),
    summary: product.text("一句话说明"), providerName: product.text("谁提供"), providerKind: product.word("提供方", providers, "operator"), providerPartnerId: product.text("应用提供商标识") || null, servedBy: product.word("谁服务", servers, "operator"), serviceHours: product.text("服务时间"), dataLocation: product.text("数据在哪里"),
    openFacts: product.words("下单时要填", facts, /[；;]/), eligibility: product.words("办理条件", needs, /[；;]/), needsLine: product.yes("需要线路或号码"),
  } : {};
  const content: ProductContent = {
    ...before, ...words, copy: copyRead.length === 0 ? { ...before.copy, audience } : ownCopy(audience, copyRead),
    english: englishOf(hasEnglish(sheets, sheetNames.product) ? product : undefined, { rows: copyRead, isRead: hasEnglish(sheets, sheetNames.copy) }, before),
    offerings: [...before.offerings.map((plan) => read.find((one) => one.code === plan.code) ?? plan), ...read.filter((plan) => !known(plan.code))],
  };
  if (problems.length > 0) return { content: before, problems };
  const parsed = ProductContent.safeParse(content);
  if (parsed.data) return { content: parsed.data, problems: [] };
  return { content: before, problems: (parsed.error?.issues ?? []).map((issue) => ({ ...placeOf(issue.path.map(String), { content, copyRead, plans: own, fees: feeRows ?? [] }), code: issue.message })) };
}

type Read = { content: ProductContent; copyRead: readonly ReadCopy[]; plans: readonly Row[]; fees: readonly Row[] };
const productColumns: Readonly<Record<string, string>> = { name: "名称", slug: "网页地址", summary: "一句话说明", alsoCalled: "其他叫法", copy: "适合谁", providerName: "谁提供", serviceHours: "服务时间", dataLocation: "数据在哪里", providerPartnerId: "应用提供商标识" };
const planColumns: Readonly<Record<string, string>> = { name: "名称", summary: "说明", includes: "包含", seatName: "数量单位" };

/** The sheet, row and column in which a value of a content stands, for what only the whole can tell. */
function placeOf(path: readonly string[], { content, copyRead, plans, fees }: Read): Omit<CellProblem, "code"> {
  const isEnglish = path.includes("english");
  const [first = "", second = "", third = "", fourth = ""] = path.filter((name) => name !== "english");
  const inLanguage = (column: string | undefined, name: string) => (column === undefined ? name : isEnglish ? `${column}（英文）` : column);
  if (first === "offerings") {
    const code = content.offerings[Number.parseInt(second, 10)]?.code ?? "";
    const rowOf = (rows: readonly Row[], id?: string) => rows.find((row) => row.text("套餐编码") === code && (id === undefined || row.text("费用标识") === id))?.number ?? 1;
    if (isEnglish && (third === "prices" || third === "unitNames")) return { sheet: sheetNames.feeWords, row: rowOf(fees, fourth), column: third === "prices" ? "费用名称（英文）" : "用量单位（英文）" };
    return third === "prices" ? { sheet: sheetNames.prices, row: Number.parseInt(second, 10) + 2, column: code } : { sheet: sheetNames.plans, row: rowOf(plans), column: inLanguage(planColumns[third], third) };
  }
  if (first !== "copy" || second === "audience") return { sheet: sheetNames.product, row: 2, column: inLanguage(productColumns[first], first) };
  const rows = (isEnglish ? copyRead : ownRows(copyRead)).filter(({ part }) => part === second);
  return { sheet: sheetNames.copy, row: rows[Number.parseInt(third, 10)]?.number ?? 1, column: inLanguage(fourth === "title" || fourth === "question" ? "标题" : "内容", fourth) };
}
