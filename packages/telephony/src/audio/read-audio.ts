import { readMp3 } from "./mp3.ts";
import { readOggOpus } from "./ogg-opus.ts";
import { AudioFormatError, type Pcm, readWav } from "./wav.ts";

/** Reads a WAV, Ogg Opus or MP3 file, told apart by what is in it. Throws AudioFormatError for anything else. */
export function readAudio(file: Uint8Array): Pcm {
  const start = Buffer.from(file.subarray(0, 4)).toString("latin1");
  if (start === "RIFF") return readWav(file);
  if (start === "OggS") return readOggOpus(file);
  // An ID3 tag, or the eleven set bits an MP3 frame begins with.
  if (start.startsWith("ID3") || (file[0] === 0xff && ((file[1] ?? 0) & 0xe0) === 0xe0)) return readMp3(file);
  throw new AudioFormatError("neither WAV, Ogg Opus nor MP3");
}
