import ipaddr from "ipaddr.js";
import { z } from "zod";

/** Everything the server can be told from outside. Names and defaults are documented in the README. */
export interface Env {
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string | undefined;
  secretKey: string | undefined;
  /** The address people use, without a trailing slash. Present means production. */
  publicUrl: string | undefined;
  setupCode: string | undefined;
  standin: boolean;
  /** Base address of Meta's Graph API, without a trailing slash. */
  graphUrl: string;
  role: "all" | "api" | "worker";
  natsUrl: string | undefined;
  /** Address ranges (CIDR) that outgoing requests may reach although they are private. */
  allowPrivateAddresses: string[];
  /** Address ranges (CIDR) of proxies whose word on the client's address is taken. */
  trustedProxies: string[];
  /** Paths or package names of third-party node modules. */
  nodes: string[];
  logLevel: "debug" | "info" | "warn" | "error";
}

/** Thrown with every mistake found, one plain sentence each. */
export class EnvError extends Error {
  readonly mistakes: string[];
  constructor(mistakes: string[]) {
    super(mistakes.join("\n"));
    this.name = "EnvError";
    this.mistakes = mistakes;
  }
}

/** Reads and checks the environment variables. An empty value counts as not set. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, v]) => v !== undefined && v.trim() !== ""));
  const parsed = Variables.safeParse(given);
  const mistakes = parsed.success ? [] : parsed.error.issues.map((i) => `${i.path.join(".")} ${i.message}.`);
  for (const name of Object.keys(given))
    if (name.startsWith("PROSA_") && !(name in Variables.shape)) mistakes.push(unknownVariable(name));
  if (!parsed.success || mistakes.length > 0) throw new EnvError(mistakes);
  const v = parsed.data;
  return {
    port: v.PORT,
    host: v.HOST,
    dataDir: v.PROSA_DATA_DIR,
    databaseUrl: v.DATABASE_URL,
    secretKey: v.PROSA_SECRET_KEY,
    publicUrl: v.PROSA_PUBLIC_URL,
    setupCode: v.PROSA_SETUP_CODE,
    standin: v.PROSA_STANDIN ?? v.PROSA_PUBLIC_URL === undefined,
    graphUrl: v.PROSA_GRAPH_URL,
    role: v.PROSA_ROLE,
    natsUrl: v.NATS_URL,
    allowPrivateAddresses: v.PROSA_ALLOW_PRIVATE_ADDRESSES,
    trustedProxies: v.PROSA_TRUSTED_PROXIES ?? (v.PROSA_PUBLIC_URL ? ["127.0.0.0/8", "::1/128"] : []),
    nodes: v.PROSA_NODES,
    logLevel: v.PROSA_LOG_LEVEL,
  };
}

const isUrl = (protocols: string[]) => (text: string) =>
  URL.canParse(text) && protocols.includes(new URL(text).protocol);
const list = (text: string) => text.split(/[\s,]+/).filter(Boolean);

const ranges = z
  .string()
  .transform(list)
  .refine(
    (l) => l.every((c) => ipaddr.isValidCIDR(c)),
    "must be a list of address ranges like 10.0.0.0/8, 192.168.1.5/32",
  );

const Variables = z.object({
  PORT: z
    .string()
    .refine((t) => /^\d+$/.test(t) && Number(t) <= 65535, "must be a port number from 0 to 65535")
    .transform(Number)
    .default(4600),
  HOST: z.string().default("127.0.0.1"),
  PROSA_DATA_DIR: z.string().default(".prosa"),
  DATABASE_URL: z
    .string()
    .refine(isUrl(["postgres:", "postgresql:"]), "must be an address like postgres://user:password@host:5432/database")
    .optional(),
  PROSA_SECRET_KEY: z
    .string()
    .refine(
      (t) => /^[A-Za-z0-9+/]{43}=$/.test(t),
      "must be 32 random bytes written in base64 (44 characters); make one with: openssl rand -base64 32",
    )
    .optional(),
  PROSA_PUBLIC_URL: z
    .string()
    .refine(isUrl(["http:", "https:"]), "must be the address people use, like https://prosa.example.com")
    .refine((t) => !URL.canParse(t) || new URL(t).pathname === "/", "must have no path after the host name")
    .transform((t) => (URL.canParse(t) ? new URL(t).origin : t))
    .optional(),
  PROSA_SETUP_CODE: z.string().min(6, "must have at least 6 characters").optional(),
  PROSA_STANDIN: z
    .enum(["0", "1"], "must be 0 or 1")
    .transform((t) => t === "1")
    .optional(),
  PROSA_GRAPH_URL: z
    .string()
    .refine(isUrl(["http:", "https:"]), "must be an http or https address")
    .transform((t) => t.replace(/\/+$/, ""))
    .default("https://graph.facebook.com"),
  PROSA_ROLE: z.enum(["all", "api", "worker"], "must be all, api or worker").default("all"),
  NATS_URL: z.string().optional(),
  PROSA_ALLOW_PRIVATE_ADDRESSES: ranges.default([]),
  PROSA_TRUSTED_PROXIES: ranges.optional(),
  PROSA_NODES: z.string().transform(list).default([]),
  PROSA_LOG_LEVEL: z.enum(["debug", "info", "warn", "error"], "must be debug, info, warn or error").default("info"),
});

function unknownVariable(name: string): string {
  const known = Object.keys(Variables.shape).filter((k) => k.startsWith("PROSA_"));
  const close = known.find((k) => k.startsWith(name) || name.startsWith(k) || sameLetters(k, name));
  return `${name} is not a setting Prosa knows${close ? `; did you mean ${close}` : ""}${close ? "?" : "."}`;
}

const sameLetters = (a: string, b: string) => sorted(a) === sorted(b);
const sorted = (name: string) => Array.from(name.replaceAll("_", "")).sort().join("");
