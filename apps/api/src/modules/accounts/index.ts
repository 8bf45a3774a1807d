export { type AccountRow, countAccounts, findAccount, findAccountByEmail, updateAccount } from "./queries.ts";
export { me, register } from "./routes.ts";
export { Me } from "./schema.ts";
export { createAccount, type NewAccount, setPassword } from "./service.ts";
