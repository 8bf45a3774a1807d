import { afterEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { useForm } from "./use-form.ts";

const submit = vi.fn<(values: object, changed: object) => Promise<void>>(() => Promise.resolve());
afterEach(() => submit.mockClear());

/** A form that stays open, over what the server holds. */
function Example({ initial }: { initial: { name: string; zone: string } }) {
  const form = useForm({
    initial,
    submit: async (values, changed) => {
      await submit(values, changed);
      form.reset();
    },
  });
  return (
    <form onSubmit={form.onSubmit}>
      <input aria-label="Name" onChange={(event) => form.set("name", event.target.value)} value={form.values.name} />
      <input aria-label="Zone" onChange={(event) => form.set("zone", event.target.value)} value={form.values.zone} />
      <button type="submit">Save</button>
    </form>
  );
}

const name = page.getByLabelText("Name");
const zone = page.getByLabelText("Zone");
const save = () => page.getByRole("button", { name: "Save" }).click();

test("a field nobody touched follows what the server holds, and is not sent", async () => {
  const { rerender } = await render(<Example initial={{ name: "Padaria", zone: "Recife" }} />);
  await zone.fill("Manaus");
  await rerender(<Example initial={{ name: "Padaria do Sol", zone: "Recife" }} />);
  await expect.element(name).toHaveValue("Padaria do Sol");
  await save();
  expect(submit).toHaveBeenCalledExactlyOnceWith({ name: "Padaria do Sol", zone: "Manaus" }, { zone: "Manaus" });
});

test("what was typed stays when somebody else changes the same field", async () => {
  const { rerender } = await render(<Example initial={{ name: "Padaria", zone: "Recife" }} />);
  await name.fill("Padaria da Ana");
  await rerender(<Example initial={{ name: "Padaria do Sol", zone: "Recife" }} />);
  await expect.element(name).toHaveValue("Padaria da Ana");
});

test("a field put back to what it was is not a change", async () => {
  await render(<Example initial={{ name: "Padaria", zone: "Recife" }} />);
  await name.fill("Padaria da Ana");
  await name.fill("Padaria");
  await save();
  expect(submit.mock.calls[0]?.[1]).toEqual({});
});

test("once saved, fields follow again; what was typed meanwhile stays", async () => {
  let answer: () => void = () => undefined;
  submit.mockImplementationOnce(() => new Promise((done) => (answer = done)));
  const { rerender } = await render(<Example initial={{ name: "Padaria", zone: "Recife" }} />);
  await name.fill("Padaria da Ana");
  await save();
  await zone.fill("Manaus");
  answer();
  await rerender(<Example initial={{ name: "Padaria do Sol", zone: "Natal" }} />);
  await expect.element(name).toHaveValue("Padaria do Sol");
  await expect.element(zone).toHaveValue("Manaus");
});
