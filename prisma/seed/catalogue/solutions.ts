import type { IndustryName, SpecificationCopy } from "../../../server/catalog/catalog.schema";
import { type SeedPart, type SeedProduct, bundleFee, once } from "./types";

type Size = { code: string; name: string; summary: string; yuan: string; parts: readonly SeedPart[]; includes: string[] };
type Solution = { code: string; slug: string; name: string; alsoCalled: string[]; industry: IndustryName; summary: string; copy: Omit<SpecificationCopy, "steps">; sizes: readonly [Size, Size] };

const steps = [
  { title: "一次下单", text: "整套一张订单、一次审核，不用逐个产品办。" },
  { title: "分头开通", text: "应用当天可用；带线路的部分凭办理码在营业厅核对后上门安装。" },
  { title: "服务商统一交付", text: "同一位客户服务经理负责到底，开通后 30 天内回访两次。" },
];

/** A bundle is sold like a product; its class is that of its core application. */
function toProduct({ sizes, copy, ...rest }: Solution): SeedProduct {
  return {
    ...rest,
    productClass: "internalApplication",
    copy: { ...copy, steps },
    provider: { name: "宽带商务组合（各部分提供商见清单）", kind: "operator" },
    servedBy: "csp",
    serviceHours: "热线 7×24 小时；同一位客户服务经理工作日 8:30–18:00",
    dataLocation: "本省运营商机房，各部分见其产品页",
    openFacts: ["administratorEmail", "installAddress"],
    eligibility: ["verifiedCompany"],
    offerings: sizes.map(({ yuan, ...size }) => ({
      ...size,
      firstPeriodRule: "days" as const,
      price: [bundleFee("套餐月费", yuan), once("实施与培训", "500.00")],
    })),
  };
}

const keep = { question: "中途只想留其中几样呢？", answer: "可以。留下的部分从下个账期起按各自的目录价计费，变更前先给您看差额。" };

