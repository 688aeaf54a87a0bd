import type { AuthorisationRule } from "@/server/authority/authorisation.rules";
import { relationshipBlockerWords } from "@/server/group/relationship.words";
import { blockerWords } from "@/server/group/transfer.words";
import { seatReasonWords } from "./seat.zh-CN";

export * from "./launch.zh-CN";
export * from "./seat.zh-CN";

/** PC14: the rule that decided what a child may buy, as the page says it. */
export const authorisationRuleWords: Record<AuthorisationRule, string> = { byProduct: "已授权这个产品", byClass: "已授权这类产品", notAuthorised: "没有授权", planNotAuthorised: "没有授权这个套餐", seatsUsedUp: "授权数量已用完" };

/** Why a child's order, or a call about seats, is refused. */
export const groupReasonWords = {
  ...relationshipBlockerWords, ...blockerWords, ...seatReasonWords,
  notAuthorised: "上级企业没有授权本帐号订购这个产品，请联系上级的管理员。",
  planNotAuthorised: "上级企业没有授权这个套餐，请换一个套餐或联系上级的管理员。",
  seatsUsedUp: "上级企业授权的数量已经用完，请联系上级的管理员。",
  parentNotOpen: "上级企业的帐号已经停用或销户，子帐号不能恢复。",
  labelTakenMeanwhile: "上级企业已把这个名称给了另一个子帐号，请先由上级改名。",
  overHardCap: "超过了不允许突破的额度，请联系企业的管理员调整额度。",
  billBeingPaid: "对方正在为这张帐单付款，请稍后再看；没有付成的话半小时后可以再付。",
  noApprover: "这笔订购超过额度，需要另一个人审批，但企业还没有其他审批人。请企业管理员先邀请一位审批人。",
  cashTooLow: "余额不够预占这一行的首期费用，请先充值，或减少数量。",
  parentSetsCaps: "本帐号的额度由上级企业设置。",
  parentKeepsCompany: "企业名称、地址、行业和执照由上级企业的管理员维护。",
} as const;
export const groupFieldWords = {
  labelTaken: "已有一个子帐号叫这个名称，请换一个",
  joinCodeWrong: "加入码不对、已用过或已过期，请向对方核对",
  accountMissing: "请至少选一个帐号",
  lineMissing: "请至少选一行",
  cartFull: "一个采购车最多 50 行，请先提交或另存一部分",
  cartsFull: "保存的采购车太多，请先删除不用的",
  accountGone: "这个帐号现在不能订购，请换一个帐号",
  seatsUsedUp: "超过上级企业授权的数量，请减少",
  endsBeforeStart: "结束日期不能早于开始日期",
  dayOver: "这一天已经过去了",
  dayWrong: "请选择日期",
  groupCapIsParents: "全集团额度只能设在上级帐号上",
  orderCapIsSoft: "单笔免审批金额超过后总是转为审批，不能设为直接拒绝",
  capWrong: "请填写金额；0 为不允许任何订购",
  reasonMissing: "请写明不同意的原因，至少 2 个字",
  daysWrong: "请填写 1 到 14 天",
  substituteSame: "代理审批人不能与审批人相同",
  numberWrong: "请填写 0 到 1000000 的整数；不填为不限，0 为不允许",
} as const;
