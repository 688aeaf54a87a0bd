import type { PartnerRole, StaffRole } from "../../server/kernel/permissions";

/** Sign-ins of the demonstration. They exist only where the demo data was loaded, and are printed by `npm start`. */
export const DEMO_PASSWORD = "kuandai-demo-2026";

type DemoStaff = { name: string; email: string; phone: string; password: string; secret: string; dutyWords: string; duties: { platformId: string; provinceIds: string[]; roles: StaffRole[] }[] };

const staff = (name: string, email: string, phone: string, secret: string, dutyWords: string, duties: DemoStaff["duties"]): DemoStaff => ({ name, email, phone, password: DEMO_PASSWORD, secret, dutyWords, duties });

export const demoStaff: DemoStaff[] = [
  staff("王丽", "wangli@sd.kdsw.example", "13805310001", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "山东 审核、客服", [{ platformId: "SD", provinceIds: [], roles: ["provinceReviewer", "service"] }]),
  staff("赵敏", "zhaomin@sd.kdsw.example", "13805310002", "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU", "山东 审核、财务", [{ platformId: "SD", provinceIds: [], roles: ["provinceReviewer", "finance"] }]),
  staff("孙岩", "sunyan@sd.kdsw.example", "13805310004", "ORSXG5BANFZSAYJAORSXG5BANFZSAYJA", "山东 审核", [{ platformId: "SD", provinceIds: [], roles: ["provinceReviewer"] }]),
  staff("刘洋", "liuyang@bj.kdsw.example", "13801010001", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "北京 审核", [{ platformId: "BJ", provinceIds: [], roles: ["provinceReviewer", "finance", "service"] }]),
  staff("陈洁", "chenjie@nf.kdsw.example", "13808280001", "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK", "南方十七省中的四川、贵州 审核、财务", [{ platformId: "NF", provinceIds: ["SC", "GZ"], roles: ["provinceReviewer", "finance", "service"] }]),
  staff("周航", "zhouhang@zx.kdsw.example", "13801000001", "NBSWY3DPO5XXE3DENBSWY3DPO5XXE3DE", "全国 管理、产品、审计", ["SD", "BJ", "GD", "NF", "ZX", "SB"].map((platformId) => ({ platformId, provinceIds: [], roles: ["nationalAdmin", "product", "auditor"] }))),
  staff("高静", "gaojing@sd.kdsw.example", "13805310003", "MZXW6YTBOI5GC43UMZXW6YTBOI5GC43U", "山东、广东 产品", ["SD", "GD"].map((platformId) => ({ platformId, provinceIds: [], roles: ["product"] as StaffRole[] }))),
  staff("何岚", "helan@zx.kdsw.example", "13801000003", "NZSXO43BMRWWS3TONZSXO43BMRWWS3TO", "全国 管理", ["SD", "ZX"].map((platformId) => ({ platformId, provinceIds: [], roles: ["nationalAdmin"] as StaffRole[] }))),
  staff("魏然", "weiran@zx.kdsw.example", "13801000002", "ONSWG4TFORZXIYLHONSWG4TFORZXIYLH", "各省 司法协助", ["SD", "BJ", "GD", "NF"].map((platformId) => ({ platformId, provinceIds: [], roles: ["legal"] }))),
];

type DemoPartnerPerson = { name: string; email: string; password: string; secret: string; serial: number; roles: PartnerRole[]; dutyWords: string };

/** People of the demonstration's partners, by the partner's number in the catalogue. */
export const demoPartnerPeople: DemoPartnerPerson[] = [
  { name: "韩雪", email: "hanxue@qiyun.example", password: DEMO_PASSWORD, secret: "MJQXGZJTGIQGS4ZAMJQXGZJTGIQGS4ZA", serial: 1, roles: ["partnerAdmin", "partnerOperator"], dutyWords: "合作伙伴 齐云协同软件 接口管理、运行维护" },
  { name: "罗斌", email: "luobin@canghai.example", password: DEMO_PASSWORD, secret: "PEYHEYJTGIQHG5DBPEYHEYJTGIQHG5DB", serial: 4, roles: ["partnerOperator"], dutyWords: "合作伙伴 仓海进销存软件 运行维护" },
];

