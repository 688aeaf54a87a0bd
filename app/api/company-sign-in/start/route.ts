import { contextOf } from "@/server/context";
import { areaOf, sealErrand, setOut } from "@/server/federation/door.service";
import { busyAnswer } from "../../busy-answer";
import { errandCookie, goTo, refusedTo } from "../answer";

/** AI13: off to a company's issuer, named by its account; without one the signed-in owner tests it. */
export async function GET(request: Request): Promise<Response> {
  const context = await contextOf(request.headers).catch(busyAnswer);
  if (context instanceof Response) return context;
  const asked = new URL(request.url).searchParams;
  const [accountName, to] = [asked.get("account"), asked.get("to")];
  try {
    const { location, errand } = await setOut(context, { accountName, to });
    return goTo(location, [errandCookie(context, sealErrand(errand))]);
  } catch (thrown) {
    return refusedTo(thrown, accountName === null ? `${areaOf(to)}/company/sign-in` : `${areaOf(to)}/login`, []);
  }
}
