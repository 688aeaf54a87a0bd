import { randomUUID } from "node:crypto";
import type { Ids } from "./matrix";

const key = "0197a000-0000-7000-8000-0000000000aa";

/** Applications that people open, and how employees come to sign in. */
export const launchInputs: Record<string, (ids: Ids) => unknown> = {
  "app.list": () => ({}),
  "app.byId": ({ productId }) => ({ productId }),
  "app.takeSeat": ({ productId }) => ({ key, productId }),
  "app.launches": ({ productId }) => ({ productId }),
  "employee.invite": () => ({ key, userId: randomUUID() }),
};
