import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { launchableCompany, ownSignIn } from "@/e2e/fixtures/oidc";
import { ownAp } from "@/e2e/fixtures/own-ap";
import { dbFor } from "@/server/db";
import { env } from "@/server/env";
import { cookieNameOf, sessionToken } from "@/server/session";
import { GET } from "./route";

await ownAp();
await ownSignIn();
const sd = dbFor("SD");

it("PR5: the click is a page's own address: of a stranger, another site or nobody it opens nothing", async () => {
  const company = await launchableCompany();
  const host = `sd.${env().PORTAL_DOMAIN}:${env().PORT}`;
  const face = { kind: "storefront", platformId: "SD", provinceId: "SD", isAlias: false } as const;
  const click = async (productId: string, cookie: string | null, site = "same-origin") => {
    const answer = await GET(new Request(`http://${host}/account/apps/${productId}/open`, { headers: { host, "sec-fetch-site": site, ...(cookie ? { cookie } : {}) } }), { params: Promise.resolve({ platform: "sd", province: "sd", productId }) });
    return [answer.status, answer.headers.get("location") ?? ""] as const;
  };
  const cookie = `${cookieNameOf("customer")}=${encodeURIComponent(await sessionToken(face, company.sessionId))}`;
  const [status, location] = await click(company.productId, cookie);
  expect([status, location.startsWith(`${env().AP_URL}/sign-in-begin/${company.clientId}?iss=`)]).toEqual([303, true]);
  expect(await click(company.productId, cookie, "cross-site")).toEqual([303, "/account/apps"]);
  expect(await click(company.productId, null)).toEqual([303, `/account/login?to=${encodeURIComponent(`/account/apps/${company.productId}/open`)}`]);
  expect(await click(randomUUID(), cookie)).toEqual([303, "/account/apps"]);
  expect(await click("nothing", cookie)).toEqual([303, "/account/apps"]);
  const other = await launchableCompany();
  expect(await click(other.productId, cookie)).toEqual([303, "/account/apps"]);
  expect(await sd.launch.count({ where: { productId: company.productId } })).toBe(1);
});
