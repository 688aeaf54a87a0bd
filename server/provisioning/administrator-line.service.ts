import type { Tx } from "../db";
import type { Prisma, ServiceOrder } from "../generated/prisma/client";
import { enqueue } from "../queue";
import type { Scope } from "../scope";
import { type ProviderAnswer, callProvider } from "./ap-call.service";
import { type AdministratorBody, apRequest } from "./ap-request.rules";
import type { SeatProduct } from "./seat-line.service";

const LIMIT_HOURS = 24;

type Named = Pick<AdministratorBody, "administrator" | "isReset"> & { administratorId: string; key: string };

/** Writes the line, with its job, by which an AP hears who minds a service, or that their way in is to be made anew (AI10). */
export async function createAdministratorLine(tx: Tx, scope: Scope, product: SeatProduct, { administratorId, administrator, isReset, key }: Named): Promise<void> {
  const now = scope.now();
  const id = crypto.randomUUID();
  const { orderId, orderItemId, customerId, provinceId, specificationCode, businessId } = product;
  const { number: orderNumber } = await tx.productOrder.findFirstOrThrow({ where: { id: orderId }, select: { number: true } });
  // What was not heard yet of somebody before is not worth hearing any more.
  await tx.serviceOrder.updateMany({ where: { orderItemId, operation: "administrator", state: { in: ["acknowledged", "pending"] } }, data: { state: "cancelled", nextAttemptAt: null, needsPerson: false, lastAnswer: "已被之后的办理取代" } });
  const requestBody: Prisma.InputJsonObject = { serviceOrderId: id, orderNumber, administrator, isReset };
  await tx.serviceOrder.create({ data: { id, orderId, orderItemId, customerId, provinceId, specificationCode, businessId, operation: "administrator", administratorId, requestBody, requestKey: key, requestId: scope.requestId, createdAt: now, nextAttemptAt: now, deadlineAt: new Date(now.getTime() + LIMIT_HOURS * 3_600_000) } });
  await enqueue(tx, "provisioning.send", { platformId: scope.platformId, id });
}

export const callAdministrator = (line: ServiceOrder): Promise<ProviderAnswer> => callProvider(line, apRequest.administrator(line.businessId ?? "", (line.requestBody ?? {}) as object));

/** The AP did it: the application account shows by which name its administrator signs in. */
export async function writeAdministrator(tx: Tx, { orderItemId }: Pick<ServiceOrder, "orderItemId">, name: string): Promise<void> {
  await tx.applicationAccount.updateMany({ where: { product: { orderItemId } }, data: { administratorName: name } });
}
