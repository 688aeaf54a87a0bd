import { expect, it } from "vitest";
import { warmUp } from "./warm-up";

it("promise 27: before the door opens each face of the house is asked once, by its own host", async () => {
  const asked: string[] = [];
  await warmUp((request, response) => {
    asked.push(`${request.headers.host}${request.url}`);
    response.writeHead(asked.length % 2 === 0 ? 503 : 200).end("x");
  }, { base: "portal.example" });
  expect(new Set(asked).size).toBe(asked.length);
  const hosts = new Set(asked.map((address) => address.slice(0, address.indexOf("/"))));
  expect(hosts).toEqual(new Set(["portal.example", "sd.portal.example", "ops.portal.example", "partner.portal.example", "api.portal.example"]));
});

it("promise 27: what hangs or hangs up does not keep the door shut", async () => {
  let asked = 0;
  await warmUp((request) => {
    asked += 1;
    if (asked === 1) request.socket.destroy();
  }, { base: "portal.example", limitMs: 50 });
  expect(asked).toBe(2);
});
