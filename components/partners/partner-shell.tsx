import { Cable, CalendarClock, FlaskConical, HeartPulse, LayoutGrid, ListChecks, Send } from "lucide-react";
import type { ReactNode } from "react";
import type { z } from "zod";
import { partnerRoleWords } from "@/messages/zh-CN";
import type { DeskMe } from "@/server/partners/desk.schema";
import { AccountNav } from "../account/account-nav";
import { SignOut } from "../layout/sign-out";
import { TextAnchor } from "../ui/anchor";
import { Brand } from "../ui/brand";

const rooms = [
  { href: "/", label: "我的应用", icon: LayoutGrid },
  { href: "/requests", label: "待办请求", icon: Send },
  { href: "/heartbeats", label: "心跳记录", icon: HeartPulse },
  { href: "/work", label: "计划维护", icon: CalendarClock },
  { href: "/tests", label: "契约测试", icon: ListChecks },
  { href: "/sandbox", label: "沙箱", icon: FlaskConical },
  { href: "/interface", label: "接口与密钥", icon: Cable },
];

/** The frame of the partner desk: whose work, for which company. */
export function PartnerShell({ me, children }: { me: z.output<typeof DeskMe>; children: ReactNode }) {
  return (
    <div className="min-h-dvh">
      <header className="border-b border-line bg-surface">
        <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-5 gap-y-2 px-4 py-2.5">
          <a href="/"><Brand place="合作伙伴工作台" /></a>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1 lg:ms-auto">
            <span>{me.partnerName} <span className="figures text-ink-faint">{me.partnerCode}</span></span>
            <span><TextAnchor href="/security">{me.name}</TextAnchor> <span className="text-ink-faint">{me.roles.map((role) => partnerRoleWords[role]).join("、")}</span></span>
            <SignOut />
          </div>
        </div>
      </header>
      <div className="mx-auto grid max-w-6xl gap-x-6 px-4 pb-10 lg:grid-cols-[10rem_minmax(0,1fr)]">
        <div className="py-4"><AccountNav items={rooms.map(({ href, label, icon: Drawn }) => ({ href, label, icon: <Drawn size="1.1em" aria-hidden /> }))} home="/" label="合作伙伴工作台" /></div>
        <main id="main" className="min-w-0 py-4">{children}</main>
      </div>
    </div>
  );
}
