import type { z } from "zod";
import { consumeLinkSecret, makeLinkSecret } from "../accounts/code.service";
import { recordAudit } from "../audit/audit.service";
import { hashPassword } from "../crypto";
import { type Tx, dbFor } from "../db";
import { problemOf } from "../factors/factor.service";
import { AppError, fieldError } from "../kernel/errors";
import { sendStaffMail } from "../notifications/notification.service";
import { countTry } from "../platforms/limit.service";
import { partnerUrl } from "../platforms/page-url";
import { NATIONAL_SCOPE } from "../platforms/province.rules";
import { type Scope, systemScope } from "../scope";
import { partnerHolders } from "./holders.service";
import type { AcceptInvitation } from "./partner.schema";

/** Mails a person of a partner the link that sets their password, good once and for seven days; with the caller's transaction. */
export async function sendInvitation(tx: Tx, scope: Scope, { id, name, email, partnerName }: { id: string; name: string; email: string; partnerName: string }): Promise<void> {
  const secret = await makeLinkSecret(tx, { purpose: "invitePartner", subject: id });
  await sendStaffMail(tx, scope, {
    kind: "code.invitePartner", recipient: email, subject: "邀请您使用宽带商务合作伙伴工作台",
    text: `${name}，您好：\n您被邀请代表${partnerName}使用宽带商务合作伙伴工作台。请在 7 天内从下面的链接设置登录密码，链接只能用一次；之后用邮箱和密码登录，并绑定动态口令。`,
    link: { label: "设置登录密码", url: partnerUrl(`/invitation?code=${secret}`) },
  });
}

/** Sets the password that an invitation's link allows and spends the link; every sign-in of before ends. Throws CODE_EXPIRED. */
export async function acceptInvitation({ secret, password }: z.output<typeof AcceptInvitation>, { ip, requestId }: { ip: string; requestId: string }): Promise<{ email: string }> {
  await countTry(dbFor(NATIONAL_SCOPE), [{ key: `invitation:${ip}`, max: 60, windowSeconds: 900 }]);
  const passwordHash = await hashPassword(password);
  const system = { ...(await systemScope(NATIONAL_SCOPE)), ip, requestId };
  return system.transaction(async (tx) => {
    const id = await consumeLinkSecret(tx, { purpose: "invitePartner", secret });
    const person = await partnerHolders.find(tx, { id });
    if (!person) throw new AppError("CODE_EXPIRED");
    const weak = problemOf(password, person);
    if (weak) throw fieldError("password", weak);
    await partnerHolders.change(tx, { id }, { passwordHash, passwordVersion: { increment: 1 } });
    await tx.session.updateMany({ where: { subjectId: id, realm: "partner", revokedAt: null }, data: { revokedAt: new Date() } });
    await recordAudit(tx, { ...system, actor: partnerHolders.actorOf(person) }, "password.set", { kind: "partnerPerson", id });
    return { email: person.email };
  });
}
