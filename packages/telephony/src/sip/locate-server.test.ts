import { lookup, resolveSrv } from "node:dns/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { VirtualClock } from "../clock/virtual-clock.ts";
import { openScriptedPeer, type ScriptedPeer } from "../testing/scripted-peer.ts";
import { callHandlers, closeAgents, fakeMedia, open, until } from "../testing/sip-agents.ts";
import { locateServer } from "./locate-server.ts";
import { orderSrvRecords } from "./order-srv-records.ts";
import type { RegistrationState } from "./registration.ts";
import { SipNetwork } from "./sip-network.ts";
import { parseSipUri } from "./sip-uri.ts";
import type { SipProtocol } from "./transport/sip-transport.ts";
import { Trunk } from "./trunk.ts";

vi.mock("node:dns/promises");

const record = (name: string, priority: number, weight: number, port = 5060) => ({ name, priority, weight, port });
const peers: ScriptedPeer[] = [];
let clock: VirtualClock;

beforeEach(() => {
  clock = new VirtualClock();
  vi.mocked(resolveSrv).mockRejectedValue(new Error("no such record"));
  vi.mocked(lookup).mockRejectedValue(new Error("no such name"));
});

afterEach(async () => {
  const closed = closeAgents();
  // Nobody answers any more.
  clock.advance(60_000);
  await closed;
  for (const peer of peers.splice(0)) peer.close();
});

describe("the servers of a service", () => {
  it("are tried by priority", () => {
    const records = [record("c", 30, 0), record("a", 10, 0), record("b", 20, 100)];
    expect(orderSrvRecords(records).map(({ name }) => name)).toEqual(["a", "b", "c"]);
  });

  it("are drawn within a priority, in proportion to their weights", () => {
    const records = [record("light", 1, 1), record("heavy", 1, 3), record("none", 1, 0)];
    const order = (...lots: number[]) =>
      orderSrvRecords(records, () => lots.shift() ?? 0)
        .map(({ name }) => name)
        .join(" ");
    // The lots of RFC 2782 are whole numbers from none up to the sum of what is left: 0-4, then as it comes.
    expect(order(0, 0)).toBe("none light heavy");
    expect(order(0, 0.3)).toBe("none light heavy");
    expect(order(0, 0.5)).toBe("none heavy light");
    expect(order(0.2, 0)).toBe("light none heavy");
    expect(order(0.4, 0)).toBe("heavy none light");
    expect(order(0.99, 0.99)).toBe("heavy light none");
  });
});

describe("a server", () => {
  it("is every address of every host that serves, save those that have none", async () => {
    publish([record("b.test", 2, 0, 5070), record("gone.test", 1, 0), record("a.test", 1, 1)], {
      "a.test": ["192.0.2.1", "192.0.2.2"],
      "b.test": ["192.0.2.3"],
    });
    const hops = await locateServer({ host: "carrier.test", protocol: "udp" });
    expect(hops.map(({ address, port }) => `${address}:${port}`)).toEqual([
      "192.0.2.1:5060",
      "192.0.2.2:5060",
      "192.0.2.3:5070",
    ]);
    await expect(locateServer({ host: "nowhere.test", protocol: "udp" })).rejects.toThrow("no such name");
  });
});

describe("a trunk of several servers", () => {
  it("sends a call to the next when one has no room or says nothing, and then the next call at once", async () => {
    const { peer, others, agent } = await openWithServers(3);
    const call = () => agent.call({ trunk: "carrier", to: "1", media: fakeMedia([]), handlers: callHandlers }).start();
    await call();
    peer.respond(await peer.next("INVITE"), 503);
    await others[0]?.next("INVITE");
    clock.advance(64 * 100);
    const taken = await others[1]?.next("INVITE");
    expect(taken?.uri).toBe("sip:1@carrier.test");
    await call();
    expect((await others[1]?.next("INVITE"))?.headers.get("Call-ID")).not.toBe(taken?.headers.get("Call-ID"));
  });

  it("takes a call back from the server that has it, and asks no other when it is taken back before", async () => {
    const { peer, others, agent } = await openWithServers(3);
    const call = agent.call({ trunk: "carrier", to: "1", media: fakeMedia([]), handlers: callHandlers });
    await call.start();
    peer.respond(await peer.next("INVITE"), 503);
    const invite = await others[0]?.next("INVITE");
    if (invite) others[0]?.respond(invite, 180);
    await others[0]?.greet();
    call.hangUp();
    await others[0]?.next("CANCEL");
    const second = agent.call({ trunk: "carrier", to: "1", media: fakeMedia([]), handlers: callHandlers });
    await second.start();
    const later = await others[0]?.next("INVITE");
    second.hangUp();
    if (later) others[0]?.respond(later, 503);
    await others[0]?.next("ACK");
    await others[0]?.greet();
    expect(others[1]?.heard).toEqual([]);
  });

  it("is registered at the next, and may call from any", async () => {
    const states: RegistrationState[] = [];
    const { peer, others } = await openWithServers(2, states);
    peer.respond(await peer.next("REGISTER"), 503);
    const register = await others[0]?.next("REGISTER");
    if (register) others[0]?.respond(register, 200);
    await until(() => states.length > 0);
    expect(states).toMatchObject([{ state: "registered" }]);
    // The first is heard too, though another has the registration.
    await peer.greet();
    expect(peer.heard.at(-1)).toMatchObject({ status: 200 });
  });

  it("keeps the way to the server open that it is registered at, though calls go to another", async () => {
    const { peer, others } = await registeredAndRefused("udp");
    clock.advance(25_000);
    await until(() => peer.pings() === 1);
    expect(others[0]?.pings()).toBe(0);
  });

  it("is registered again when the server that knows it closes the connection, though calls go to another", async () => {
    const { peer, states } = await registeredAndRefused("tcp");
    peer.disconnect();
    await until(() => states.at(-1)?.state === "failed");
    clock.advance(5000);
    expect((await peer.next("REGISTER")).uri).toBe("sip:carrier.test");
  });

  it("puts a server that failed behind the others, also when they were looked up again meanwhile", async () => {
    publish([record("a.test", 1, 0), record("b.test", 2, 0)], { "a.test": ["192.0.2.1"], "b.test": ["192.0.2.2"] });
    const trunk = await openTrunk("udp");
    const { hop } = trunk;
    await trunk.relocate();
    trunk.avoid(hop);
    expect(trunk.hops.map(({ address }) => address)).toEqual(["192.0.2.2", "192.0.2.1"]);
  });

  it("knows each of them by the name its certificate carries", async () => {
    publish([record("a.test", 1, 0), record("b.test", 2, 0)], { "a.test": ["192.0.2.1"], "b.test": ["192.0.2.2"] });
    const network = new SipNetwork(clock);
    const closed = { protocol: "tls", address: "192.0.2.2", port: 40_000 } as const;
    const hop = await network.route(await openTrunk("tls"), parseSipUri("sip:a@192.0.2.2:5071"), closed);
    expect(hop.serverName).toBe("carrier.test");
  });
});

