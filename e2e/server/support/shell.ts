import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "./server.ts";

/** Runs lines of a document in a shell. `curl` and `jq` are ours, as far as the documents use them: a machine may have neither. */
export async function shell(lines: string, folder: string): Promise<string> {
  const tools = temporaryFolder();
  for (const [name, code] of Object.entries({ curl, jq })) {
    // `.mjs`, so that Node takes it for a module in a folder without a package.json.
    writeFileSync(join(tools, `${name}.mjs`), code);
    writeFileSync(join(tools, name), `#!/bin/sh\nexec "${process.execPath}" "${join(tools, name)}.mjs" "$@"\n`);
    chmodSync(join(tools, name), 0o755);
  }
  const env = { PATH: `${tools}:${process.env.PATH}` };
  const child = spawn("sh", ["-eu", "-c", lines], { cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  const [code] = (await once(child, "close")) as [number];
  if (code !== 0) throw new Error(`the shell ended with ${code}: ${output}`);
  return output;
}

const curl = `
const headers = {};
let [method, body, url] = ["GET"];
for (const args = process.argv.slice(2); args.length > 0; ) {
  const argument = args.shift();
  if (argument === "-s") continue;
  else if (argument === "-X") method = args.shift();
  else if (argument === "-d") [body, method] = [args.shift(), method === "GET" ? "POST" : method];
  else if (argument === "-H") {
    const [name, ...value] = args.shift().split(": ");
    headers[name] = value.join(": ");
  } else url = argument;
}
process.stdout.write(await (await fetch(url, { method, body, headers })).text());
`;

const jq = `
let text = "";
for await (const chunk of process.stdin) text += chunk;
const path = process.argv.at(-1).split(".").filter(Boolean);
process.stdout.write(path.reduce((value, name) => value[name], JSON.parse(text)) + "\\n");
`;
