import { Tabs } from "../ui/tabs";

const rooms = [
  { href: "/billing", label: "出账" },
  { href: "/billing/arrears", label: "欠费" },
  { href: "/billing/disputes", label: "异议" },
  { href: "/billing/changes", label: "变更核对" },
  { href: "/billing/statements", label: "转账" },
  { href: "/billing/differences", label: "对账" },
  { href: "/billing/fapiao", label: "发票" },
  { href: "/billing/withdrawals", label: "退回余额" },
] as const;

/** The parts of the billing desk. */
export function BillingTabs({ current, disputes }: { current: (typeof rooms)[number]["href"]; disputes?: number }) {
  return <Tabs label="帐务" tabs={rooms.map((room) => ({ ...room, isCurrent: room.href === current, ...(room.href === "/billing/disputes" && disputes !== undefined ? { count: disputes } : {}) }))} />;
}
