import type { CustomerRole } from "../kernel/permissions";

/** What mails call a role; the screens' words are the same (messages). */
export const memberRoleNames: Record<CustomerRole, string> = { owner: "企业管理员", buyer: "订购员", approver: "审批员", finance: "财务", itAdmin: "IT 管理员", reader: "只读成员", employee: "员工" };
