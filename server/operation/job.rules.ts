/** What the worker does again and again, by the name under which a failure is noted, in the staff's words (BO7). */
export const jobWords = {
  executeDueChanges: "变更到期生效", carryOutTransfers: "产品转移", carryOutRelationships: "帐号加入和离开", renewPrepaid: "预付费月扣费", payForChildren: "上级代付", endRunOut: "授权到期处理", endTrials: "试用到期处理", endAtPeriodEnd: "到期退订", endLapsed: "欠费到期终止", dunDebts: "欠费催缴", settleClosings: "销户结清", chargeLateUsage: "补计用量",
  remindTrials: "试用提醒", warnLowBalance: "余额提醒", warnBudgets: "预算提醒", remindPaused: "复机提醒", endRests: "暂停到期恢复", expireHandOffs: "受理码过期处理", expireRed: "红字申请超时", expirePartChoices: "套餐选择超时",
  eraseClosed: "销户后删除数据", purgeClosed: "销户后脱敏", returnLateCash: "退回迟到的款项", bookStatementLines: "银行流水入账", startDueVersions: "产品新版本开始", handOverDue: "企业管理员交接", watchSwitches: "功能开关到期", settleDropped: "核对已放弃的开通", checkSeats: "核对席位", runSeatImports: "批量分配席位", carryOutErasures: "删除个人信息", forgetTakeouts: "删除到期的导出资料", sendAppNotices: "应用消息群发", tellOfProblems: "已知故障告知", tellOfPolicies: "政策新版本告知", releaseHeld: "免打扰结束后发送和每日摘要", fanOutEvents: "事件分发", deliverEvents: "事件投递",
} as const;
export type JobName = keyof typeof jobWords;
export const jobNames = Object.keys(jobWords) as JobName[];

/** What may be run for one company by hand. */
export const rerunnable = ["executeDueChanges", "renewPrepaid", "endTrials", "endAtPeriodEnd", "endLapsed", "dunDebts", "settleClosings", "chargeLateUsage"] as const satisfies readonly JobName[];
export type RerunnableJob = (typeof rerunnable)[number];

/** Every job looks again within seconds: what has not failed for so long is done, or is not due any more. */
export const FAILING_MINUTES = 15;
