import { run } from "./editor.ts";
console.log(await run());
