import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import floors from "./floors.json";
import { type Stand } from "./kit/stand";

function* files(path: string): Generator<string> {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) return yield path;
  for (const name of readdirSync(path)) yield* files(join(path, name));
}

type Lock = { packages: Record<string, { version?: string; resolved?: string; integrity?: string; link?: boolean; inBundle?: boolean }> };

function isBelow(version: string, floor: string): boolean {
  const [mine, wanted] = [version, floor].map((text) => text.split("-")[0]?.split(".").map(Number) ?? []);
  for (let n = 0; n < 3; n += 1) if ((mine?.[n] ?? 0) !== (wanted?.[n] ?? 0)) return (mine?.[n] ?? 0) < (wanted?.[n] ?? 0);
  return version.includes("-");
}

/** Every place in the tree where a package is below the version that closed its last known hole. */
function belowFloor(lock: Lock): string[] {
  return Object.entries(lock.packages).flatMap(([path, { version = "0.0.0" }]) => {
    const name = path.split("node_modules/").at(-1) ?? "";
    const floor = (floors as Record<string, string>)[name];
    return path !== "" && floor && isBelow(version, floor) ? [`${path} ${version}`] : [];
  });
}

/** Packages that could be swapped on their way here. Our own workspaces lie beside us, and what a package brings along is sealed by its hash. */
function unsealedIn(lock: Lock): string[] {
  return Object.entries(lock.packages).filter(([path, entry]) => path.startsWith("node_modules/") && !entry.link && !entry.inBundle && (!entry.integrity?.startsWith("sha512-") || (entry.resolved !== undefined && !entry.resolved.startsWith("https://")))).map(([path]) => path);
}

/** Where one of the secrets stands in what browsers are given. */
function findSecrets(paths: readonly string[], secrets: readonly string[]): { count: number; hits: string[] } {
  let count = 0;
  const hits: string[] = [];
  for (const path of paths) for (const file of files(path)) {
    count += 1;
    const text = readFileSync(file, "latin1");
    if (secrets.some((secret) => text.includes(secret)) || /DATABASE_URL|CUSTOMER_SECRET|STAFF_SECRET|AUDIT_KEY|-----BEGIN [A-Z ]*PRIVATE KEY/.test(text)) hits.push(file);
  }
  return { count, hits };
}

export async function run({ judge, env }: Stand): Promise<void> {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as Lock;
  const below = belowFloor(lock);
  const missing = Object.keys(floors).filter((name) => !lock.packages[`node_modules/${name}`]);
  judge("44 no package below its floor", below.length === 0 && missing.length === 0, `${Object.keys(floors).length} floors, below: ${below.join(", ") || "none"}${missing.join(", ")}`);
  const old = structuredClone(lock);
  old.packages["node_modules/next"] = { version: "16.3.2" };
  judge("44 the attack bites: an old lock file is seen", belowFloor(old).length === 1, `${belowFloor(old).length} found`);
  const unsealed = unsealedIn(lock);
  judge("44 every locked package is sealed by its hash", unsealed.length === 0, `${Object.keys(lock.packages).length - 1} packages, ${unsealed.length} unsealed ${unsealed.slice(0, 3).join(", ")}`);
  const loose = structuredClone(lock);
  loose.packages["node_modules/next"] = { version: "16.4.6", resolved: "http://example.com/next.tgz" };
  judge("44 the attack bites: a package without its hash is seen", unsealedIn(loose).length === unsealed.length + 1, `${unsealedIn(loose).length} found`);

  const secrets = ["CUSTOMER_SECRET", "STAFF_SECRET", "PARTNER_SECRET", "DATA_KEY", "AUDIT_KEY", "DATABASE_URL"].map((name) => env[name] ?? "").concat(new URL(env.DATABASE_URL ?? "").password, "demo-ap-secret", "demo-bss-secret").filter((secret) => secret.length > 8);
  const { count, hits } = findSecrets([".next/static", "public"], secrets);
  judge("44 what browsers are given holds no secret and no name of one", hits.length === 0 && count > 20, `${count} files, ${hits.length} hits ${hits.slice(0, 3).join(", ")}`);
  const maps = [...files(".next/static")].filter((file) => file.endsWith(".map"));
  judge("44 no source map is served", maps.length === 0, `${maps.length} maps`);
  const known = [...files(".next/static")].find((file) => file.endsWith(".js"));
  const word = known ? readFileSync(known, "latin1").slice(200, 240) : "";
  judge("44 the attack bites: a word that is there is found", findSecrets([".next/static"], [word]).hits.length > 0, `${known ? 1 : 0} file tried`);
}
