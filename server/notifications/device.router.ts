import { z } from "zod";
import { Done } from "../accounts/opening.schema";
import { customerProcedure, router } from "../trpc";
import { AddDevice, DeviceId, DeviceList } from "./device.schema";
import { addDevice, listDevices, removeDevice } from "./device.service";

const own = customerProcedure("pushDevice.manage");

/** NT2: the browsers that one is told in, also while no page is open. */
export const pushDeviceRouter = router({
  list: own.input(z.strictObject({})).output(DeviceList).query(({ ctx }) => listDevices(ctx.scope)),
  add: own.input(AddDevice).output(z.object({ deviceId: z.uuid() })).mutation(({ ctx, input }) => addDevice(ctx.scope, input)),
  remove: own.input(DeviceId).output(Done).mutation(({ ctx, input }) => removeDevice(ctx.scope, input)),
});
