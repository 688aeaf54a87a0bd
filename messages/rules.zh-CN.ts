import type { ChannelDecision, ChannelRule } from "@/server/ordering/channel.rules";
import type { Standing } from "@/server/ordering/release.rules";
import type { SealFinding } from "@/server/ordering/contract-document.rules";
import type { Words } from "./money.zh-CN";

export const standingWords: Words<Standing> = {
  inForce: { word: "生效中", tone: "success" },
  waiting: { word: "待生效", tone: "info" },
  past: { word: "已失效", tone: "neutral" },
  withdrawn: { word: "已撤回", tone: "warning" },
};

export const draftStateWords: Words<"open" | "submitted" | "released" | "discarded"> = {
  open: { word: "编写中", tone: "info" },
  submitted: { word: "待复核", tone: "warning" },
  released: { word: "已发布", tone: "success" },
  discarded: { word: "已放弃", tone: "neutral" },
};

/** Short, for tables of rules; customers read `decisionWords`. */
export const outcomeWords: Record<ChannelDecision, string> = { portalAuto: "自动受理", portalReview: "人工审核", counter: "营业厅", refuse: "拒绝" };
export const outcomeTones = { portalAuto: "success", portalReview: "info", counter: "warning", refuse: "danger" } as const;

type Flag = Exclude<keyof ChannelRule["when"], "operations" | "overdueDaysFrom">;
export const conditionFlagWords: Record<Flag, { label: string; hint?: string }> = {
  isIdentityRefused: { label: "企业身份未通过核验", hint: "核验被拒，或企业在黑名单中" },
  isPortalOff: { label: "本省未开通网上受理", hint: "见“设置”页" },
  needs97: { label: "需要线路或号码", hint: "基础通信，带号码的增值通信，含线路的套餐" },
  isBindingOpen: { label: "后付费的绑定未经计费系统确认" },
  isFlowOffline: { label: "本省未把这项业务放到网上", hint: "见“设置”页" },
  isOverAmount: { label: "首年费用超过限额", hint: "见“设置”页" },
  isFirstOrUnverified: { label: "首次订购，或企业未核验" },
  isWithinCeiling: { label: "在已授权的数量额度内" },
  exceptWithinCeiling: { label: "授权额度内增加数量的除外" },
};

export const sealFindingWords: Record<SealFinding, { title: string; text: string; tone: "success" | "danger" | "warning" }> = {
  genuine: { title: "是本平台签章的合同，没有被改动", text: "文件与留存的一字不差，签章有效。", tone: "success" },
  changed: { title: "签章以后被改动过", text: "文件带有签章，但内容与签章时不一致，不能作为合同。请重新下载原件核对。", tone: "danger" },
  unknownSeal: { title: "不是本平台的签章", text: "文件有完整的签章，但签章的密钥不属于本平台。", tone: "danger" },
  notSealed: { title: "没有有效的签章", text: "文件没有签章，或在签章后面又添加了内容。", tone: "warning" },
};

export const releaseReasonWords = {
  beyondDuty: "改动超出了您负责的省份：只能改本人职责内各省的设置，规则和其他省由负责全平台的同事修改。",
  lastRuleNotOpen: "最后一条规则须不带任何条件，否则会有申请没有结论。",
  rulesWrong: "有规则填写不完整，请先改好。",
  casesMissing: "还没有用例，请至少写一个。",
  casesFail: "有用例与规则的结论不一致，请改规则或改用例。",
  rulesUnchanged: "与生效中的版本完全一样，不需要发布。",
  replayMissing: "这份内容还没有用最近 30 天的订单试算完，请等试算完成。",
  wholePlatformOnly: "协议适用于整个平台，由负责全平台的同事办理。",
  nationalDutyOnly: "这些文本适用于全国，请切换到“全国”岗位办理。",
  textMissing: "正文还没有写。",
  firstIsMaterial: "首版要请用户同意，请选“有实质变化：重新同意”。",
  summaryMissing: "请写明这一版改了什么，客户会读到。",
  pushByDevice: "推送须在要接收的浏览器里开启：打开“提醒设置”，在这台设备上开启。",
  textUnchanged: "与生效中的协议完全一样，不需要发布。",
  neverInForce: "这一版没有生效过，不能回滚到它。",
} as const;

export const releaseFieldWords = {
  ruleNumberTaken: "这个编号已有规则使用",
  ruleNumberRange: "编号为 1 至 999 的整数",
  chooseOperations: "请至少选择一项业务，或全部不选表示所有业务",
  daysRange: "请填写 1 至 3650 的整数",
  conditionsExclude: "与“额度内除外”矛盾，这条规则不会有符合的申请",
  secondOnlyReview: "只有人工审核才需要第二人",
  reasonUnfit: "这个说明不适用于所选的结论",
  groundMissing: "请填写依据，至少 2 个字",
  tooManyRules: "最多 100 条规则",
  tooManyCases: "最多 200 个用例",
  fileWrong: "请选择 PDF 文件",
  fileTooLarge: "文件太大，合同一般不超过 700 KB",
  tooManyParagraphs: "最多 400 段",
  startGone: "生效时间已过，请选择以后的时间",
  startFar: "最多定在一年以内",
  startMissing: "请选择生效时间",
  startBeforeOther: "要晚于已发布的其他版本的生效时间",
  startTooSoon: "有实质变化的版本要提前至少 7 天公示，请定时生效",
  acceptPolicies: "请先阅读并同意",
  policyChanged: "文本刚刚有了新版本，请刷新后重新阅读",
  nameTaken: "已有同名的用例",
} as const;
