/** The dialog a Replaces header names, seen from the one who receives it (RFC 3891 section 6.1). */
export type ReplacedDialog = { callId: string; toTag: string; fromTag: string; earlyOnly: boolean };

/** Parses `call-id;to-tag=a;from-tag=b`; what is missing stays empty, and then no dialog matches. */
export function parseReplaces(value: string): ReplacedDialog {
  const [callId = "", ...params] = value.split(";").map((part) => part.trim());
  const param = (name: string) =>
    params.find((each) => each.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const earlyOnly = params.some((each) => each.toLowerCase() === "early-only");
  return { callId, toTag: param("to-tag") ?? "", fromTag: param("from-tag") ?? "", earlyOnly };
}