export type DemoCustomer = {
  platformId: string;
  provinceId: string;
  accountName: string;
  password: string;
  /** Of its owner's authenticator; the demo desk shows the codes. */
  secret: string;
  words: string;
  company: string;
  /** The first 17 characters of the credit code; the check character is computed. */
  creditBody: string;
  industry: string;
  staffBand: string;
  address: string;
  payType: "prepaid" | "postpaid";
  contact: { name: string; phone: string; email: string };
  depositFen: bigint;
  boundAccount: string | null;
  isVerified: boolean;
  /** The account that opened it, and what it calls it. */
  parent?: { accountName: string; label: string };
  /** Other people of the account, who sign in by their mailbox. */
  colleagues?: { name: string; email: string; role: "approver" | "buyer" }[];
  /** What a child may use a month before its parent is asked, in fen. */
  monthCapFen?: bigint;
};

const customer = (secret: string, row: Omit<DemoCustomer, "password" | "secret">): DemoCustomer => ({ ...row, secret, password: DEMO_PASSWORD });

/** An employee of qilu_jingji, who opens their applications and sees nothing else of the company. */
export const demoEmployee = { platformId: "SD", email: "liumin@qilu-jingji.example", words: "齐鲁精工的员工 刘敏，一键打开应用" };

export const demoCustomers: DemoCustomer[] = [
  customer("OFUWY5K7NJUW4Z3KNFVWI43XFVSGK3LP", { platformId: "SD", provinceId: "SD", accountName: "qilu_jingji", words: "山东 预付费，有余额、产品和订单", company: "齐鲁精工机械有限公司", creditBody: "91370102MA3C2K7T1", industry: "manufacturing", staffBand: "from100", address: "山东省济南市历下区经十路 1001 号", payType: "prepaid", contact: { name: "孙建国", phone: "13853100001", email: "sunjianguo@qilu-jingji.example" }, depositFen: 3_600_000n, boundAccount: null, isVerified: true }),
  customer("JRQW42DBNFKHEYLEMVVWI43XFVSGK3LP", { platformId: "SD", provinceId: "SD", accountName: "LanhaiTrade", words: "山东 后付费，有退回待更正的订单", company: "青岛蓝海进出口贸易有限公司", creditBody: "91370202MA3D5L8R2", industry: "trade", staffBand: "from50", address: "山东省青岛市市南区香港中路 66 号", payType: "postpaid", contact: { name: "林晓燕", phone: "13853200002", email: "linxiaoyan@lanhai-trade.example" }, depositFen: 0n, boundAccount: "SD0531000002", isVerified: true }),
  customer("MJUW42DBNFPWM5LTNBUWWZDTO4WWIZLN", { platformId: "SD", provinceId: "SD", accountName: "binhai_fushi", words: "山东 后付费，帐单逾期、产品已暂停", company: "滨海服饰有限公司", creditBody: "91370602MA3G7N8T4", industry: "manufacturing", staffBand: "from50", address: "山东省烟台市芝罘区南大街 12 号", payType: "postpaid", contact: { name: "曲海", phone: "13853500008", email: "quhai@binhai-fushi.example" }, depositFen: 0n, boundAccount: "SD0531000003", isVerified: true }),
  customer("ORQWS43IMFXF653VNRUXK23EON3S2ZDF", { platformId: "SD", provinceId: "SD", accountName: "taishan_wuliu", words: "山东 预付费，新开户、余额不足", company: "泰山通达物流有限公司", creditBody: "91370902MA3F1P6Q3", industry: "logistics", staffBand: "from100", address: "山东省泰安市泰山区东岳大街 18 号", payType: "prepaid", contact: { name: "马志强", phone: "13853800003", email: "mazhiqiang@taishan-wuliu.example" }, depositFen: 20_000n, boundAccount: null, isVerified: true }),
  customer("QWB5PDKHX6PYGPAN2RLYKEI4IIAANNKK", { platformId: "SD", provinceId: "SD", accountName: "haiyun_yf", words: "山东 集团（子帐号 haiyun_lixia），审批人 zhoulin@haiyun-yf.example 同一密码", company: "海韵连锁药房有限公司", creditBody: "91370103MA3H8W2X5", industry: "chain", staffBand: "from100", address: "山东省济南市市中区经四路 288 号", payType: "prepaid", contact: { name: "郑海", phone: "13853100018", email: "zhenghai@haiyun-yf.example" }, depositFen: 2_000_000n, boundAccount: null, isVerified: true, colleagues: [{ name: "周琳", email: "zhoulin@haiyun-yf.example", role: "approver" }] }),
  customer("SUMNLMYTBX2KJQEVTAVETWT6UL66LDQB", { platformId: "SD", provinceId: "SD", accountName: "haiyun_lixia", words: "山东 子帐号（上级 haiyun_yf），每月额度 ¥500", company: "海韵连锁药房有限公司", creditBody: "91370103MA3H8W2X5", industry: "chain", staffBand: "from100", address: "山东省济南市市中区经四路 288 号", payType: "prepaid", contact: { name: "田雨", phone: "13853100019", email: "tianyu@haiyun-yf.example" }, depositFen: 500_000n, boundAccount: null, isVerified: true, parent: { accountName: "haiyun_yf", label: "历下店" }, monthCapFen: 50_000n }),
  customer("NJUW4Z3DNBSW4Z27NF2GWZDTO4WWIZLN", { platformId: "BJ", provinceId: "BJ", accountName: "jingcheng_it", words: "北京 预付费", company: "京程信息技术有限公司", creditBody: "91110108MA01B2C34", industry: "itService", staffBand: "from50", address: "北京市海淀区中关村大街 27 号", payType: "prepaid", contact: { name: "何雨桐", phone: "13801080004", email: "heyutong@jingcheng-it.example" }, depositFen: 1_200_000n, boundAccount: null, isVerified: true }),
  customer("PF2WK6DJOVPW2ZTHNNSHG5ZNMRSW23ZN", { platformId: "GD", provinceId: "GD", accountName: "yuexiu_mfg", words: "广东 预付费", company: "越秀电子制造有限公司", creditBody: "91440104MA5A1D2E5", industry: "manufacturing", staffBand: "from100", address: "广东省广州市越秀区环市东路 368 号", payType: "prepaid", contact: { name: "梁伟文", phone: "13802010005", email: "liangweiwen@yuexiu-mfg.example" }, depositFen: 800_000n, boundAccount: null, isVerified: true }),
  customer("ONUHKZDBN5PWY43LMRZXOLLEMVWW6LLP", { platformId: "NF", provinceId: "SC", accountName: "shudao_ls", words: "四川（南方十七省共用平台）预付费", company: "蜀道连锁餐饮管理有限公司", creditBody: "91510104MA6C3F4G6", industry: "chain", staffBand: "from100", address: "四川省成都市锦江区春熙路 9 号", payType: "prepaid", contact: { name: "唐巧", phone: "13808080006", email: "tangqiao@shudao-ls.example" }, depositFen: 1_500_000n, boundAccount: null, isVerified: true }),
  customer("ONUHKZDBN5PWG2DVNZ4GS23EON3S2ZDF", { platformId: "NF", provinceId: "SC", accountName: "shudao_chunxi", words: "四川 子帐号（上级 shudao_ls）", company: "蜀道连锁餐饮管理有限公司", creditBody: "91510104MA6C3F4G6", industry: "chain", staffBand: "from100", address: "四川省成都市锦江区春熙路 9 号", payType: "prepaid", contact: { name: "罗小满", phone: "13808080016", email: "luoxiaoman@shudao-ls.example" }, depositFen: 300_000n, boundAccount: null, isVerified: true, parent: { accountName: "shudao_ls", label: "春熙路店" } }),
  customer("MNUHK5DJMFXF643NNNSHG5ZNMRSW23ZN", { platformId: "NF", provinceId: "HB", accountName: "chutian_sm", words: "湖北（南方十七省共用平台）预付费", company: "楚天商贸有限公司", creditBody: "91420102MA4K5H6J7", industry: "trade", staffBand: "from50", address: "湖北省武汉市江汉区解放大道 688 号", payType: "prepaid", contact: { name: "余楠", phone: "13807110007", email: "yunan@chutian-sm.example" }, depositFen: 600_000n, boundAccount: null, isVerified: true }),
];

/** Everybody whose one-time codes the demo desk shows. */
export const demoHolders = [
  ...[...demoStaff, ...demoPartnerPeople].map(({ name, email, secret, dutyWords }) => ({ name, email, secret, duty: dutyWords })),
  ...demoCustomers.map(({ contact, accountName, secret, words }) => ({ name: contact.name, email: contact.email, secret, duty: `企业 ${accountName}（${words}）` })),
];
