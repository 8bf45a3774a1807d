import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A certificate for an address, signed by an authority made for this test. All as PEM. */
export type TestIdentity = { key: string; cert: string; ca: string };

/** Makes one authority and a certificate for each address. */
export function makeIdentities(addresses: string[]): TestIdentity[] {
  const folder = mkdtempSync(join(tmpdir(), "certificates-"));
  const path = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  try {
    openssl("req", "-x509", ...key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=test authority");
    return addresses.map((address) => {
      writeFileSync(path("names"), `subjectAltName=IP:${address}\n`);
      openssl("req", "-new", ...key, "-keyout", "a.key", "-out", "a.csr", "-subj", `/CN=${address}`);
      openssl(
        "x509",
        "-req",
        "-in",
        "a.csr",
        "-CA",
        "ca.pem",
        "-CAkey",
        "ca.key",
        "-out",
        "a.pem",
        "-extfile",
        "names",
      );
      const read = (name: string) => readFileSync(path(name), "utf8");
      return { key: read("a.key"), cert: read("a.pem"), ca: read("ca.pem") };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
