import "../../../styles.css";
import { useState } from "react";
import { beforeAll, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { loadTexts, startI18n } from "../../../shared/i18n/i18n.ts";
import { ThreadScroller } from "./thread-scroller.tsx";

beforeAll(async () => {
  localStorage.setItem("prosa.language", "en");
  await startI18n();
  await loadTexts("conversations");
});

/** A thread of numbered messages that can be added to at both ends. */
function Example({ onMore }: { onMore: () => void }) {
  const [range, setRange] = useState({ from: 0, to: 40 });
  const [own, setOwn] = useState<string>();
  const numbers = Array.from({ length: range.to - range.from }, (_, index) => range.from + index);
  return (
    <div style={{ height: 400, display: "flex", flexDirection: "column" }}>
      <button onClick={() => setRange({ ...range, from: range.from - 30 })} type="button">
        older
      </button>
      <button onClick={() => setRange({ ...range, to: range.to + 1 })} type="button">
        newer
      </button>
      <button
        onClick={() => {
          setRange({ ...range, to: range.to + 1 });
          setOwn(`m${range.to}`);
        }}
        type="button"
      >
        own
      </button>
      <ThreadScroller loadingMore={false} more newestKey={`m${range.to - 1}`} onMore={onMore} ownKey={own}>
        {numbers.map((number) => (
          <div data-entry={`m${number}`} key={number} style={{ height: 30 + (((number % 3) + 3) % 3) * 20 }}>
            {`Message ${number}`}
          </div>
        ))}
      </ThreadScroller>
    </div>
  );
}

const box = () => page.getByRole("log").element() as HTMLElement;
const topOf = (entry: string) =>
  (document.querySelector(`[data-entry="${entry}"]`) as HTMLElement).getBoundingClientRect().top -
  box().getBoundingClientRect().top;
const isAtEnd = () => box().scrollHeight - box().scrollTop - box().clientHeight < 2;
const press = (name: string) => page.getByRole("button", { name, exact: true }).click();

async function scrollTo(top: number): Promise<void> {
  box().scrollTop = top;
  await expect.element(page.getByRole("button", { name: "To the end" })).toBeVisible();
}

test("opens at its end, and stays there when something new comes", async () => {
  await render(<Example onMore={() => undefined} />);
  await expect.poll(isAtEnd).toBe(true);
  await press("newer");
  await expect.element(page.getByText("Message 40")).toBeVisible();
  await expect.poll(isAtEnd).toBe(true);
});

test("does not move what is being read when older messages are put above", async () => {
  await render(<Example onMore={() => undefined} />);
  await scrollTo(500);
  const before = topOf("m15");
  await press("older");
  await expect.element(page.getByText("Message -30", { exact: true })).toBeInTheDocument();
  expect(Math.abs(topOf("m15") - before)).toBeLessThan(1);
});

test("does not move what is being read when something new comes below, and says so", async () => {
  await render(<Example onMore={() => undefined} />);
  await scrollTo(500);
  const before = topOf("m15");
  await press("newer");
  await expect.element(page.getByRole("button", { name: "New messages" })).toBeVisible();
  expect(Math.abs(topOf("m15") - before)).toBeLessThan(1);
  await press("New messages");
  await expect.poll(isAtEnd).toBe(true);
  await expect.element(page.getByRole("button", { name: "New messages" })).not.toBeInTheDocument();
});

test("goes to the end with one's own message", async () => {
  await render(<Example onMore={() => undefined} />);
  await scrollTo(300);
  await press("own");
  await expect.poll(isAtEnd).toBe(true);
});

test("stays at its end when a picture in it grows", async () => {
  await render(<Example onMore={() => undefined} />);
  await expect.poll(isAtEnd).toBe(true);
  (document.querySelector('[data-entry="m38"]') as HTMLElement).style.height = "300px";
  await expect.poll(isAtEnd).toBe(true);
});

test("asks for older messages before the reader is at the top", async () => {
  const onMore = vi.fn();
  await render(<Example onMore={onMore} />);
  await scrollTo(500);
  await expect.poll(() => onMore.mock.calls.length).toBeGreaterThan(0);
});
