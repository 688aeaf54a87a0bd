import { type DataOf, saidWhen } from "./template.rules";
import type { TemplateKind, templates } from "./templates.rules";

type NameOf<K extends TemplateKind> = K extends TemplateKind ? keyof DataOf<(typeof templates)[K]> & string : never;

/** What staff read for a name in a message's words; each is of one name only, so that it leads back to it. A name that has none does not compile. */
export const nameWords: Record<NameOf<TemplateKind>, string> = {
  about: "内容", account: "应用帐号", account97: "营业系统帐号", accountName: "企业帐号", accounts: "企业帐号列表", actor: "操作人", address: "详情地址", administrator: "应用管理员", amount: "金额", app: "应用", approver: "审批人", askedBy: "提交人", at: "时间", body: "消息正文",
  budget: "预算", by: "更改人", cash: "可用余额", ceiling: "每月上限", channel: "付款方式", child: "子帐号", code: "验证码", company: "企业名称", count: "个数", days: "天数", dueOn: "最后付款日", effectiveOn: "生效日", email: "邮箱", endedOn: "到期日", endsOn: "恢复日",
  expected: "预计恢复时间", failed: "没有退成的金额", failure: "失败原因", forecast: "预计费用", fromOn: "起始日", hasAbout: "有内容", hasLink: "有详情地址", hasNote: "有留言", hasTitle: "有标题", hours: "服务时间", included: "含有的用量", isAccountMissing: "没有对公账户",
  isFailed: "没有成功", isAsking: "等待企业审批", isAutomatic: "是自动充值", isBundle: "是套餐", isByChannel: "有付款方式", isByParent: "由上级企业", isByUs: "是我们没有答复", isChange: "是变更", isChanged: "设置已更改", isCharged: "扣了本月费用", isCredited: "同意退费", isDouble: "双倍返还",
  isDue: "需要付款", isExpected: "有预计恢复时间", isForBills: "支付了帐单", isForCash: "存入了余额", isForChild: "是子帐号的", isRefused: "没有同意", isSuspended: "已暂停", isIncoming: "是转入", isInReview: "等待审核", isJoin: "是加入上级", isKnown: "已有登录身份", isMaterial: "需要重新同意", isMore: "还有更多", isNow: "立即停用",
  isOff: "自动充值已停用", isTurnedOff: "已关闭", isTurnedOn: "已启用", isOpening: "正在开通", isPaid: "到期转为付费", isParent: "是上级企业", isPart: "有不开通的部分", isPause: "是暂停申请", isPrepaid: "是预付费", isRefunded: "有退款", isReleased: "预占已退回", isReviewed: "经过审核",
  isRunning: "已恢复使用", isSettled: "已结清", isSpecial: "是专用发票", isSplit: "是拆分套餐", isStillStopped: "仍有暂停原因", isToCheck: "需要核对", isUnpaid: "余额不够", item: "费用项目", known: "已发生费用", lastDay: "最后一天", left: "剩余个数", list: "消息列表",
  manager: "客户经理", mayReplace: "可以改成别的", minutes: "分钟数", missing: "差额", month: "月份", monthly: "月费", name: "名称", noun: "业务", number: "编号", offer: "优惠内容", papers: "材料", parent: "上级企业", people: "人员", person: "姓名", phone: "电话",
  plan: "套餐", price: "单价", product: "产品", products: "产品列表", quantity: "数量", reason: "原因", redNumber: "红字发票号码", release: "版本", reply: "答复", rest: "其余条数", role: "角色", said: "留言", seats: "席位数", serial: "银行流水号", stopsOn: "暂停日",
  takenOn: "扣费日", title: "标题", toBills: "支付帐单的金额", toCash: "存入余额的金额", total: "总额", trigger: "充值触发线", unchanged: "保持不变的说明", until: "处理期限", used: "已用的用量", validTo: "有效期", what: "更改的内容", without: "不开通的部分",
};

const words = new Map(Object.entries(nameWords));
const names = new Map(Object.entries(nameWords).map(([name, word]) => [word, name]));
const named = (text: string, of: ReadonlyMap<string, string>) => text.replaceAll(/\{([?!/]?)([^{}]*)\}/g, (_, sign: string, name: string) => `{${sign}${of.get(name.trim()) ?? name}}`);

/** NT5: a message's words as staff read them, each name in Chinese. */
export const readable = (text: string): string => named(text, words);
/** The same as they are kept. What is no name stays as it was typed, and is refused as such. */
export const kept = (text: string): string => named(text, names);
/** Words as the title of a list: without what is said only in a case of its own. */
export const titleIn = (text: string): string => readable(saidWhen(text, () => false));
