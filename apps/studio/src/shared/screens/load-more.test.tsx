import "../../styles.css";
import { QueryClient, QueryClientProvider, useInfiniteQuery } from "@tanstack/react-query";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { Problem } from "../api/problem.ts";
import { startI18n } from "../i18n/i18n.ts";
import { LoadMore } from "./load-more.tsx";

beforeAll(async () => {
  localStorage.setItem("prosa.language", "en");
  await startI18n();
});

/** Pages that were asked for, in turn. */
let asked: number[] = [];
let answer: (page: number) => Promise<number> = async (page) => page;
beforeEach(() => {
  asked = [];
  answer = async (page) => page;
});

function Example() {
  const query = useInfiniteQuery({
    queryKey: ["numbers"],
    queryFn: ({ pageParam }) => {
      asked.push(pageParam);
      return answer(pageParam);
    },
    initialPageParam: 1,
    getNextPageParam: (last) => (last < 4 ? last + 1 : null),
  });
  return (
    <>
      {query.data?.pages.map((number) => (
        <p key={number}>{`Page ${number}`}</p>
      ))}
      <LoadMore query={query} />
    </>
  );
}

const show = () =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <Example />
    </QueryClientProvider>,
  );

test("fetches page after page for as long as the end is in view, and then shows nothing", async () => {
  await show();
  await expect.element(page.getByText("Page 4")).toBeVisible();
  expect(asked).toEqual([1, 2, 3, 4]);
  expect(page.getByRole("button").elements()).toEqual([]);
});

test("a page that fails is asked for once; it says why, and goes on when asked again", async () => {
  answer = async (page) => {
    if (page === 2) throw new Problem(429, { code: "teapot", detail: "Ask again a little later." });
    return page;
  };
  await show();
  await expect.element(page.getByRole("alert").getByText("Ask again a little later.")).toBeVisible();
  const retry = page.getByRole("button", { name: "Try again" });
  await retry.click();
  await expect.poll(() => asked).toEqual([1, 2, 2]);
  await expect.element(page.getByRole("alert")).toBeVisible();
  answer = async (page) => page;
  await retry.click();
  await expect.element(page.getByText("Page 4")).toBeVisible();
  expect(asked).toEqual([1, 2, 2, 2, 3, 4]);
  expect(page.getByRole("alert").elements()).toEqual([]);
});
