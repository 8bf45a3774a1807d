import type { ErrorAction, ErrorCode, ProviderError, SortedError } from "../sorted-error.ts";

interface Sort {
  action: ErrorAction;
  code: ErrorCode;
  scope?: "recipient" | "connection";
}

const credentials: Sort = { action: "alert", code: "credentials" };
const later: Sort = { action: "retry", code: "provider-error" };
const slower: Sort = { action: "throttle", code: "rate-limit", scope: "connection" };
const ourFault: Sort = { action: "give-up", code: "bad-request" };
const unreachable: Sort = { action: "give-up", code: "unreachable" };
const marketing: Sort = { action: "give-up", code: "marketing-limit" };
const billing: Sort = { action: "alert", code: "billing" };
const media: Sort = { action: "give-up", code: "media-refused" };
const template: Sort = { action: "give-up", code: "template-refused" };
const number: Sort = { action: "alert", code: "number-not-registered" };

/** Meta's codes: "Cloud API error codes". Titles change; codes do not. */
const table = new Map<number, Sort>([
  ...all([0, 10, 190, 131005], credentials),
  ...all([1, 2, 131000, 131016, 133004], later),
  ...all([4, 80007, 130429, 131048], slower),
  [131056, { action: "throttle", code: "pair-rate", scope: "recipient" }],
  ...all([33, 100, 131008, 131009, 131051, 135000], ourFault),
  ...all([131021, 131026, 130403, 131030, 131062], unreachable),
  [131047, { action: "give-up", code: "window-shut" }],
  ...all([131049, 130472, 131050, 131064], marketing),
  ...all([131042, 131044], billing),
  ...all([131052, 131053], media),
  ...all([132000, 132001, 132005, 132007, 132012, 132015, 132016, 132018, 132068, 132069], template),
]);

/** Sorts an error of the Graph API or of a status webhook. A code nobody knows is judged by the HTTP status. */
export function sortError(error: ProviderError): SortedError {
  const sort = (error.code === null ? undefined : (table.get(error.code) ?? byRange(error.code))) ?? byStatus(error);
  return { ...sort, providerCode: error.code, detail: error.detail };
}

function byRange(code: number): Sort | undefined {
  if (code >= 200 && code <= 299) return credentials;
  if (code >= 132000 && code <= 132999) return template;
  if (code >= 133000 && code <= 133999) return number;
  return undefined;
}

function byStatus({ httpStatus = 0, transient = false }: ProviderError): Sort {
  if (httpStatus === 401 || httpStatus === 403) return credentials;
  if (httpStatus === 429) return slower;
  return transient || httpStatus >= 500 ? later : ourFault;
}

function all(codes: number[], sort: Sort): Array<[number, Sort]> {
  return codes.map((code) => [code, sort]);
}
