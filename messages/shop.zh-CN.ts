import { eligibilityWords } from "@/server/catalog/eligibility.rules";
import { firstPeriodWords, industryWords, openFactWords, productClassWords, servedByWords } from "@/server/catalog/catalog.rules";
import { formatDay, formatInstant } from "@/server/kernel/calendar";
import { decisionWords, operationWords, reasonWords } from "./zh-CN";

/*
 * Every word of the public pages that is the portal's own; what staff write of products and provinces stands in the database.
 * shop.en.ts has the same shape by type, so a word that is missing in either language does not compile (AX2).
 */

const unit = { seatMonth: (seat: string) => `每${seat}每月`, month: "每月", year: "每年", once: "一次" };

export const shopZh = {
  htmlLang: "zh-CN",
  languageName: "中文",
  skip: "跳到正文",
  brand: "宽带商务",
  day: formatDay,
  productClass: productClassWords as Record<keyof typeof productClassWords, { name: string; text: string; anchor: string }>,
  industry: industryWords as Record<keyof typeof industryWords, string>,
  openFact: openFactWords as Record<keyof typeof openFactWords, string>,
  firstPeriod: firstPeriodWords as Record<keyof typeof firstPeriodWords, string>,
  servedBy: servedByWords as Record<keyof typeof servedByWords, string>,
  eligibility: eligibilityWords as Record<keyof typeof eligibilityWords, { need: string; problem: string; remedy: string }>,
  unit,
  price: {
    from: (per: string) => `起 · ${per}`,
    usage: (name: string | null, free: number) => `每${name ?? "次"}，每月 ${free} ${name ?? "次"}内免费`,
    volume: (seat: string) => `总数落在哪档，全部按那档（每${seat}每月）`,
    graduated: (seat: string) => `分段相加（每${seat}每月）`,
    bandFrom: (from: number) => `${from} 起`,
    note: "示例价格，含税；以下单时本省价目为准。",
    notOpen: "本省暂未开放",
  },
  shell: {
    place: (name: string) => `${name}网上营业厅`,
    otherProvince: "换省份", signIn: "登录", register: "免费注册", sections: "主要栏目", account: "我的账户", national: "全国门户",
    nav: { products: "产品", solutions: "行业方案", online: "网上可办", news: "公告", search: "搜索" },
    language: "English", languageLabel: "Read this page in English",
  },
  footer: { about: "从一条宽带到一整套办公、客户与进销存。按月租用，即开即用，一处办齐。", hotline: "客服热线" },
  meta: {
    title: (name: string) => `${name}网上营业厅 · 宽带商务`,
    description: (name: string) => `${name}企业办理宽带、电话、邮箱、网站与管理软件：产品、价格、试算与网上下单。`,
    noPage: "没有这一页 · 宽带商务",
    products: "产品与价格", product: (name: string) => `${name}：价格与办理`, solutions: "行业方案", solution: (name: string) => `${name}：组成与价格`, search: "搜索", online: "什么可以网上办",
  },
  home: {
    popular: "多数公司从这几样开始", all: "全部产品与价格", industries: "按行业配好的整套", industriesText: "几样一起用、各买多少席，按同行常用的配好，比分开买便宜。", seeIndustries: "看行业方案",
    title: (name: string) => [`${name}的公司，`, "在这里办宽带和软件。"] as readonly string[],
    text: "价格不登录就能看、能算。下单后走到哪一步、停在谁手里，随时看得到。",
    searchLabel: "搜索产品", searchField: "产品名、拼音或首字母", searchExample: "邮箱、考勤、光纤…拼音也行", searchGo: "搜索", classes: "产品分类", onSale: (count: number) => `在售 ${count} 种`,
  },
  catalogue: { title: (name: string) => `${name}的产品与价格`, text: "都是标准产品，按月租用，点开可以按人数和日期试算。", emptyTitle: "目录正在准备", emptyText: (hotline: string) => `本省的产品还没有上架。急用请拨 ${hotline}。`, byClass: "按类别" },
  solutions: { title: "行业方案", text: "几样一起用、各买多少席，按同行常用的配好。一张订单、一次审核、一位客户服务经理。以后只想留其中几样，也可以。" },
  search: { title: "搜索" },
  policies: {
    names: { privacy: "隐私政策", terms: "用户服务协议" } as Record<"privacy" | "terms", string>, version: (version: number) => `第 ${version} 版`, from: (at: string) => `${at} 起生效`, chinese: "原文为中文，以中文为准。", print: "打印", changes: "这一版的变化", none: "这份文本还没有公布。公布后会显示在这里，并在您注册或登录时请您阅读和同意。",
    standing: { inForce: "现行", past: "历史版本", waiting: "待生效" } as Record<"inForce" | "past" | "waiting", string>, isPast: "这是历史版本，仅供查阅。", isWaiting: (at: string) => `这一版还没有生效，将于 ${at} 生效。`, toCurrent: "看现行版本", manage: "登录后在“我的个人信息 → 同意与授权”里可以查看和撤回您的同意。", all: "全部版本",
    table: { version: "版本", from: "生效时间", summary: "主要变化" }, kind: { asks: "须重新同意", tells: "仅通知" }, instant: formatInstant,
  },
  faults: { title: "故障公告", text: "本省已知的故障和处理进度。在这里的不用再报障，恢复后我们会告诉受影响的企业。", empty: "现在没有已知故障。", emptyText: "您遇到的问题不在这里？请在账户里报障，或拨打热线。", since: (at: string) => `${at} 起`, expected: (at: string) => `预计 ${at} 恢复`, over: (at: string) => `已于 ${at} 恢复`, priority: { p1: "不能使用", p2: "部分受影响" } as Record<"p1" | "p2", string>, progress: "处理进度", onProduct: (title: string) => `这个产品有已知故障：${title}`, see: "看处理进度", instant: formatInstant },
  news: { title: "公告", all: "全部公告", empty: "现在没有公告。", national: "全国" },
  compare: { title: "套餐比较", text: "选两到四个套餐，按人数算出首期、平常月和首年，不同的地方都标出来。", noScript: "浏览器没有开启脚本，不能在这里选套餐；每个产品页都把它的套餐并排列出。", link: "比较这些套餐" },
  choose: { title: "公司在哪个省？", text: (isHome: boolean) => `十七个省共用这一个平台，产品、价格和热线各省不同。选好省份再看，${isHome ? "价格才作数" : "这一页会直接打开"}。` },
  product: {
    crumbs: "当前位置", pictures: "图片", home: (name: string) => `${name}首页`, products: "产品", solutions: "行业方案", needsCounter: "需到营业厅核对",
    orderAtCounter: "填资料，到营业厅办", order: "去下单", plans: "套餐与价格", plansOfStopped: "已有客户的套餐", audience: "适合谁", features: "有什么", before: "开通前要有什么", steps: "怎么开通", stepsOfStopped: "接下来", who: "谁提供，谁服务", faq: "常见问题", calculate: "算一算",
    noScript: "浏览器没有开启脚本，上面按最少数量、今天开通计算；下单页会按您填的数量再算一次。",
    stopped: (day: string) => `${day}起停止受理新客户`, seeOthers: "看本省在售产品",
    notOpen: (name: string) => `${name}暂未开放`, notOpenText: (hotline: string) => `开放后会出现在产品目录里。想早点用上，请拨 ${hotline} 登记，开放当天通知您。`,
    seats: (min: number, max: number, seat: string, step: number) => `${min}–${max} ${seat}${step > 1 ? `，每次加减 ${step}` : ""}。`,
    sentence: (text: string) => `${text}。`,
    trial: (days: number) => `可免费试用 ${days} 天，每家企业一次。`, choose: (name: string) => `选${name}`, toCart: "加入采购车", askQuote: "数量多或有特殊需求？", askQuoteLink: "先询价", toCartLabel: (name: string) => `${name} 加入采购车`,
    counted: (count: number, seat: string) => `${count} ${seat}`, madeOf: "由这些组成", optional: "，可选", partNotOpen: "，本省暂未开放",
    otherLanguage: null as string | null,
  },
  facts: {
    provider: "谁提供", byPartner: "（应用提供商，与运营公司签约）", servedBy: "谁服务", hours: "服务时间", data: "数据在哪里", broken: "坏了找谁", brokenText: "本省热线或账户里报障，只需找我们，由我们协调提供商",
    needs: "办理条件", noNeeds: "没有特别要求，注册后即可下单", notYet: (remedy: string) => `还没有？${remedy}`, line: "要用到线路或号码，由本省综合营业系统完成", lineText: "网上填好，凭办理码到营业厅核对证件，15 天内有效", toFill: "下单时要填",
  },
  online: {
    title: (name: string) => `${name}：什么可以网上办`, text: (version: number) => `直接读取本省正在执行的受理规则（第 ${version} 版），规则一变，这里就跟着变。以资料已核验、没有欠费的企业为准。`,
    caption: "各项业务的办理方式", what: "业务", how: "办理方式", why: "说明", ofLines: "（固定电话、宽带等线路）", ofApplications: "（信息化应用）",
    operation: operationWords, decision: decisionWords as Record<keyof typeof decisionWords, string>, reason: reasonWords as Record<string, string>,
  },
  gone: { title: "这个产品已经下架", text: "已停止销售，也没有企业在使用。本省在售的同类产品在产品目录里。" },
  notFound: { title: "没有这一页", text: "地址可能写错了，或产品已经下架。请用上方的栏目或搜索继续。" },
  national: {
    title: "宽带商务 · 中小企业的信息化，租来就用", description: "宽带、电话、邮箱、网站、办公、客户、进销存，一处选、一处办、一份账单。选择省份进入网上营业厅。",
    place: "全国门户", nav: "本页内容", navLinks: [["#who", "适合谁"], ["#how", "怎么用"], ["#products", "有什么"], ["#industries", "行业方案"]] as readonly (readonly [string, string])[],
    hours: "7×24 小时", licence: "演示系统：企业、价格与许可证号均为示例，不是真实经营。",
    heroTitle: ["公司要用的线路和软件，", "像水电一样租来用。"] as readonly string[], heroText: "宽带、电话、邮箱、办公、客户、进销存，一处选、一处办、一份账单。不用买服务器，不用请 IT，坏了打一个电话。",
    noScript: "浏览器没有开启脚本：请直接在地图上点选省份。", onMap: "或在地图上点选",
    map: { label: "选择省份", none: "（暂无网上营业厅）", own: "14 省独立平台", shared: "17 省共享平台，先选好，到营业厅办", without: "暂无网上营业厅" },
    who: { title: "给没有 IT 部门的公司", text: "软件、线路、服务是三家公司的事，您只想找一家。宽带商务把它们合成一张订单、一份账单、一个热线。", people: [["50 到 300 人", "有部门、有分工，还没有专职的 IT 部门。"], ["一年几百万到一个亿", "买不起也养不起一套自建系统，但已经到了非用不可的时候。"], ["不止一个地方", "工厂、门店、仓库、办事处，人和数据都要连起来。"]] as readonly (readonly [string, string])[], note: "这是最常见的客户，不是门槛：五个人的公司也可以办。" },
    how: { title: "四步用上", text: "走到哪一步、停在谁手里、还要多久，订单页上一直看得到。", steps: [["选省份", "每个省有自己的网上营业厅、价格和热线。产品与价格不登录就能看。"], ["选产品，先算账", "填人数和开通日，首月、平常月、全年各多少钱，每一行怎么来的都写明。"], ["下单，等审核", "首单由本省工作人员核对证照，一个工作日内答复；预付款先冻结，开通才扣。"], ["当天用上", "应用一般 1 小时内开通；线路由装维人员上门。之后加人当场生效。"]] as readonly (readonly [string, string])[], shared: "南方十七省目前在营业厅办理：网上选好、填好资料，凭办理码到厅，不用重填。" },
    products: { title: "四类产品，一处办齐", text: "都是标准产品，租来就用，按月付费，随时加减。由运营商自己提供，或由签约的应用提供商提供——每个产品页都写明是谁。", classes: [["企业管理应用", "公司里面的事", ["协同办公 OA", "人力资源 HR", "客户关系 CRM", "进销存 SCM"]], ["通信增值", "对外联系的事", ["企业邮箱", "企业建站", "网络传真", "视频会议", "企业短信"]], ["基础通信", "线路与号码", ["宽带接入", "互联网专线", "固定电话", "云总机"]], ["对外商务应用", "找客户、接订单", ["企业黄页", "网上订货商城"]]] as readonly (readonly [string, string, readonly string[]])[], before: "价格与能办的产品各省不同，", link: "选省份", after: "后可见。" },
    industries: { title: "五个行业，配好了整套", text: "哪几样一起用、各买多少席，按同行常用的配好，比分开买便宜。", rows: [["生产加工", "订单、委外、库存、计件工资，车间和办公室看同一个数"], ["贸易流通", "从询盘跟到收钱，客户留在公司"], ["连锁经营", "总部当晚看到每家店的销售和库存"], ["物流运输", "电话不漏接，货到就通知"], ["IT 服务", "对称专线、固定 IP，合同到回款一条线"]] as readonly (readonly [string, string])[] },
    partners: { title: "应用由谁提供", text: "由运营商统一受理、统一出帐；每家合作伙伴的应用先通过接口和服务测试，才能上架。", desk: "合作伙伴登录" },
    promises: { title: "写在明处的承诺", rows: [["1 个工作日", "首单审核答复"], ["24 小时", "审核通过到开通"], ["10 分钟", "产品不可用时首次响应"], ["自动补偿", "修复超时按天减免，不用申请"]] as readonly (readonly [string, string])[] },
    notFoundText: "地址可能写错了，或这一页已经搬走。", back: "回全国门户",
  },
};
/** The shape that every language of the public pages has. */
export type ShopWords = typeof shopZh;
