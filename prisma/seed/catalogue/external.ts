import { type SeedProduct, monthly, once, usage, yearly } from "./types";

/** Towards the market: publishing, being found, selling. */
export const externalProducts: SeedProduct[] = [
  {
    code: "PAGES",
    slug: "yellow-pages",
    name: "企业黄页",
    alsoCalled: ["黄页", "信息发布", "企业名录", "114"],
    productClass: "externalApplication",
    summary: "在 114 查号与网上黄页里，让找上门的人找得到您，信息由您自己改。",
    copy: {
      audience: "靠同城客户和老客户介绍的维修、加工、餐饮、门店与本地服务公司。",
      highlights: [
        { title: "查号台与网上同一份", text: "电话、地址、营业时间改一处，两边同时更新。" },
        { title: "真实可信", text: "带“已核对营业执照”标志，不做竞价排名。" },
      ],
      features: [
        { title: "企业主页", text: "简介、照片、产品、招聘，自动适配手机。" },
        { title: "检索", text: "按行业、地区、产品词检索，支持拼音。" },
        { title: "来访统计", text: "多少人看、从哪个词来、打了几个电话。" },
      ],
      steps: [
        { title: "填企业介绍", text: "五十到五百字，附三张照片。" },
        { title: "核对证照", text: "1 个工作日内完成，之后自己随时改。" },
      ],
      faq: [{ question: "排名能花钱买吗？", answer: "不能。按与检索词的符合程度、距离和资料完整度排序，规则公开。" }],
    },
    provider: { name: "四方名录（示例）", kind: "ap", serial: 6 },
    servedBy: "ap",
    serviceHours: "热线 7×24 小时；资料核对工作日 8:30–18:00",
    dataLocation: "本省运营商机房，公开资料全国可查",
    openFacts: ["companyIntroduction", "contactNumber"],
    eligibility: ["verifiedCompany"],
    offerings: [
      {
        code: "PAGES-YEAR",
        name: "标准名录",
        summary: "一年一付",
        includes: ["企业主页", "114 登记", "来访统计"],
        firstPeriodRule: "full",
        price: [yearly("名录年费", "365.00")],
      },
      {
        code: "PAGES-PLUS",
        name: "名录加询盘",
        summary: "带询盘表单与免费接听",
        includes: ["标准名录的全部", "询盘表单", "来电免费接听 200 分钟"],
        firstPeriodRule: "days",
        price: [monthly("询盘月费", "58.00"), usage("超出接听", "0.10", "分钟", 200)],
      },
    ],
  },
  {
    code: "SHOP",
    slug: "shop",
    name: "网上订货商城",
    alsoCalled: ["电子商务", "商城", "订货", "网店", "B2B"],
    productClass: "externalApplication",
    summary: "给经销商和老客户的订货网站：各看各的价，半夜也能下单，库存连着进销存。",
    copy: {
      audience: "有二十家以上经销商或门店、还在用电话和聊天软件收订单的厂家与批发商。",
      highlights: [
        { title: "一客一价", text: "每个经销商看到自己的价目和可订数量，不用再发十几份报价表。" },
        { title: "与 SCM 同一库存", text: "订单直接进进销存，发货后客户看得到物流。" },
      ],
      features: [
        { title: "订货", text: "常购清单、整箱起订、到货日期可选。" },
        { title: "对账", text: "客户自己看欠款与对账单，少打一半电话。" },
        { title: "收款", text: "对公转账凭证上传，财务确认后放行。" },
      ],
      steps: [
        { title: "下单", text: "填公司介绍与备案号；没有备案的先办企业建站。" },
        { title: "导入商品与客户", text: "已用 SCM 的直接同步。" },
        { title: "邀请客户", text: "短信发出邀请，客户点开即可订货。" },
      ],
      faq: [
        { question: "对消费者零售可以吗？", answer: "这套为企业之间的订货而做，不含零售所需的支付与退货功能。" },
        { question: "必须先有 SCM 吗？", answer: "不必。没有时商城自带简单库存，以后再接不丢数据。" },
      ],
    },
    provider: { name: "仓海进销存软件（示例）", kind: "ap", serial: 4 },
    servedBy: "csp",
    serviceHours: "热线 7×24 小时；上门服务工作日 8:30–18:00",
    dataLocation: "本省运营商机房，同城双份，数据不出境",
    openFacts: ["icpNumber", "companyIntroduction", "administratorEmail"],
    eligibility: ["verifiedCompany", "broadbandAccount"],
    offerings: [
      {
        code: "SHOP-STD",
        name: "标准版",
        summary: "100 家客户以内",
        includes: ["客户 100 家", "一客一价", "对账单"],
        firstPeriodRule: "days",
        price: [monthly("商城月费", "299.00"), once("上线服务", "600.00")],
      },
      {
        code: "SHOP-PRO",
        name: "专业版",
        summary: "客户不限，接口开放",
        includes: ["客户不限", "与 SCM 实时同步", "接口", "专属顾问"],
        firstPeriodRule: "days",
        price: [monthly("商城月费", "699.00"), once("上线服务", "1200.00")],
      },
    ],
  },
];
