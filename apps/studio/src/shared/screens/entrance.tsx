import { type ReactNode, Suspense } from "react";
import { late } from "./late.ts";
import { ProsaMark } from "./prosa-mark.tsx";

const LanguagePicker = late(() =>
  import("../i18n/language-picker.tsx").then((file) => ({ default: file.LanguagePicker })),
);

/** The frame of what stands before the studio: set-up and sign-in. */
export function Entrance({
  title,
  intro,
  wide,
  children,
}: {
  title: string;
  intro?: string;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <div className="scrollbar-thin flex h-full flex-col overflow-y-auto bg-bg px-4">
      <header className="mx-auto flex w-full max-w-5xl shrink-0 items-center justify-between py-4">
        <span className="flex items-center gap-2.5 font-bold text-md tracking-[-0.015em]">
          <ProsaMark />
          Prosa
        </span>
        <Suspense>
          <LanguagePicker />
        </Suspense>
      </header>
      <main className={`mx-auto my-auto w-full py-6 pb-16 ${wide ? "max-w-[560px]" : "max-w-[380px]"}`}>
        <h1 className="font-bold text-xl tracking-[-0.02em]">{title}</h1>
        {intro ? <p className="mt-1 text-pretty text-ink-2">{intro}</p> : null}
        {children}
      </main>
    </div>
  );
}
