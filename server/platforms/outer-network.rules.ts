import { BlockList, isIP, isIPv6 } from "node:net";

/** Addresses that are nobody's on the open network: one's own machine, private and link-local ones, and those set aside. */
const inner4 = ["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"];
/** Among them what carries an IPv4 address inside, by which one of those above could be reached. */
const inner6 = ["::/96", "::ffff:0:0/96", "64:ff9b::/32", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"];

/** Networks by their text, "10.1.0.0/16" or a single address. Throws RangeError for what is none. */
export function networksOf(list: readonly string[]): BlockList {
  const networks = new BlockList();
  for (const entry of list) {
    const [address = "", prefix] = entry.split("/", 2);
    if (isIP(address) === 0) throw new RangeError(`no network: ${entry}`);
    const kind = isIPv6(address) ? "ipv6" : "ipv4";
    if (prefix === undefined) networks.addAddress(address, kind);
    else networks.addSubnet(address, Number(prefix), kind);
  }
  return networks;
}

// Apart, since a list that holds the mapped addresses would find every IPv4 address among them.
const [inside4, inside6] = [networksOf(inner4), networksOf(inner6)];
const holds = (networks: BlockList, address: string) => networks.check(address, isIPv6(address) ? "ipv6" : "ipv4");
const isInside = (address: string) => holds(inside4, address) || (isIPv6(address) && holds(inside6, address));

/** True for an address that a message may be sent to: on the open network, or one that the operator has allowed. */
export function mayReach(address: string, allowed: BlockList): boolean {
  return isIP(address) !== 0 && (holds(allowed, address) || !isInside(address));
}

/** What is wrong with a callback's address, or null: no user in it, and https unless it lies in a network that the operator allowed. */
export function callbackProblem(text: string, allowed: BlockList): string | null {
  if (text.length > 500 || !URL.canParse(text)) return "callback is no address";
  const url = new URL(text);
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  if (url.protocol !== "https:" && url.protocol !== "http:") return "callback must be an https address";
  if (url.username !== "" || url.password !== "" || url.hash !== "") return "callback must have no user, password or fragment";
  if (isIP(literal) !== 0 && !mayReach(literal, allowed)) return "callback must not lie inside the operator's network";
  if (url.protocol === "http:" && !(isIP(literal) !== 0 && holds(allowed, literal))) return "callback must be https";
  return null;
}
