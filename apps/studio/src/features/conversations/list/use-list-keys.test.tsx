import "../../../styles.css";
import { AlertDialog, Dialog, Menu, MenuItem, ToastProvider, useToast } from "@prosa/ui";
import { useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { useListKeys } from "./use-list-keys.ts";

const onOpen = vi.fn();
beforeEach(() => onOpen.mockClear());

/** A list with "b" open, and things that can be open over it. */
function Example() {
  useListKeys({ ids: ["a", "b", "c"], selected: "b", onOpen });
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button type="button">Elsewhere</button>
      <button onClick={() => toast.show({ title: "Moved", timeout: 0 })} type="button">
        Tell
      </button>
      <input aria-label="Words" />
      <button onKeyDown={(event) => event.preventDefault()} type="button">
        Own keys
      </button>
      <Dialog closeLabel="Close" title="Templates" trigger={<button type="button">Open dialog</button>}>
        <button type="button">Inside</button>
      </Dialog>
      <AlertDialog
        cancelLabel="Cancel"
        confirmLabel="Delete"
        description="It cannot be undone."
        onConfirm={() => undefined}
        onOpenChange={setAsking}
        open={asking}
        title="Delete it?"
        trigger={<button type="button">Open question</button>}
      />
      <Menu trigger={<button type="button">Open menu</button>}>
        <MenuItem>One</MenuItem>
      </Menu>
    </>
  );
}

const show = () =>
  render(
    <ToastProvider closeLabel="Close" regionLabel="Notifications">
      <Example />
    </ToastProvider>,
  );
const button = (name: string) => page.getByRole("button", { name, exact: true });

test("j and k open the next and the previous conversation", async () => {
  await show();
  await button("Elsewhere").click();
  await userEvent.keyboard("j");
  expect(onOpen).toHaveBeenLastCalledWith("c");
  await userEvent.keyboard("k");
  expect(onOpen).toHaveBeenLastCalledWith("a");
});

test("they go on beside a notification, which leaves the page free", async () => {
  await show();
  await button("Tell").click();
  await expect.element(page.getByText("Moved")).toBeVisible();
  await button("Elsewhere").click();
  await userEvent.keyboard("j");
  expect(onOpen).toHaveBeenLastCalledWith("c");
});

test("they keep still while somebody types, and where a key has another meaning", async () => {
  await show();
  await page.getByRole("textbox", { name: "Words" }).click();
  await userEvent.keyboard("j");
  (button("Own keys").element() as HTMLElement).focus();
  await userEvent.keyboard("j");
  expect(onOpen).not.toHaveBeenCalled();
});

test.for([
  ["dialog", "Open dialog", "dialog"],
  ["question", "Open question", "alertdialog"],
  ["menu", "Open menu", "menu"],
] as const)("they keep still while a %s is open", async ([, opener, role]) => {
  await show();
  await button(opener).click();
  const over = page.getByRole(role);
  await expect.element(over).toBeVisible();
  await expect.poll(() => over.element().contains(document.activeElement)).toBe(true);
  await userEvent.keyboard("j");
  expect(onOpen).not.toHaveBeenCalled();
});

test("they keep still behind a dialog that has lost the focus", async () => {
  await show();
  await button("Open dialog").click();
  const dialog = page.getByRole("dialog");
  await expect.poll(() => dialog.element().contains(document.activeElement)).toBe(true);
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
  expect(onOpen).not.toHaveBeenCalled();
});
