import type { RelationshipBlocker, RelationshipNote } from "./relationship.schema";

export const relationshipBlockerWords: Record<RelationshipBlocker, string> = {
  alreadyAsked: "已经有一个加入或离开的申请在办理",
  otherProvince: "两个帐号在不同的省份，不能归为一组",
  accountNotOpen: "帐号不在正常使用中",
  parentNotOpen: "上级企业的帐号不在正常使用中",
  notVerified: "企业还没有通过认证",
  hasParent: "帐号与上级的关系已经变了",
  hasChildren: "帐号有自己的子帐号，请先让它们离开",
  parentIsChild: "子帐号不能再有子帐号",
  tooManyChildren: "子帐号的数量已到上限",
  labelTaken: "这个名称已经是另一个子帐号的",
  neverSignedIn: "子帐号的管理员还没有登录过，请先完成交接",
  approvalsOpen: "有等待上级审批的订购，请先审批或撤回",
  ordersHeldByParent: "有用上级余额预占的订单在办理，请等它办完或撤销",
  transfersAfter: "有在这之后生效的产品转移，请先取消",
  billsOverdue: "有逾期未付的帐单，请先付清",
};

export const relationshipNoteWords: Record<RelationshipNote, string> = {
  payerBecomesOwn: "从生效日起由它自己付费，不再由上级代付",
  openBillsStay: "上级还没有付清的旧帐单仍由上级付",
  receivedReturns: "上级划拨、还没有用完的余额在生效时退回上级",
  authorisationsEnd: "产品授权结束，之后可以订购所有在售产品；在用的产品不受影响",
  capsEnd: "上级设置的额度结束",
  runningAuthorised: "在用的产品按现有套餐和数量自动得到授权，其他产品由上级授权后才能订购",
  parentSees: "上级企业能看到它的订单、产品、帐单和用量",
  parentSetsCaps: "额度由上级企业设置，它自己设置的额度结束；上级可以替它付费、转移产品",
};