it("a call goes on at the address of a name that our socket can reach", async () => {
  const network = new SipNetwork(clock);
  const nothing = { onMessage: () => undefined, onClose: () => undefined, acceptFrom: () => true };
  await network.transports.open({ udp: { address: "127.0.0.1", port: 0 } }, nothing);
  publish([], {
    "carrier.test": ["192.0.2.1"],
    "edge.test": ["2001:db8::1", "192.0.2.9"],
    "six.test": ["2001:db8::1"],
  });
  const from = { protocol: "udp", address: "192.0.2.1", port: 5060 } as const;
  const trunk = await openTrunk("udp");
  const routed = async (host: string) => (await network.route(trunk, parseSipUri(`sip:a@${host}`), from)).address;
  expect(await routed("edge.test")).toBe("192.0.2.9");
  expect(await routed("six.test")).toBe("2001:db8::1");
  await network.transports.close();
});

function openTrunk(protocol: SipProtocol): Promise<Trunk> {
  return Trunk.open({ name: "carrier", server: { host: "carrier.test", protocol }, user: "us" }, clock);
}

/** A trunk that is registered at its first server, which then had no room for a call: the second one has it. */
async function registeredAndRefused(protocol: "udp" | "tcp") {
  const states: RegistrationState[] = [];
  const { peer, others, agent } = await openWithServers(2, states, protocol);
  peer.respond(await peer.next("REGISTER"), 200);
  await until(() => states.length > 0);
  await agent.call({ trunk: "carrier", to: "1", media: fakeMedia([]), handlers: callHandlers }).start();
  peer.respond(await peer.next("INVITE"), 503);
  await others[0]?.next("INVITE");
  return { peer, others, states };
}

// One address after the other, all of them on the port the agent is told.
async function openWithServers(count: number, states?: RegistrationState[], protocol: "udp" | "tcp" = "udp") {
  const all = await Promise.all(
    Array.from({ length: count }, (_, index) => openScriptedPeer(protocol, `127.0.0.${index + 2}`)),
  );
  peers.push(...all);
  const [peer, ...others] = all;
  if (peer === undefined) throw new Error("no server");
  publish(
    all.map(({ port }, index) => record(`s${index}.test`, index, 0, port)),
    Object.fromEntries(all.map((_, index) => [`s${index}.test`, [`127.0.0.${index + 2}`]])),
  );
  const registration = states === undefined ? {} : { registerSeconds: 3600 };
  const server = { host: "carrier.test", protocol };
  const agent = await open({
    clock,
    tcp: { address: "127.0.0.1", port: 0 },
    trunks: [{ name: "carrier", server, user: "us", ...registration }],
    onRegistration: (_, state) => states?.push(state),
  });
  return { peer, others, agent };
}

function publish(records: ReturnType<typeof record>[], addresses: Record<string, string[]>): void {
  vi.mocked(resolveSrv).mockImplementation(async (name) => {
    if (!/^_sips?\._(udp|tcp)\.carrier\.test$/.test(name)) throw new Error("no such record");
    return records;
  });
  vi.mocked(lookup).mockImplementation((async (name: string) => {
    const found = addresses[name];
    if (found === undefined) throw new Error("no such name");
    return found.map((address) => ({ address, family: 4 }));
  }) as never);
}
