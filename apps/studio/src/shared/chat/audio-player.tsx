import { IconButton, ProgressBar } from "@prosa/ui";
import { Pause, Play } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

/** Plays a sound in place: one button, how far it is, and how long it lasts. */
export function AudioPlayer({ url, label, onPlay }: { url: string; label: string; onPlay?: () => void }) {
  const { t } = useTranslation("common");
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [length, setLength] = useState<number | null>(null);
  const toggle = () => {
    const element = audio.current;
    if (!element) return;
    if (element.paused) void element.play().catch(() => setPlaying(false));
    else element.pause();
  };
  return (
    <div className="flex w-60 max-w-full items-center gap-3 py-1">
      <audio
        onDurationChange={(event) => setLength(finite(event.currentTarget.duration))}
        onEnded={() => setAt(0)}
        onPause={() => setPlaying(false)}
        onPlay={() => {
          setPlaying(true);
          onPlay?.();
        }}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
        preload="metadata"
        ref={audio}
        src={url}
      />
      <IconButton
        className="rounded-full!"
        icon={playing ? <Pause fill="currentColor" /> : <Play className="ml-0.5" fill="currentColor" />}
        label={playing ? t("media.pause") : t("media.play", { label })}
        onClick={toggle}
        variant="primary"
      />
      <div className="min-w-0 flex-1">
        <ProgressBar
          label={label}
          value={length ? (at / length) * 100 : 0}
          valueText={`${clock(at)} / ${clock(length ?? 0)}`}
        />
        <p className="num mt-1.5 flex justify-between gap-2 text-bubble-meta text-xs">
          <span className="truncate">{label}</span>
          <span>{playing || at > 0 ? `${clock(at)} / ${clock(length ?? 0)}` : clock(length ?? 0)}</span>
        </p>
      </div>
    </div>
  );
}

const finite = (seconds: number) => (Number.isFinite(seconds) ? seconds : null);
const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
