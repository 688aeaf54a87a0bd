import type { LaunchRule } from "@/server/generated/prisma/enums";
import type { Words } from "./money.zh-CN";

/** PR5: why an application does not open, as its person reads it, and what to do. */
export const launchWhyWords: Record<LaunchRule, { title: string; text: string }> = {
  allowed: { title: "可以打开", text: "" },
  accountNotOpen: { title: "企业帐号已停用", text: "企业帐号停用期间不能使用应用，请由企业管理员联系客户经理。" },
  notOpen: { title: "正在开通", text: "应用正在开通，通常几分钟内完成，完成后这里会自动变为可以打开。" },
  ended: { title: "产品已终止", text: "产品已经终止，不能再打开。需要的话可以重新订购。" },
  authority: { title: "按主管部门要求暂停", text: "产品按主管部门的要求暂停，请由企业管理员联系客户经理了解办理方式。" },
  operator: { title: "运营方已暂停", text: "产品由运营方暂停，请由企业管理员联系客户经理。" },
  apFault: { title: "应用方故障暂停", text: "应用方的系统出了故障，产品暂停，恢复后自动可以打开，暂停期间不计费。" },
  cap: { title: "费用已到上限", text: "本月费用达到了企业设定的上限，产品暂停。请由企业管理员调整上限。" },
  arrears: { title: "欠费暂停", text: "帐单逾期未付，产品暂停。付清以后自动恢复。" },
  ownPause: { title: "企业已暂停使用", text: "贵企业自己暂停了这个产品，恢复使用以后可以打开。" },
  notAuthorised: { title: "上级企业没有授权", text: "上级企业对这个产品的授权已经结束，请联系上级企业的管理员。" },
  noSeat: { title: "您还没有席位", text: "这个应用按席位使用，分配席位以后就可以打开。" },
  notYours: { title: "由管理员使用", text: "这个产品不按人分配，由企业管理员或 IT 管理员打开。" },
  notConnected: { title: "需要单独登录", text: "这个应用还没有接入一键登录，请用应用自己的帐号登录。" },
};

/** The same in a word, on a tile and in the record. */
export const launchRuleWords: Words<LaunchRule> = {
  allowed: { word: "可以打开", tone: "success" },
  accountNotOpen: { word: "帐号停用", tone: "danger" },
  notOpen: { word: "开通中", tone: "info" },
  ended: { word: "已终止", tone: "neutral" },
  authority: { word: "已暂停", tone: "danger" },
  operator: { word: "已暂停", tone: "warning" },
  apFault: { word: "应用方故障", tone: "warning" },
  cap: { word: "费用到上限", tone: "warning" },
  arrears: { word: "欠费暂停", tone: "danger" },
  ownPause: { word: "企业已暂停", tone: "warning" },
  notAuthorised: { word: "上级未授权", tone: "warning" },
  noSeat: { word: "没有席位", tone: "neutral" },
  notYours: { word: "由管理员使用", tone: "neutral" },
  notConnected: { word: "单独登录", tone: "neutral" },
};

export const signInStateWords: Words<"none" | "invited" | "open"> = {
  none: { word: "未邀请", tone: "neutral" },
  invited: { word: "已邀请", tone: "warning" },
  open: { word: "可以登录", tone: "success" },
};
