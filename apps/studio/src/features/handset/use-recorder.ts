import { useEffect, useRef, useState } from "react";

interface RecorderOptions {
  onRecorded: (file: File) => void;
  /** No microphone, or no permission. */
  onRefused: () => void;
}

/** What WhatsApp takes as a voice note and a browser can record, best first. */
const formats = [
  { mimeType: "audio/ogg;codecs=opus", extension: "ogg" },
  { mimeType: "audio/mp4;codecs=opus", extension: "m4a" },
  { mimeType: "audio/mp4", extension: "m4a" },
] as const;

/** Records a voice note in the browser. */
export function useRecorder({ onRecorded, onRefused }: RecorderOptions) {
  const format = formats.find(({ mimeType }) => canRecord(mimeType));
  const recorder = useRef<MediaRecorder | null>(null);
  const keep = useRef(true);
  const [recording, setRecording] = useState(false);
  const [seconds, setSeconds] = useState(0);

  useEffect(() => {
    if (!recording) return;
    const timer = setInterval(() => setSeconds((old) => old + 1), 1000);
    return () => clearInterval(timer);
  }, [recording]);
  useEffect(
    () => () => {
      keep.current = false;
      recorder.current?.stop();
    },
    [],
  );

  const begin = async () => {
    if (!format) return;
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const parts: Blob[] = [];
    const made = new MediaRecorder(stream, { mimeType: format.mimeType });
    made.addEventListener("dataavailable", ({ data }) => parts.push(data));
    made.addEventListener("stop", () => {
      for (const track of stream.getTracks()) track.stop();
      recorder.current = null;
      setRecording(false);
      const type = format.mimeType.split(";")[0];
      if (keep.current) onRecorded(new File(parts, `voice.${format.extension}`, { type }));
    });
    keep.current = true;
    recorder.current = made;
    setSeconds(0);
    made.start();
    setRecording(true);
  };

  return {
    supported: format !== undefined,
    recording,
    seconds,
    start: () => void begin().catch(onRefused),
    stop: () => recorder.current?.stop(),
    discard: () => {
      keep.current = false;
      recorder.current?.stop();
    },
  };
}

function canRecord(mimeType: string): boolean {
  return (
    typeof MediaRecorder !== "undefined" && Boolean(navigator.mediaDevices) && MediaRecorder.isTypeSupported(mimeType)
  );
}
