import { expect, it } from "vitest";
import { hrefInPlace } from "./href";

it.each([
  ["an own province", "SD", "SD", "/products", "/products"],
  ["its home", "SD", "SD", "/", "/"],
  ["a province of NF", "NF", "SC", "/products/oa", "/sc/products/oa"],
  ["its home, without a slash at the end", "NF", "SC", "/", "/sc"],
  ["NF before a province is chosen", "NF", "NF", "/account/login", "/account/login"],
] as const)("PN1: links in %s", (_, platformId, provinceId, path, href) => expect(hrefInPlace({ platformId, provinceId })(path)).toBe(href));
