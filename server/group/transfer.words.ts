import type { TransferBlocker } from "./transfer.schema";

/** What stands in the way of a transfer, in the words of mails and pages. */
export const blockerWords: Record<TransferBlocker, string> = {
  sameAccount: "产品已经在这个帐号",
  otherCompany: "两个帐号属于不同的企业，合同和发票主体不同，需要由对方重新订购",
  otherProvince: "两个帐号在不同的省份",
  accountNotOpen: "转出或接收的帐号不在正常使用中",
  accountLeaving: "转出或接收的帐号在这之前就要独立",
  partOfBundle: "这是套餐里的产品，请转移整个套餐",
  productNotRunning: "产品不在正常使用中（试用、暂停、退订中的产品不能转移）",
  alreadyMoving: "产品已经安排了一次转移",
  changeWaiting: "产品有待审核或以后生效的变更，请先等它完成或撤销",
  overdue: "产品有逾期未付的帐单，请先付清",
  notAuthorised: "接收的子帐号没有这个产品的授权",
  planNotAuthorised: "接收的子帐号没有这个套餐的授权",
  seatsUsedUp: "超过接收子帐号的授权数量",
  overCap: "超过接收子帐号的额度",
  numberTaken: "有席位使用人的工号在接收帐号里是另一个人，请先改正工号",
  balanceTooLow: "接收帐号的余额不够付第一个月的费用",
};
