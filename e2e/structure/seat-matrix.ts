import { randomUUID } from "node:crypto";
import type { Ids } from "./matrix";

const key = "0197a000-0000-7000-8000-0000000000aa";

/** Seats of products and who uses them. */
export const seatInputs: Record<string, (ids: Ids) => unknown> = {
  "seat.list": ({ productId }) => ({ productId }),
  "seat.candidates": ({ productId }) => ({ productId }),
  "seat.assign": ({ productId }) => ({ key, productId, userId: randomUUID() }),
  "seat.withdraw": () => ({ key, assignmentId: randomUUID() }),
  "seat.resend": () => ({ key, assignmentId: randomUUID() }),
  "seat.checkImport": ({ productId }) => ({ productId, csv: "工号\n1001" }),
  "seat.startImport": ({ productId }) => ({ key, productId, csv: "工号\n1001", digest: "0".repeat(64) }),
  "seat.import": () => ({ importId: randomUUID() }),
  "seat.drift": ({ productId }) => ({ productId }),
  "seat.checkNow": ({ productId }) => ({ productId }),
  "seat.sendAgain": () => ({ key, differenceId: randomUUID() }),
  "productAdministrator.ofProduct": ({ productId }) => ({ productId }),
  "productAdministrator.appoint": ({ productId }) => ({ key, productId, userId: randomUUID() }),
  "productAdministrator.reset": ({ productId }) => ({ key, productId }),
  "seatDesk.list": () => ({}),
  "seatDesk.sendAgain": () => ({ key, differenceId: randomUUID() }),
};
