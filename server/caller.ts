import { cache } from "react";
import { headers } from "next/headers";
import { forbidden, notFound, redirect } from "next/navigation";
import { TRPCError } from "@trpc/server";
import { contextOf } from "./context";
import { AppError } from "./kernel/errors";
import { addressHeader, safeReturnPath } from "./platforms/return-path.rules";
import { appRouter } from "./root";
import { createCallerFactory } from "./trpc";

const createCaller = createCallerFactory(appRouter);

/** The in-process caller for pages: the same procedures as a browser's, so the same checks; one context per request. */
export const api = cache(async () => createCaller(await contextOf(await headers(), true)));

/** The way to sign in that leads back to the address asked for; an area's home needs no word of it. */
export async function signInPath(home: string): Promise<string> {
  const asked = safeReturnPath((await headers()).get(addressHeader) ?? undefined, home);
  return asked === home ? `${home}/login` : `${home}/login?to=${encodeURIComponent(asked)}`;
}

/** What a page gets, or the page of its own that "not there", "not for your role" and "signed out" have. */
export async function orLeave<T>(work: Promise<T>, signInPath: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const code = error instanceof TRPCError && error.cause instanceof AppError ? error.cause.code : null;
    if (code === "NOT_SIGNED_IN") redirect(signInPath);
    if (code === "SECOND_STEP_NEEDED") redirect(signInPath.replace(/\/login(?=$|\?)/, "/second-step"));
    if (code === "FORBIDDEN") forbidden();
    if (code === "NOT_FOUND" || (error instanceof TRPCError && error.code === "BAD_REQUEST")) notFound();
    throw error;
  }
}
