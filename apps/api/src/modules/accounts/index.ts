export { type AccountRow, countAccounts, findAccount, findAccountByEmail, updateAccount } from "./queries.ts";
export { createAccount, type NewAccount } from "./service.ts";
