import type { z } from "zod";
import { ownUser } from "../accounts/employee.service";
import { AppError } from "../kernel/errors";
import { once } from "../platforms/idempotency.service";
import type { CustomerActor, Scope } from "../scope";
import { giveSeat, seatProductOf } from "../seats/seat.service";
import type { TakeSeat } from "./launch.schema";

/** PR5: whoever minds the seats gives themselves one with a click, and stands on the company's list from then on. Throws as the assigning of any seat. */
export async function takeSeat(scope: Scope<CustomerActor>, { key, productId }: z.output<typeof TakeSeat>): Promise<{ assignmentId: string }> {
  return once(scope, { operation: "app.takeSeat", key, input: { productId } }, async (tx) => {
    const product = await seatProductOf(tx, scope, productId);
    // A child's seats are for the child's own people.
    if (product.customerId !== scope.actor.customerId) throw new AppError("NOT_FOUND");
    return { assignmentId: await giveSeat(tx, scope, product, await ownUser(tx, scope)) };
  });
}
