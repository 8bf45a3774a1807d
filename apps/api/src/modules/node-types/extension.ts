import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { builtInRegistry } from "@prosa/flow-nodes";
import type { NodeDefinition } from "@prosa/flow-schema";
import { rolldown } from "rolldown";
import { StartError } from "../../platform/start-error.ts";
import { definitionsIn } from "./definitions-in.ts";

/** One third-party module of node types, installed by whoever runs the server. */
export interface NodeExtension {
  definitions: NodeDefinition[];
  /** SHA-256 of the code, in hex; its name in addresses, so that browsers keep it for good. */
  hash: string;
  /** One self-contained ES module, for the server and for browsers. */
  code: string;
}

/**
 * Bundles and loads the modules that PROSA_NODES names (files, folders or packages). flow-schema and zod come from us, so
 * that a module needs nothing of its own.
 * @throws StartError one plain sentence about the module that is missing or broken
 */
export async function loadExtensions(names: readonly string[]): Promise<NodeExtension[]> {
  const extensions: NodeExtension[] = [];
  const types = new Set(builtInRegistry.all().map(({ type }) => type));
  for (const name of names) {
    const extension = await loadExtension(name);
    for (const { type } of extension.definitions) {
      if (types.has(type))
        throw new StartError(`PROSA_NODES: ${name} defines the node type "${type}", which exists already.`);
      types.add(type);
    }
    extensions.push(extension);
  }
  return extensions;
}

async function loadExtension(name: string): Promise<NodeExtension> {
  const isPath = /^\.{0,2}\//.test(name) || isAbsolute(name);
  const path = isPath ? resolve(name) : name;
  if (isPath && !existsSync(path)) throw new StartError(`PROSA_NODES: there is nothing at ${name}.`);
  const code = await bundle(path).catch((error: unknown) => {
    throw new StartError(`PROSA_NODES: ${name} could not be read: ${firstLine(error)}`, { cause: error });
  });
  const definitions = await definitionsIn(code).catch((error: unknown) => {
    throw new StartError(`PROSA_NODES: ${name} failed while it was loaded: ${firstLine(error)}`, { cause: error });
  });
  if (definitions.length === 0) throw new StartError(`PROSA_NODES: ${name} exports no node type made by defineNode.`);
  return { definitions, code, hash: createHash("sha256").update(code).digest("hex") };
}

async function bundle(input: string): Promise<string> {
  const ours = (name: string) => fileURLToPath(import.meta.resolve(name));
  const build = await rolldown({
    input,
    platform: "neutral",
    resolve: {
      alias: { "@prosa/flow-schema": ours("@prosa/flow-schema"), zod: ours("zod") },
      mainFields: ["module", "main"],
    },
    onLog: () => {},
  });
  try {
    const { output } = await build.generate({ format: "esm", codeSplitting: false });
    return output[0].code;
  } finally {
    await build.close();
  }
}

/** The first line that says something: the bundler begins by counting its errors. */
const firstLine = (error: unknown) =>
  (error instanceof Error ? error.message : String(error))
    .split("\n")
    .find((line) => line.trim() !== "" && !line.startsWith("Build failed")) ?? "";
