import { readFileSync } from "node:fs";
import { authenticator } from "otplib";
import { z } from "zod";

const DemoStaff = z.array(z.object({ name: z.string(), email: z.string(), secret: z.string(), duty: z.string() }));
export type DemoPerson = z.output<typeof DemoStaff>[number];

/** Read on each request, since a new seed gives the demo staff new secrets. No file, or half a file, is an empty list. */
export function readDemoStaff(file: string | undefined): DemoPerson[] {
  if (file === undefined) return [];
  try {
    const staff = DemoStaff.safeParse(JSON.parse(readFileSync(file, "utf8")));
    return staff.success ? staff.data : [];
  } catch {
    return [];
  }
}

/** The code a person's authenticator shows at this instant, or null when the secret is no base32. */
export function totpCode(person: DemoPerson, at: Date): string | null {
  try {
    return authenticator.clone({ epoch: at.getTime() }).generate(person.secret);
  } catch {
    return null;
  }
}

/** Seconds until the code changes. */
export function totpSecondsLeft(at: Date): number {
  return 30 - (Math.floor(at.getTime() / 1000) % 30);
}