const solutions: readonly Solution[] = [
  {
    code: "SOL-MFG",
    slug: "manufacturing",
    name: "生产加工套餐",
    alsoCalled: ["制造", "工厂", "加工厂", "制造业"],
    industry: "manufacturing",
    summary: "订单、委外、库存、工资一套管住，车间和办公室看同一个数。",
    copy: {
      audience: "50–300 人的机加工、服装、食品、五金与电子装配厂。",
      highlights: [
        { title: "料到哪儿了", text: "采购、入库、领料、委外发出与收回都在 SCM，缺料提前三天提醒。" },
        { title: "计件算得快", text: "产量从 SCM 进 HR，月底两小时出工资表。" },
      ],
      features: [
        { title: "先解决什么", text: "仓库账实不符、委外损耗说不清、工资表对三天。" },
        { title: "九十天后应看到", text: "盘点差异率低于千分之五，工资当天算完，报价有历史成本可查。" },
      ],
      faq: [keep],
    },
    sizes: [
      { code: "SOL-MFG-S", name: "百人厂", summary: "100 人左右，一个厂区", yuan: "1680.00", includes: ["SCM 多仓版 5 席", "HR 薪酬版 100 席", "OA 标准版 20 席"], parts: [{ code: "SCM-MULTI", seats: 5, weight: 340 }, { code: "HR-PAY", seats: 100, weight: 1450 }, { code: "OA-STD", seats: 20, weight: 400 }] },
      { code: "SOL-MFG-L", name: "三百人厂", summary: "多厂区，含千兆光纤", yuan: "4280.00", includes: ["SCM 多仓版 15 席", "HR 薪酬版 300 席", "OA 标准版 50 席", "商企光纤 1000M"], parts: [{ code: "SCM-MULTI", seats: 15, weight: 1020 }, { code: "HR-PAY", seats: 300, weight: 3600 }, { code: "OA-STD", seats: 50, weight: 1000 }, { code: "BROADBAND-1000", seats: 1, weight: 399 }] },
    ],
  },
  {
    code: "SOL-TRADE",
    slug: "trade",
    name: "贸易流通套餐",
    alsoCalled: ["外贸", "批发", "进出口"],
    industry: "trade",
    summary: "客户、报价、单证、库存和回款连起来，一单货从询盘跟到收钱。",
    copy: {
      audience: "20–150 人的内外贸、批发与代理公司。",
      highlights: [
        { title: "客户是公司的", text: "往来邮件自动归到 CRM 的客户名下，业务员换人不断线。" },
        { title: "一单一利润", text: "采购价、运费、汇率、佣金都记在单上，毛利当天看得到。" },
      ],
      features: [
        { title: "先解决什么", text: "客户在个人邮箱里、报价版本乱、应收没人催。" },
        { title: "九十天后应看到", text: "所有对外邮件用公司域名，超期应收每周一张表，重复报价消失。" },
      ],
      faq: [keep],
    },
    sizes: [
      { code: "SOL-TRADE-S", name: "起步", summary: "10 名业务员左右", yuan: "880.00", includes: ["CRM 团队版 10 席", "SCM 单仓版", "企业邮箱商务版 20 个"], parts: [{ code: "CRM-STD", seats: 10, weight: 450 }, { code: "SCM-STD", seats: 1, weight: 360 }, { code: "MAIL-BIZ", seats: 20, weight: 300 }] },
      { code: "SOL-TRADE-L", name: "成长", summary: "30 名业务员，含传真，官网可选", yuan: "2180.00", includes: ["CRM 团队版 30 席", "SCM 多仓版 10 席", "企业邮箱商务版 50 个", "网络传真百页套餐"], parts: [{ code: "CRM-STD", seats: 30, weight: 1280 }, { code: "SCM-MULTI", seats: 10, weight: 680 }, { code: "MAIL-BIZ", seats: 50, weight: 600 }, { code: "FAX-100", seats: 1, weight: 30 }, { code: "SITE-PRO", seats: 1, weight: 260, isOptional: true }] },
    ],
  },
  {
    code: "SOL-CHAIN",
    slug: "chain",
    name: "连锁经营套餐",
    alsoCalled: ["连锁", "门店", "加盟", "零售"],
    industry: "chain",
    summary: "每家店一条光纤、一套收银库存，总部当晚看到全部销售。",
    copy: {
      audience: "5–60 家店的餐饮、便利、药店、美容与培训连锁。",
      highlights: [
        { title: "当晚就有数", text: "各店销售、库存、考勤每晚自动汇总，店长不用报数。" },
        { title: "开新店三天", text: "线路、账号、商品资料照样板店复制一份。" },
      ],
      features: [
        { title: "先解决什么", text: "各店一套账、调货靠电话、排班靠微信群。" },
        { title: "九十天后应看到", text: "缺货率降一半，调货有单，工时与营业额同一张图。" },
      ],
      faq: [keep, { question: "每家店要单独开户吗？", answer: "不必。总部开子帐号授权给各店，可由总部统一付费，也可各店自付。" }],
    },
    sizes: [
      { code: "SOL-CHAIN-S", name: "五店", summary: "总部加 5 家店", yuan: "1280.00", includes: ["SCM 多仓版 10 席", "HR 人事版 60 席", "OA 标准版 15 席", "企业短信千条包"], parts: [{ code: "SCM-MULTI", seats: 10, weight: 680 }, { code: "HR-STD", seats: 60, weight: 480 }, { code: "OA-STD", seats: 15, weight: 300 }, { code: "SMS-1000", seats: 1, weight: 50, isOptional: true }] },
      { code: "SOL-CHAIN-L", name: "二十店", summary: "总部加 20 家店，含订货商城", yuan: "3880.00", includes: ["SCM 多仓版 30 席", "HR 人事版 200 席", "OA 标准版 40 席", "网上订货商城标准版"], parts: [{ code: "SCM-MULTI", seats: 30, weight: 2040 }, { code: "HR-STD", seats: 200, weight: 1600 }, { code: "OA-STD", seats: 40, weight: 800 }, { code: "SHOP-STD", seats: 1, weight: 299 }] },
    ],
  },
  {
    code: "SOL-LOGI",
    slug: "logistics",
    name: "物流运输套餐",
    alsoCalled: ["物流", "货运", "快运", "仓储"],
    industry: "logistics",
    summary: "一个总机号码接单，短信通知提货，回单和运费不再追着要。",
    copy: {
      audience: "30–200 人的专线、零担、仓储与城市配送公司。",
      highlights: [
        { title: "电话不漏接", text: "云总机排队、录音、下班转值班，漏接的自动回拨名单。" },
        { title: "货到即通知", text: "到站扫码即发短信，收货人少打一半查询电话。" },
      ],
      features: [
        { title: "先解决什么", text: "电话占线、回单丢失、代收货款对不上。" },
        { title: "九十天后应看到", text: "来电接通率 95% 以上，回单三日内归齐，司机结算每周一次。" },
      ],
      faq: [keep],
    },
    sizes: [
      { code: "SOL-LOGI-S", name: "单站", summary: "一个站点，10 名操作员", yuan: "1180.00", includes: ["SCM 多仓版 10 席", "云总机", "企业短信万条包"], parts: [{ code: "SCM-MULTI", seats: 10, weight: 680 }, { code: "PHONE-PBX", seats: 1, weight: 298 }, { code: "SMS-10000", seats: 1, weight: 420 }] },
      { code: "SOL-LOGI-L", name: "多站", summary: "五个站点以内", yuan: "2980.00", includes: ["SCM 多仓版 30 席", "云总机", "企业短信万条包", "OA 标准版 40 席"], parts: [{ code: "SCM-MULTI", seats: 30, weight: 2040 }, { code: "PHONE-PBX", seats: 1, weight: 298 }, { code: "SMS-10000", seats: 1, weight: 420 }, { code: "OA-STD", seats: 40, weight: 800 }] },
    ],
  },
  {
    code: "SOL-IT",
    slug: "it-service",
    name: "IT 服务套餐",
    alsoCalled: ["软件公司", "信息技术", "互联网公司"],
    industry: "itService",
    summary: "对称专线、固定 IP、邮箱、CRM 和视频会议，给靠网络吃饭的团队。",
    copy: {
      audience: "20–200 人的软件、集成、设计与外包团队。",
      highlights: [
        { title: "上行不求人", text: "专线上下行相等，发版、备份、远程演示不卡。" },
        { title: "合同到回款一条线", text: "商机、合同审批、开票申请从 CRM 走到 OA。" },
      ],
      features: [
        { title: "先解决什么", text: "上传慢、客户演示掉线、合同和回款各记各的。" },
        { title: "九十天后应看到", text: "专线全年可用率 99.9%，合同审批两天内走完。" },
      ],
      faq: [keep],
    },
    sizes: [
      { code: "SOL-IT-S", name: "三十人", summary: "光纤加应用", yuan: "1280.00", includes: ["商企光纤 1000M", "OA 标准版 30 席", "CRM 团队版 8 席", "企业邮箱标准版 30 个"], parts: [{ code: "BROADBAND-1000", seats: 1, weight: 399 }, { code: "OA-STD", seats: 30, weight: 600 }, { code: "CRM-STD", seats: 8, weight: 360 }, { code: "MAIL-STD", seats: 30, weight: 150 }] },
      { code: "SOL-IT-L", name: "百人", summary: "专线加应用", yuan: "5480.00", includes: ["互联网专线 50M", "OA 专业版 100 席", "CRM 团队版 20 席", "企业邮箱商务版 100 个"], parts: [{ code: "BROADBAND-LINE", seats: 1, weight: 1980 }, { code: "OA-PRO", seats: 100, weight: 3600 }, { code: "CRM-STD", seats: 20, weight: 900 }, { code: "MAIL-BIZ", seats: 100, weight: 1200 }, { code: "VIDEO-50", seats: 1, weight: 120, isOptional: true }] },
    ],
  },
];

export const solutionProducts: SeedProduct[] = solutions.map(toProduct);
