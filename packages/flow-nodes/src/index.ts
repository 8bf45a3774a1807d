import { createRegistry, type NodeDefinition, type NodeRegistry } from "@prosa/flow-schema";
import { condition } from "./condition/index.ts";
import { end } from "./end/index.ts";
import { httpRequest } from "./http-request/index.ts";
import { jump } from "./jump/index.ts";
import { menu } from "./menu/index.ts";
import { message } from "./message/index.ts";
import { question } from "./question/index.ts";
import { runFlow } from "./run-flow/index.ts";
import { setVariable } from "./set-variable/index.ts";
import { start } from "./start/index.ts";
import { tagContact } from "./tag-contact/index.ts";
import { templateMessage } from "./template-message/index.ts";
import { transfer } from "./transfer/index.ts";
import { updateContact } from "./update-contact/index.ts";
import { wait } from "./wait/index.ts";

/** Every node type that comes with Prosa, in the palette's order. */
export const builtInNodes: readonly NodeDefinition[] = [
  start,
  message,
  templateMessage,
  question,
  menu,
  condition,
  wait,
  jump,
  runFlow,
  httpRequest,
  setVariable,
  tagContact,
  updateContact,
  transfer,
  end,
];

/** A registry of {@link builtInNodes}. For third-party types too: `createRegistry([...builtInNodes, ...others])`. */
export const builtInRegistry: NodeRegistry = createRegistry(builtInNodes);
