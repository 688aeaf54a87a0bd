import { expect, it } from "vitest";
import { hrefInPlace } from "./href";

it.each([
  ["an own province", "SD", "SD", "/products", "/products", "/en/products"],
  ["its home", "SD", "SD", "/", "/", "/en"],
  ["a province of NF", "NF", "SC", "/products/oa", "/sc/products/oa", "/sc/en/products/oa"],
  ["its home, without a slash at the end", "NF", "SC", "/", "/sc", "/sc/en"],
  ["NF before a province is chosen", "NF", "NF", "/products", "/products", "/en/products"],
  ["the signed-in area, whose addresses are the same and whose language is told on the way in", "NF", "SC", "/account/orders/new?offering=OA-STD", "/sc/account/orders/new?offering=OA-STD", "/sc/account/orders/new?offering=OA-STD&lang=en"],
] as const)("PN1, AX2: links in %s", (_, platformId, provinceId, path, chinese, english) => {
  expect(hrefInPlace({ platformId, provinceId, locale: "zh-CN" })(path)).toBe(chinese);
  expect(hrefInPlace({ platformId, provinceId, locale: "en" })(path)).toBe(english);
});
