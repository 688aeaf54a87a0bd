import { expect, it } from "vitest";
import { cookieValue } from "./session";

it("promise 36: a cookie is read once, whole or not at all, and never a fault", () => {
  expect(cookieValue("a=1; kdsw-customer=x%20y", "kdsw-customer")).toBe("x y");
  expect(cookieValue("kdsw-customer=x; kdsw-customer=y", "kdsw-customer")).toBeNull();
  expect(cookieValue("kdsw-customer=%", "kdsw-customer")).toBe("%");
  expect(cookieValue("kdsw-customer=%E0%A4%A", "kdsw-customer")).toBe("%E0%A4%A");
  expect(cookieValue(null, "kdsw-customer")).toBeNull();
});
