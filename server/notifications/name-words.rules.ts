import type { DataOf } from "./template.rules";
import type { TemplateKind, templates } from "./templates.rules";

type NameOf<K extends TemplateKind> = K extends TemplateKind ? keyof DataOf<(typeof templates)[K]> & string : never;

/** What staff read for a name in a message's words; each is of one name only, so that it leads back to it. A name that has none does not compile. */
export const nameWords: Record<NameOf<TemplateKind>, string> = {
  about: "内容", address: "详情地址", amount: "金额", app: "应用", askedBy: "提交人", at: "时间", body: "消息正文", budget: "预算", by: "更改人", cash: "可用余额", ceiling: "每月上限", channel: "付款方式", company: "企业名称", days: "天数",
  effectiveOn: "生效日", endedOn: "到期日", endsOn: "恢复日", expected: "预计恢复时间", failure: "失败原因", forecast: "预计费用", hasLink: "有详情地址", isAsking: "等待企业审批", isAutomatic: "是自动充值", isExpected: "有预计恢复时间", isForBills: "支付了帐单", isForCash: "存入了余额", isInReview: "等待审核", isMaterial: "需要重新同意", isOff: "自动充值已停用",
  isOpening: "正在开通", isPrepaid: "是预付费", known: "已发生费用", lastDay: "最后一天", left: "剩余个数", missing: "差额", monthly: "月费", name: "名称", number: "编号", offer: "优惠内容", parent: "上级企业", plan: "套餐", product: "产品",
  products: "产品列表", quantity: "数量", reason: "原因", release: "版本", said: "留言", serial: "银行流水号", stopsOn: "暂停日", takenOn: "扣费日", title: "标题", toBills: "支付帐单的金额", toCash: "存入余额的金额", trigger: "充值触发线", until: "处理期限", validTo: "有效期", what: "更改的内容",
};

const words = new Map(Object.entries(nameWords));
const names = new Map(Object.entries(nameWords).map(([name, word]) => [word, name]));
const named = (text: string, of: ReadonlyMap<string, string>) => text.replaceAll(/\{([?!/]?)([^{}]*)\}/g, (_, sign: string, name: string) => `{${sign}${of.get(name.trim()) ?? name}}`);

/** NT5: a message's words as staff read them, each name in Chinese. */
export const readable = (text: string): string => named(text, words);
/** The same as they are kept. What is no name stays as it was typed, and is refused as such. */
export const kept = (text: string): string => named(text, names);
/** Words as the title of a list: without what is said only in a case of its own. */
export const titleIn = (text: string): string => readable(text.replaceAll(/\{\?(\w+)\}[\s\S]*?\{\/\1\}/g, "").replaceAll(/\{!(\w+)\}([\s\S]*?)\{\/\1\}/g, "$2"));
