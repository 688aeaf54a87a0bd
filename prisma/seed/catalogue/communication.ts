import { type SeedProduct, basicTax, monthly, once, usage } from "./types";

const operator = { name: "本省运营公司", kind: "operator" } as const;

/** Basic communication: completed together with the province's 97 system. */
export const communicationProducts: SeedProduct[] = [
  {
    code: "BROADBAND",
    slug: "broadband",
    name: "宽带接入",
    alsoCalled: ["光纤", "上网", "互联网接入", "专线", "固定 IP"],
    productClass: "basicCommunication",
    summary: "给办公室、厂房和门店的光纤。写明上行速率，写明修复时限，做不到有补偿。",
    copy: {
      audience: "需要稳定上行、视频会议、远程监控或对外服务的办公室、厂房与门店。",
      highlights: [
        { title: "上下行都写明", text: "商企光纤上行不低于下行的一半，专线上下行相等，用测速页面可以自己核对。" },
        { title: "坏了有时限", text: "城区一般故障 24 小时内修复，超时按天减免月费，不用您申请。" },
        { title: "固定 IP 可选", text: "专线自带一个公网固定 IPv4 地址，IPv6 地址段免费。" },
      ],
      features: [
        { title: "商企光纤", text: "300M、1000M 两档，含一台企业级网关，支持 200 台终端同时上网。" },
        { title: "互联网专线", text: "50M 起，独享带宽，7×24 小时监测，主动告知故障。" },
        { title: "备用链路", text: "可加 5G 备用，光纤中断后自动切换，收银与办公不停。" },
      ],
      steps: [
        { title: "填安装地址", text: "网上先填好，系统生成办理码，15 天内有效。" },
        { title: "营业厅核对", text: "线路资源要由本省综合营业系统核实，凭办理码到营业厅或请客户经理办理，不用重填。" },
        { title: "上门安装", text: "资源具备的地址一般 3 个工作日内装好，装好当天起计费。" },
      ],
      faq: [
        { question: "为什么不能全程网上办？", answer: "要先确认楼内有没有光纤端口，这一步在本省的综合营业系统里完成。网上填的资料会带过去。" },
        { question: "15 号以后装，首月怎么算？", answer: "1–15 日开通收整月，16 日起收半个月。" },
      ],
    },
    provider: operator,
    servedBy: "operator",
    serviceHours: "报障 7×24 小时；安装每天 8:30–18:00",
    dataLocation: "不保存客户业务数据；上网日志按法规在本省保存 6 个月",
    openFacts: ["installAddress"],
    needsLine: true,
    eligibility: ["verifiedCompany"],
    offerings: [
      {
        code: "BROADBAND-300",
        name: "商企光纤 300M",
        summary: "下行 300M，上行 150M",
        includes: ["企业网关一台", "终端 100 台", "24 小时修复承诺"],
        holdFee: "10.00",
        firstPeriodRule: "half",
        followsProvince: true,
        price: [monthly("宽带月费", "199.00", basicTax), once("安装调测费", "300.00", basicTax)],
      },
      {
        code: "BROADBAND-1000",
        name: "商企光纤 1000M",
        summary: "下行 1000M，上行 500M",
        includes: ["企业网关一台", "终端 200 台", "24 小时修复承诺"],
        holdFee: "10.00",
        firstPeriodRule: "half",
        followsProvince: true,
        price: [monthly("宽带月费", "399.00", basicTax), once("安装调测费", "300.00", basicTax)],
      },
      {
        code: "BROADBAND-LINE",
        name: "互联网专线 50M",
        summary: "独享、对称，含一个固定 IP",
        includes: ["上下行各 50M", "固定 IPv4 一个", "6 小时修复承诺", "专属客户经理"],
        firstPeriodRule: "half",
        followsProvince: true,
        price: [monthly("专线月费", "1980.00", basicTax), once("专线开通费", "1000.00", basicTax)],
      },
    ],
  },
  {
    code: "PHONE",
    slug: "phone",
    name: "固定电话",
    alsoCalled: ["座机", "固话", "电话", "总机"],
    productClass: "basicCommunication",
    summary: "一个本地号码，多个分机。客户打进来有人接，打出去显示公司号码。",
    copy: {
      audience: "对外要留本地号码的公司，或想把前台总机换成云上总机的公司。",
      highlights: [
        { title: "号码是公司的", text: "搬家、换设备，号码不变；同一本地网内可以携带。" },
        { title: "总机不用买机器", text: "分机在桌面话机、电脑和手机上都能接，按键导航自己录。" },
        { title: "话费看得清", text: "每天更新通话明细，按分机分账，月底给各部门。" },
      ],
      features: [
        { title: "普通电话", text: "一号一线，市话含通话时长。" },
        { title: "云总机", text: "一个总机号码，5 个分机起，转接、代接、录音、非工作时间语音。" },
      ],
      steps: [
        { title: "选号与填址", text: "在网上挑号段、填安装地址，生成办理码。" },
        { title: "营业厅核对身份", text: "按电话用户实名登记规定，须出示营业执照与经办人证件。" },
        { title: "装机或线上激活", text: "普通电话上门装机；云总机核对后 1 小时内激活。" },
      ],
      faq: [
        { question: "超出的通话怎么收？", answer: "套餐内分钟数先用完，超出部分按分钟计，次月账单列明细。" },
        { question: "能把原来的号码转过来吗？", answer: "同一本地网内可以，办理前请结清原账户。" },
      ],
    },
    provider: operator,
    servedBy: "operator",
    serviceHours: "报障 7×24 小时；装机每天 8:30–18:00",
    dataLocation: "通话详单在本省保存 5 个月供查询；录音由客户自定保存期限",
    openFacts: ["installAddress", "contactNumber"],
    needsLine: true,
    eligibility: ["verifiedCompany"],
    offerings: [
      {
        code: "PHONE-LINE",
        name: "普通电话",
        summary: "一号一线，含市话 300 分钟",
        includes: ["本地号码一个", "市话 300 分钟", "来电显示"],
        holdFee: "5.00",
        firstPeriodRule: "half",
        followsProvince: true,
        price: [monthly("电话月租", "28.00", basicTax), usage("超出市话", "0.15", "分钟", 300, basicTax)],
      },
      {
        code: "PHONE-PBX",
        name: "云总机",
        summary: "一个总机号码，20 个分机",
        includes: ["总机号码一个", "分机 20 个", "按键导航与录音", "国内通话 2000 分钟"],
        firstPeriodRule: "half",
        followsProvince: true,
        price: [monthly("云总机月费", "298.00", basicTax), usage("超出国内通话", "0.12", "分钟", 2000, basicTax)],
      },
    ],
  },
];
