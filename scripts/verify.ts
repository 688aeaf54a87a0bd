process.argv.push("--quick");
await import("./test");
export {};
