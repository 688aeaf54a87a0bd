import { type ApiNumber, machineApis } from "../machine/machine.rules";
import type { Resource } from "./resource";
import { hubOf } from "./hub.service";
import { accountResources, accountStates } from "./resources/accounts";
import { billingResources } from "./resources/billing";
import { catalogResources } from "./resources/catalog";
import { inventoryResources } from "./resources/inventory";
import { orderingResources } from "./resources/ordering";
import { customerResources, partyResources } from "./resources/parties";
import { paymentResources, paymentStates } from "./resources/payments";
import { prepayResources } from "./resources/prepay";
import { serviceResources } from "./resources/services";
import { ticketResources } from "./resources/tickets";

/** What each API serves. */
const resources: Record<ApiNumber, readonly Resource[]> = {
  "620": catalogResources, "621": ticketResources, "622": orderingResources, "629": customerResources, "632": partyResources, "637": inventoryResources, "641": serviceResources, "654": prepayResources, "666": accountResources, "676": paymentResources, "678": billingResources,
};

/** Clients of TMF676 are known to look for it under either name. */
const otherPaths: Record<string, ApiNumber> = { paymentManagement: "676" };

/** The API of a path under /tmf-api, or null. */
export function apiOf(path: string): ApiNumber | null {
  return machineApis.find((api) => api.path === path)?.number ?? (Object.hasOwn(otherPaths, path) ? (otherPaths[path] ?? null) : null);
}

const hubs = new Map(machineApis.map(({ number }) => [number, hubOf(number)] as const));

/** Everything that an API serves, its hub among it. */
export function resourcesOf(number: ApiNumber): readonly Resource[] {
  const hub = hubs.get(number);
  return [...resources[number], ...(hub ? [hub] : [])];
}

export function resourceOf(number: ApiNumber, name: string): Resource | null {
  return resourcesOf(number).find((resource) => resource.name === name) ?? null;
}

const wordsOf: Partial<Record<string, Readonly<Record<string, string>>>> = { customer: accountStates, payment: paymentStates, refund: paymentStates };

/** TM Forum's word for a state of ours, where they differ. */
export const stateWord = (resource: string, state: string): string => wordsOf[resource]?.[state] ?? state;
