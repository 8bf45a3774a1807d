import { expect, it } from "vitest";
import { PortPool, type SocketPair } from "../rtp/port-pool.ts";
import { WebRtcLeg } from "../webrtc/webrtc-leg.ts";
import { SipAudio } from "./sip-audio.ts";

it("the audio of a call that ends while its path is prepared gives its ports back", async () => {
  const { leg: caller, offer } = await WebRtcLeg.offer({ address: "127.0.0.1" });
  const pool = new PortPool("127.0.0.1", { from: 26_100, to: 26_101 });
  const options = { address: "127.0.0.1", bind: "127.0.0.1", codecs: ["PCMU" as const], srtp: "never" as const };
  for (const turns of [0, 1, 4]) {
    const audio = await SipAudio.open(pool, options);
    const answering = audio.answer(offer);
    for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
    audio.close();
    // After some turns the answer may have been ready before.
    expect(await answering.catch(String)).toMatch(turns < 4 ? /the call has ended/ : /the call has ended|^v=0/);
    // A port that was closed is free a moment later.
    await expect.poll(() => pool.open().then(release)).toBe(26_100);
  }
  caller.close();
});

function release({ rtp, rtcp, rtpPort }: SocketPair): number {
  rtp.close();
  rtcp.close();
  return rtpPort;
}
