import type { Tx } from "../db";
import { AppError, fieldError } from "../kernel/errors";
import { sendStaffMail } from "../notifications/notification.service";
import { consoleUrl } from "../platforms/page-url";
import { platformName } from "../platforms/province.rules";
import type { Scope, StaffActor } from "../scope";
import { startOf, startProblem } from "./release.rules";

type Writers = { writerIds: string[]; writers: string[] };

/** Who has written in a draft once this person has, for as long as it lives. */
export function writersWith({ actor }: Scope<StaffActor>, { writerIds, writers }: Writers): Writers {
  return writerIds.includes(actor.id) ? { writerIds, writers } : { writerIds: [...writerIds, actor.id], writers: [...writers, actor.name] };
}

/** BO5, OR14: the instant from which a second person's release counts. Throws OWN_WORK for whoever wrote in the draft, an error at `validFrom` for one gone or too far. */
export function releaseStart({ actor }: Scope<StaffActor>, { writerIds }: Pick<Writers, "writerIds">, validFrom: Date | null, now: Date): Date {
  if (writerIds.includes(actor.id)) throw new AppError("OWN_WORK");
  const problem = startProblem(validFrom, now);
  if (problem) throw fieldError("validFrom", problem);
  return startOf(validFrom, now);
}

/** Tells those who may release, asked before the transaction, that rules or texts change; whoever did it knows (BO5, OR14). */
export async function tellColleagues(tx: Tx, scope: Scope<StaffActor>, recipients: readonly string[], { path, subject, text }: { path: string; subject: string; text: string }): Promise<void> {
  for (const recipient of recipients)
    await sendStaffMail(tx, scope, { kind: "release.told", recipient, subject: `${platformName(scope.platformId)}：${subject}`, text, link: { label: "打开查看", url: consoleUrl(path) } });
}
