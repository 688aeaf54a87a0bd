import { randomUUID } from "node:crypto";
import { inviteEmployee } from "../../server/accounts/employee.service";
import { createUser } from "../../server/accounts/user.service";
import { hashPassword } from "../../server/crypto";
import { takeSeat } from "../../server/launch/take-seat.service";
import type { CustomerActor, Scope } from "../../server/scope";
import { assignSeat } from "../../server/seats/seat.service";
import { DEMO_PASSWORD, demoEmployee } from "./people";
import { agreementsOf } from "./policies";

const people = [
  ["1000", "孙建国", "总经办", "sunjianguo@qilu-jingji.example"], ["1001", "刘敏", "销售部", demoEmployee.email], ["1002", "王海涛", "销售部", "wanghaitao@qilu-jingji.example"], ["1003", "赵雪", "财务部", "zhaoxue@qilu-jingji.example"], ["1004", "周凯", "生产部", "zhoukai@qilu-jingji.example"],
  ["1005", "许静", "生产部", "xujing@qilu-jingji.example"], ["1006", "马超", "质量部", "machao@qilu-jingji.example"], ["1007", "崔莹", "行政部", ""], ["1008", "邢磊", "行政部", "xinglei@qilu-jingji.example"],
] as const;

/** A company's list of people, some of whom have a seat of its office product; one of them signs in, and so does its owner. */
export async function playSeats(scope: Scope<CustomerActor>): Promise<void> {
  const product = await scope.db.product.findFirstOrThrow({ where: { customerId: scope.actor.customerId, specificationCode: "OA", state: "active" }, orderBy: { createdAt: "asc" } });
  const userIds: string[] = [];
  for (const [employeeNumber, name, department, email] of people) userIds.push((await createUser(scope, { key: randomUUID(), employeeNumber, name, department, email, phone: "" })).userId);
  await takeSeat(scope, { key: randomUUID(), productId: product.id });
  for (const userId of userIds.slice(1, 6)) await assignSeat(scope, { key: randomUUID(), productId: product.id, userId });
  await inviteEmployee(scope, { key: randomUUID(), userId: userIds[1] ?? "" });
  // As the invitation's link leaves it.
  await scope.db.person.updateMany({ where: { email: demoEmployee.email }, data: { passwordHash: await hashPassword(DEMO_PASSWORD), passwordVersion: 1, emailConfirmedAt: scope.now() } });
  const { id: personId } = await scope.db.person.findFirstOrThrow({ where: { email: demoEmployee.email }, select: { id: true } });
  await scope.db.partyPrivacyAgreement.createMany({ data: agreementsOf({ personId, at: scope.now() }) });
}
