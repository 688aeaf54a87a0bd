import { seedDemo } from "../prisma/seed/demo";
import { keepPostgres } from "./support/keeper";
import { runMain, say } from "./support/say";
import { needPorts, prepareStack, startCompanions, startWeb, stopServices } from "./support/stack";

const port = Number(process.env.PORT ?? 3000);

runMain(async () => {
  await needPorts(port);
  const { env, postgres } = await prepareStack({ dataDir: process.env.DATA_DIR ?? ".data", port, durable: true });
  const keeper = postgres && keepPostgres(postgres);
  Object.assign(process.env, env);
  await seedDemo(env);
  const services = [...startCompanions(env, port, false), startWeb(env, false, "development")];
  say(`Development server: http://${env.PORTAL_DOMAIN}:${port}/`);
  const stop = async () => {
    await stopServices(services);
    await keeper?.stop();
    process.exit(0);
  };
  process.on("SIGINT", () => void stop());
  process.on("SIGTERM", () => void stop());
  await new Promise(() => undefined);
});
