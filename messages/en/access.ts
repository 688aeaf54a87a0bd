import type { Dictionary } from "../say";

/** What the pages of the operator's views of a company's data say. */
export const access = {
  "帐号": "Account",
  "查看记录": "View history",
  "看了什么": "What was viewed",
  "谁": "Who",
  "运营商": "Operator",
  "原因": "Reason",
  "时间": "Time",
  "显示完整信息": "Show in full",
  "您的姓名、原因和时间会记录下来，企业可以查到。": "Your name, the reason and the time are recorded, and the company can look them up.",
  "请选择": "Please choose",
  "服务单号": "Service case number",
  "处理服务单时填写": "Fill in when handling a service case",
  "说明": "Note",
  "例如：电话核对开户信息": "For example: checking the account opening details by phone",
  "显示": "Show",
  "以客户视角查看": "View as the customer",
  "运营商 {clerkName} 正以 {strong} 的视角查看，依据服务单 {part}，到 {until} 自动结束。只能看，不能办理，打开的每一页企业都能查到。": "{clerkName} of the operator is viewing as {strong}, for service case {part}, until {until}. This is for viewing only: nothing can be done, and the company can look up every page that is opened.",
  "结束查看": "End viewing",
} as const satisfies Dictionary;
