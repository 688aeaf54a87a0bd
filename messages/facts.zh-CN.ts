import type { FactKind } from "@/server/ordering/order.rules";
import type { Words } from "./money.zh-CN";

export const factWords: Record<FactKind, { label: string; hint: string }> = {
  mailDomain: { label: "邮箱域名", hint: "例如 example.cn，邮箱地址的后缀；填好后会查询域名解析" },
  icpNumber: { label: "网站备案号", hint: "例如 鲁ICP备12345678号" },
  installAddress: { label: "装机地址", hint: "精确到门牌号和房间号" },
  contactNumber: { label: "现场联系电话", hint: "手机号或带区号的固定电话" },
  administratorEmail: { label: "管理员邮箱", hint: "用于接收应用管理员帐号" },
  currentNumber: { label: "现有电话号码", hint: "带区号，例如 0531-81234567" },
  companyIntroduction: { label: "企业简介", hint: "至少 20 个字，用于展示" },
};

/** What the name servers said of a mail domain (OR19). */
export const domainWords: Words<"mailReady" | "noMail" | "notFound" | "unknown"> = {
  mailReady: { word: "域名有邮件服务器", tone: "success" },
  noMail: { word: "域名还没有邮件服务器记录", tone: "warning" },
  notFound: { word: "查不到这个域名", tone: "danger" },
  unknown: { word: "域名未能核验", tone: "warning" },
};
