import type { Ids } from "./matrix";

/** Well-formed input for the procedures of what is kept of people and companies. */
export const dataInputs: Record<string, (ids: Ids) => unknown> = {
  "dataLook.list": () => ({}),
  "dataTakeout.list": () => ({}),
  "dataTakeout.ask": () => ({ key: "0197a000-0000-7000-8000-0000000000ad" }),
  "dataMap.retention": () => ({}),
  "dataDesk.beginView": ({ customerId }) => ({ customerId, ticketNumber: "SDT00000000001" }),
  "dataDesk.reveal": ({ customerId }) => ({ place: "customer", id: customerId, reason: "contact", text: "", ticketNumber: "" }),
};
