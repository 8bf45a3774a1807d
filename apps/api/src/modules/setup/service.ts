import type { Tx } from "../../platform/db/client.ts";
import type { Hooks } from "../../platform/deps.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { countAccounts, createAccount } from "../accounts/index.ts";
import { createToken } from "../tokens/index.ts";
import { createWorkspace } from "../workspaces/index.ts";
import { lockSetup } from "./queries.ts";
import type { SetupInput } from "./schema.ts";

/** Makes the first account and workspace. One caller wins; everyone later hears that it is done. */
export async function setUp(tx: Tx, input: SetupInput, { hooks, now }: { hooks: Hooks; now: Date }) {
  await lockSetup(tx);
  if ((await countAccounts(tx)) > 0) throw new AppError("already_set_up");
  const { name, email, password, locale, timeZone, example } = input;
  const account = await createAccount(tx, { name, email, password, locale, timeZone, serverAdmin: true });
  const workspaceName = input.workspaceName ?? firstName[locale];
  const { workspace, scope } = await createWorkspace(
    tx,
    { name: workspaceName, locale, timeZone, example, accountId: account.id },
    hooks,
  );
  const { token } = await createToken(scope, { accountId: account.id, name: tokenName[locale], now });
  return { account, workspace, token };
}

const firstName: Record<SetupInput["locale"], string> = {
  "pt-BR": "Minha empresa",
  es: "Mi empresa",
  en: "My company",
};
const tokenName: Record<SetupInput["locale"], string> = { "pt-BR": "Instalação", es: "Instalación", en: "Set-up" };
