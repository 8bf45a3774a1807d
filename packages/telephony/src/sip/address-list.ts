import { BlockList, isIP, isIPv6 } from "node:net";

/** A set of addresses and networks (`192.0.2.7`, `198.51.100.0/24`, `2001:db8::/32`). */
export class AddressList {
  readonly #list = new BlockList();

  /** Adds an address or a network. Throws RangeError when it is neither. */
  add(entry: string): this {
    const [address = "", bits] = entry.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    const width = bits === undefined ? undefined : Number(bits);
    const widest = family === "ipv6" ? 128 : 32;
    if (isIP(address) === 0 || (width !== undefined && !(Number.isInteger(width) && width >= 0 && width <= widest))) {
      throw new RangeError(`not an address or network: ${entry}`);
    }
    if (width === undefined) this.#list.addAddress(address, family);
    else this.#list.addSubnet(address, width, family);
    return this;
  }

  has(address: string): boolean {
    const plain = address.startsWith("::ffff:") && address.includes(".") ? address.slice(7) : address;
    return isIP(plain) !== 0 && this.#list.check(plain, isIPv6(plain) ? "ipv6" : "ipv4");
  }
}
