import { Resolver } from "node:dns/promises";
import { env } from "../env";
import { countTry } from "../platforms/limit.service";
import type { CustomerActor, Scope } from "../scope";
import { type DomainFinding, factProblem, findingOf } from "./order.rules";

const LIMIT_MS = 3000;

/**
 * OR19: asks the name servers whether a domain exists and who takes its mail. Never throws: what cannot be learnt within
 * three seconds is `unknown`, since an order must not hang on somebody's name server. Call it outside any transaction.
 */
async function lookUpMailDomain(domain: string): Promise<DomainFinding> {
  const resolver = new Resolver({ timeout: 1200, tries: 2 });
  const servers = env().DNS_SERVERS.split(",").map((server) => server.trim()).filter(Boolean);
  if (servers.length > 0) resolver.setServers(servers);
  const timer = setTimeout(() => resolver.cancel(), LIMIT_MS);
  try {
    const exchanges = await resolver.resolveMx(domain.trim().toLowerCase());
    return findingOf(null, exchanges);
  } catch (error) {
    return findingOf((error as NodeJS.ErrnoException).code ?? "", []);
  } finally {
    clearTimeout(timer);
  }
}

/** The same for a form, before anything is sent; counted, since each asks a stranger. */
export async function checkMailDomain(scope: Scope<CustomerActor>, { domain }: { domain: string }): Promise<DomainFinding> {
  await countTry(scope.db, [{ key: `domain:${scope.actor.customerId}`, max: 60, windowSeconds: 900 }]);
  return factProblem("mailDomain", domain) === null ? lookUpMailDomain(domain) : { state: "unknown", exchanges: [] };
}

/** What the outside world says of an order's facts, to be kept with it and shown in review. */
export async function checksOf(facts: Partial<Record<string, string>>): Promise<{ mailDomain?: DomainFinding }> {
  const domain = facts.mailDomain ?? "";
  return factProblem("mailDomain", domain) === null ? { mailDomain: await lookUpMailDomain(domain) } : {};
}
