import { describe, expect, it } from "vitest";
import { frameSamples, type SampleRate } from "../audio/frame.ts";
import { tone } from "../audio/tones.ts";
import { largestStep } from "../testing/signals.ts";
import { AudioRoom } from "./audio-room.ts";
import { Mute } from "./mute.ts";
import type { RoomMember, RoomPart } from "./room-member.ts";
import { SourceSwitch } from "./source-switch.ts";

const FRAMES = 40;
const MOMENT = 20;

// Loud tones, each cut at another place of its wave, and the largest step that they have by themselves.
const TONES = Array.from({ length: 24 }, (_, k) => 297 + k * 3.7);

type Scene = { room: AudioRoom; speaker: Party; listener: Party };

const MOMENTS: [string, (scene: Scene) => void][] = [
  ["the speaker leaves", ({ room, speaker }) => speaker.leave(room)],
  ["the speaker is muted for the room", ({ speaker }) => speaker.be({ muted: true })],
  ["the speaker is muted", ({ speaker }) => speaker.mute(true)],
  ["the speaker whispers to nobody", ({ speaker }) => speaker.be({ whisperTo: [] })],
  ["the speaker's path breaks", ({ speaker }) => speaker.fallSilent()],
  ["the listener leaves", ({ room, listener }) => listener.leave(room)],
];

const RETURNS: [string, (scene: Scene) => void, (scene: Scene) => void][] = [
  ["the speaker comes", ({ room, speaker }) => speaker.leave(room), ({ room, speaker }) => speaker.join(room)],
  ["the listener comes", ({ room, listener }) => listener.leave(room), ({ room, listener }) => listener.join(room)],
  ["the room unmutes", ({ speaker }) => speaker.be({ muted: true }), ({ speaker }) => speaker.be({})],
  ["the call unmutes", ({ speaker }) => speaker.mute(true), ({ speaker }) => speaker.mute(false)],
];

const RATES = [
  [8000, 8000],
  [16_000, 16_000],
  [8000, 16_000],
  [16_000, 8000],
] as const;

describe.each(RATES)("a voice of %d Hz, heard at %d Hz, does not click", (from, to) => {
  it.each(MOMENTS)("where %s, and is silent then", (_, act) => {
    for (const { heard, own } of play({ from, to }, { [MOMENT]: act })) {
      expect(largestStep(heard)).toBeLessThan(own + 0.03);
      expect(loudest(heard.subarray(frameSamples(to) * (MOMENT - 5), frameSamples(to) * MOMENT))).toBeGreaterThan(0.8);
      expect(loudest(heard.subarray(frameSamples(to) * (MOMENT + 3)))).toBe(0);
    }
  });

  it.each(RETURNS)("where %s, and is whole then", (_, before, act) => {
    for (const { heard, own } of play({ from, to }, { [MOMENT / 2]: before, [MOMENT]: act })) {
      expect(largestStep(heard)).toBeLessThan(own + 0.03);
      expect(loudest(heard.subarray(frameSamples(to) * (MOMENT + 4)))).toBeGreaterThan(0.8);
    }
  });

  it("where the listener leaves and comes back at once", () => {
    const act = ({ room, listener }: Scene) => {
      listener.leave(room);
      listener.join(room);
    };
    for (const { heard, own } of play({ from, to }, { [MOMENT]: act })) {
      expect(largestStep(heard)).toBeLessThan(own + 0.03);
      expect(loudest(heard.subarray(frameSamples(to) * (MOMENT + 4)))).toBeGreaterThan(0.8);
    }
  });
});

describe("a room", () => {
  it("gives two members each other's voice as it is", () => {
    const room = new AudioRoom();
    const [speaker, listener] = [room.join(), room.join()];
    const frames = Array.from({ length: 5 }, (_, k) => new Int16Array(160).fill(1000 + k));
    const heard = frames.map((frame) => {
      speaker.hear(frame, 8000);
      return listener.read(8000);
    });
    expect(heard.slice(2)).toEqual(frames.slice(2));
  });

  it("has who comes back heard by those who whispered to them", () => {
    const room = new AudioRoom();
    const [agent, supervisor] = [room.join(), room.join()];
    supervisor.part = { whisperTo: [agent] };
    room.leave(agent);
    expect(room.join({}, agent)).toBe(agent);
    const heard = Array.from({ length: 3 }, () => {
      supervisor.hear(new Int16Array(160).fill(2000), 8000);
      return agent.read(8000);
    });
    expect(heard.at(-1)?.at(-1)).toBe(2000);
  });
});

/** One party: a voice that goes through a mute into the room, and what the party hears of the room. */
class Party {
  readonly #voice: Int16Array;
  readonly #rate: SampleRate;
  readonly #output = new SourceSwitch();
  readonly #mute = new Mute();
  readonly #heard: Int16Array[] = [];
  #member: RoomMember | undefined;
  #at = 0;
  #isSilent = false;

  constructor(voice: Int16Array, rate: SampleRate) {
    this.#voice = voice;
    this.#rate = rate;
  }

  tick(): void {
    const length = frameSamples(this.#rate);
    const frame = new Int16Array(length);
    frame.set(this.#voice.subarray(this.#at, this.#at + length));
    this.#at += length;
    if (!this.#isSilent) this.#member?.hear(this.#mute.pass(frame), this.#rate);
    this.#heard.push(this.#output.read(this.#rate) ?? new Int16Array(length));
  }

  join(room: AudioRoom): void {
    this.#member = room.join({}, this.#member);
    this.#output.set(this.#member);
  }

  leave(room: AudioRoom): void {
    if (this.#member) room.leave(this.#member);
    this.#output.set(undefined);
  }

  be(part: RoomPart): void {
    if (this.#member) this.#member.part = part;
  }

  mute(muted: boolean): void {
    this.#mute.on = muted;
  }

  fallSilent(): void {
    this.#isSilent = true;
  }

  get heard(): Int16Array {
    return Int16Array.from(this.#heard.flatMap((frame) => [...frame]));
  }
}

// What the listener hears, of each tone, whichever of the two has its turn first.
function* play({ from, to }: { from: SampleRate; to: SampleRate }, acts: Record<number, (scene: Scene) => void>) {
  for (const frequency of TONES) {
    for (const speakerFirst of [true, false]) {
      const voice = tone({ frequencies: [frequency], ms: FRAMES * 20 + 100, level: 0.9, rate: from });
      const room = new AudioRoom();
      const speaker = new Party(voice, from);
      const listener = new Party(new Int16Array(0), to);
      for (const party of [speaker, listener]) party.join(room);
      const order = speakerFirst ? [speaker, listener] : [listener, speaker];
      for (let frame = 0; frame < FRAMES; frame++) {
        acts[frame]?.({ room, speaker, listener });
        for (const party of order) party.tick();
      }
      const own = largestStep(tone({ frequencies: [frequency], ms: 500, level: 0.9, rate: to }));
      yield { heard: listener.heard, own };
    }
  }
}

function loudest(samples: Int16Array): number {
  return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0) / 32_768;
}
