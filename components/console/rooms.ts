import { Activity, BellRing, Blocks, CirclePause, ClipboardCheck, FileText, Gauge, HandCoins, Headset, KeyRound, Languages, ListChecks, Megaphone, MessageSquareShare, Package, ReceiptText, Scale, ScrollText, Send, ShieldUser, Store, Ticket, TicketPercent, ToggleLeft, TriangleAlert, UserCog, Users, Workflow } from "lucide-react";
import type { Permission } from "@/server/kernel/permissions";

/** The console's rooms, each with the permission that its pages ask for. */
export const consoleRooms = [
  { href: "/queue", label: "待审队列", icon: ClipboardCheck, permission: "review.read" },
  { href: "/counter", label: "凭码受理", icon: Ticket, permission: "handOff.open" },
  { href: "/customers", label: "客户", icon: Users, permission: "customer.read" },
  { href: "/quotes", label: "报价", icon: HandCoins, permission: "quoteDesk.read" },
  { href: "/tickets", label: "服务单", icon: Headset, permission: "ticketDesk.read" },
  { href: "/problems", label: "已知故障", icon: TriangleAlert, permission: "serviceProblem.read" },
  { href: "/billing", label: "帐务", icon: ReceiptText, permission: "billing.read" },
  { href: "/requests", label: "开通请求", icon: Send, permission: "provisioning.read" },
  { href: "/suspensions", label: "停复机复核", icon: CirclePause, permission: "suspension.read" },
  { href: "/figures", label: "运行指标", icon: Activity, permission: "figure.read" },
  { href: "/jobs", label: "后台任务", icon: Workflow, permission: "job.read" },
  { href: "/catalogue", label: "产品目录", icon: Package, permission: "catalogue.read" },
  { href: "/partners", label: "合作伙伴", icon: Blocks, permission: "partner.read" },
  { href: "/app-notices", label: "应用消息", icon: MessageSquareShare, permission: "appNotice.read" },
  { href: "/message-words", label: "消息文字", icon: Languages, permission: "messageWords.read" },
  { href: "/promotions", label: "优惠活动", icon: TicketPercent, permission: "promotion.read" },
  { href: "/rules", label: "受理规则", icon: ListChecks, permission: "channelRule.read" },
  { href: "/contracts", label: "服务协议", icon: FileText, permission: "contractText.read" },
  { href: "/policies", label: "政策文本", icon: Scale, permission: "policyText.read" },
  { href: "/news", label: "公告", icon: Megaphone, permission: "news.read" },
  { href: "/storefronts", label: "门户设置", icon: Store, permission: "storefront.edit" },
  { href: "/switches", label: "功能开关", icon: ToggleLeft, permission: "featureSwitch.read" },
  { href: "/robots", label: "提醒群", icon: BellRing, permission: "groupRobot.manage" },
  { href: "/api-clients", label: "接口客户端", icon: KeyRound, permission: "apiClient.read" },
  { href: "/staff", label: "员工", icon: UserCog, permission: "staff.read" },
  { href: "/privacy", label: "个人信息", icon: ShieldUser, permission: "dataMap.read" },
  { href: "/audit", label: "审计", icon: ScrollText, permission: "audit.read" },
  { href: "/system", label: "系统", icon: Gauge, permission: "console.use" },
] as const satisfies readonly { href: string; label: string; icon: unknown; permission: Permission }[];
