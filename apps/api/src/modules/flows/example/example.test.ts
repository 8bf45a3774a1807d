import { whatsapp } from "@prosa/channels";
import { builtInRegistry } from "@prosa/flow-nodes";
import { locales, validateFlow } from "@prosa/flow-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApp, send, type TestApp } from "../../../platform/testing/test-app.ts";
import { exampleFlow } from "./example-flow.ts";

let t: TestApp;
beforeAll(async () => {
  t = await createTestApp();
});
afterAll(() => t.close());

test.each(locales)("the example flow in %s has no problem and no warning", (locale) => {
  const context = { registry: builtInRegistry, channels: [whatsapp.capabilities], secrets: [], queues: [], flows: {} };
  expect(validateFlow(exampleFlow(locale), context)).toEqual([]);
});

test("set-up with an example leaves a published flow switched on for a number of the stand-in", async () => {
  const body = {
    name: "Ana",
    email: "ana@example.com",
    password: "a long password",
    locale: "pt-BR",
    timeZone: "America/Sao_Paulo",
    example: true,
    code: "code-of-the-tests",
  };
  const response = await send(t.app, { method: "POST", path: "/api/v1/setup", body });
  expect(response.status).toBe(201);
  const { token, workspace } = (await response.json()) as { token: string; workspace: { id: string } };
  const flows = await send(t.app, { method: "GET", path: `/api/v1/workspaces/${workspace.id}/flows`, token });
  expect(await flows.json()).toMatchObject({
    items: [
      {
        name: "Recepção da clínica (exemplo)",
        updatedBy: { name: "Ana" },
        published: { number: 1 },
        activeOn: [{ name: "Simulador" }],
      },
    ],
  });
});
