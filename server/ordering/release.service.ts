import type { Tx } from "../db";
import { sendMail } from "../notifications/notification.service";
import { consoleUrl } from "../platforms/page-url";
import { platformName } from "../platforms/province.rules";
import type { Scope, StaffActor } from "../scope";

/** Tells those who may release, asked before the transaction, that rules or texts change; whoever did it knows (BO5, OR14). */
export async function tellColleagues(tx: Tx, scope: Scope<StaffActor>, recipients: readonly string[], { path, subject, text }: { path: string; subject: string; text: string }): Promise<void> {
  for (const recipient of recipients)
    await sendMail(tx, scope, { kind: "release.told", recipient, subject: `${platformName(scope.platformId)}：${subject}`, text, link: { label: "打开查看", url: consoleUrl(path) } });
}
