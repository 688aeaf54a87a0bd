import { z } from "zod";

const base64url = z.string().regex(/^[\w-]+=*$/);
/** What a browser gives of its subscription. */
export const AddDevice = z.strictObject({ endpoint: z.url().max(500), p256dh: base64url.min(80).max(100), auth: base64url.min(20).max(30) });
export const DeviceId = z.strictObject({ deviceId: z.uuid() });
const Device = z.object({ deviceId: z.uuid(), device: z.string(), createdAt: z.date(), lastSentAt: z.date().nullable(), /** Of its address, so that a browser finds itself in the list. */ endpointHash: z.string() });
/** `key`: what a browser subscribes for. */
export const DeviceList = z.object({ key: z.string(), devices: z.array(Device) });
export type DeviceList = z.infer<typeof DeviceList>;
