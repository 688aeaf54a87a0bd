import type { ApiNumber } from "../machine/machine.rules";

/** Resources of TM Forum's files that the platform does not have, each with why; whoever asks is told with a 501. */
export const missingResources: Partial<Record<ApiNumber, Readonly<Record<string, string>>>> = {
  "620": { importJob: "the catalogue is kept by the operator's product staff, not imported", exportJob: "the catalogue is small enough to be listed" },
  "641": { cancelServiceOrder: "a line is cancelled with its product order" },
  "654": {
    topupBalance: "balances are topped up by payments, which TMF676 shows", adjustBalance: "balances are moved by their own use cases alone", transferBalance: "balances are not moved between companies", reserveBalance: "sums are set aside by orders",
  },
  "666": { settlementAccount: "partners are settled outside this platform" },
  "678": { customerBillOnDemand: "bills are made by the monthly run alone" },
};

/** Why a served resource does not take a verb, for the contract's test; whoever tries is told with a 405. */
export const missingVerbs: Partial<Record<ApiNumber, Readonly<Record<string, string>>>> = {
  "620": { "*": "the catalogue is changed by the operator's product staff, with its approvals" },
  "621": { "troubleTicket delete": "a case stays for ever; it is cancelled by its status" },
  "622": { "productOrder delete": "an order stays for ever; it is taken back by cancelProductOrder" },
  "629": { "*": "a company becomes a customer by opening an account" },
  "632": { "*": "companies and people are kept by their own use cases" },
  "637": { "*": "a product changes by an order alone" },
  "641": { "*": "lines are written by product orders alone" },
  "666": { "*": "accounts are kept by their own use cases" },
  "676": { "*": "money is moved by its own use cases alone" },
  "678": { "*": "a bill's state follows its payments and objections alone" },
};

export const missingResourceOf = (number: ApiNumber, name: string): string | null => {
  const all: Readonly<Record<string, string>> = missingResources[number] ?? {};
  return Object.hasOwn(all, name) ? (all[name] ?? null) : null;
};
