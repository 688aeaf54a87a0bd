import type { ReactNode } from "react";
import type { z } from "zod";
import { staffRoleWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import { allows } from "@/server/kernel/permissions";
import { platformName, provinceName } from "@/server/platforms/province.rules";
import type { ConsoleMe } from "@/server/staff/console.schema";
import { AccountNav } from "../account/account-nav";
import { SignOut } from "../layout/sign-out";
import { TextAnchor } from "../ui/anchor";
import { Alert } from "../ui/alert";
import { Brand } from "../ui/brand";
import { DutySwitch } from "./duty-switch";
import { SearchBox } from "./search-box";
import { consoleRooms } from "./rooms";

/** The frame of the console: whose work, for which platform, by which clock. */
export function ConsoleShell({ me, children }: { me: z.output<typeof ConsoleMe>; children: ReactNode }) {
  const rooms = consoleRooms.filter((room) => allows(me.roles, room.permission)).map(({ href, label, icon: Drawn }) => ({ href, label, icon: <Drawn size="1.1em" aria-hidden /> }));
  const where = me.provinces.length > 0 ? `${platformName(me.dutyPlatformId)} · ${me.provinces.map(provinceName).join("、")}` : platformName(me.dutyPlatformId);
  return (
    <div className="min-h-dvh">
      <header className="border-b border-line bg-surface">
        <div className="flex flex-wrap items-center gap-x-5 gap-y-2 px-4 py-2">
          <a href="/queue">
            <Brand place="运营后台" />
          </a>
          {allows(me.roles, "customer.read") && <SearchBox />}
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1 lg:ms-auto">
            <DutySwitch duties={me.duties} current={me.dutyId} where={where} />
            <span>
              <TextAnchor href="/security">{me.name}</TextAnchor> <span className="text-ink-faint">{me.roles.map((role) => staffRoleWords[role]).join("、")}</span>
            </span>
            <SignOut />
          </div>
        </div>
      </header>
      {me.hasLedgerAlarm && (
        <div className="px-4 pt-3" role="alert">
          <Alert tone="danger" title="账本自证发现差异">
            <TextAnchor href="/system">查看差异</TextAnchor>，并立即上报；差异查清之前不要手工调帐。
          </Alert>
        </div>
      )}
      {me.hasDiskAlarm && (
        <div className="px-4 pt-3" role="alert">
          <Alert tone="danger" title="数据库所在的磁盘快满了">
            <TextAnchor href="/system">查看运行状况</TextAnchor>，并尽快清理这块磁盘；写满以后客户只能查询、不能办理。
          </Alert>
        </div>
      )}
      {me.clockOffsetMs !== 0 && (
        <div className="px-4 pt-3">
          <Alert tone="warning" title={`演示时钟已拨动：现在按 ${formatInstant(me.now)} 运行`} />
        </div>
      )}
      <div className="grid gap-x-5 px-4 pb-10 lg:grid-cols-[9.5rem_minmax(0,1fr)]">
        <div className="py-3">
          <AccountNav items={rooms} home="/" label="运营后台" />
        </div>
        <main id="main" className="min-w-0 py-3">
          {children}
        </main>
      </div>
    </div>
  );
}
