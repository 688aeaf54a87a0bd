import { type Server, type Socket, connect, createServer } from "node:net";

export type FaultMode = "pass" | "silent" | "refuse";
export type FaultProxy = {
  port: number;
  /** Lets through, keeps every byte to itself both ways until it lets through again, or refuses connections and breaks the open ones. */
  become: (mode: FaultMode) => void;
  /** From now on breaks a connection instead of passing on the reply to COMMIT, for the next `count` of them. */
  cutCommits: (count: number) => void;
  /** Replies to COMMIT that were cut since the start. */
  cut: () => number;
  close: () => Promise<void>;
};

/** A TCP proxy before PostgreSQL on 127.0.0.1 that loses what it is told to lose. */
export async function startFaultProxy({ port = 0, target }: { port?: number; target: () => number }): Promise<FaultProxy> {
  let mode: FaultMode = "pass";
  let left = 0;
  let cut = 0;
  const open = new Set<Socket>();
  const server: Server = createServer((client) => {
    if (mode === "refuse") return void client.destroy();
    const upstream = connect(target(), "127.0.0.1");
    const both = [client, upstream];
    const isCommitted = commitReader();
    let isCommit = false;
    const end = () => both.forEach((socket) => {
      open.delete(socket);
      socket.destroy();
    });
    for (const socket of both) open.add(socket.on("error", end).on("close", end));
    client.on("data", (bytes) => {
      isCommit = isCommitted(bytes);
      upstream.write(bytes);
    });
    upstream.on("data", (bytes) => {
      if (isCommit && left > 0) {
        left -= 1;
        cut += 1;
        return end();
      }
      client.write(bytes);
    });
    if (mode === "silent") for (const socket of both) socket.pause();
  });
  await new Promise<void>((done, fail) => server.once("error", fail).listen(port, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    port: address.port,
    become: (wanted) => {
      mode = wanted;
      for (const socket of [...open]) {
        if (wanted === "refuse") socket.destroy();
        // As on a real network: what was sent meanwhile arrives when the way is free again.
        else if (wanted === "silent") socket.pause();
        else socket.resume();
      }
    },
    cutCommits: (count) => { left = count; },
    cut: () => cut,
    close: async () => {
      for (const socket of [...open]) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Knows on one connection whether a message runs COMMIT: by its text, or by the name under which it was prepared before. */
function commitReader(): (bytes: Buffer) => boolean {
  const prepared = new Set<string>();
  return (bytes) => {
    const kind = String.fromCharCode(bytes[0] ?? 0);
    const [first = "", second = ""] = bytes.toString("latin1", 5, 300).split("\0", 2);
    if (kind === "Q") return first.toUpperCase() === "COMMIT";
    if (kind === "B") return prepared.has(second);
    if (kind !== "P") return false;
    const isCommit = second.toUpperCase() === "COMMIT";
    if (isCommit) prepared.add(first);
    else prepared.delete(first);
    return isCommit;
  };
}
