// Before any schema is made: zod would try out `new Function`, which the script policy refuses and reports (promise 39).
(globalThis as { __zod_globalConfig?: { jitless: boolean } }).__zod_globalConfig = { jitless: true };
