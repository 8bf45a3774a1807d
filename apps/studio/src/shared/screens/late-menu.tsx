import type { ButtonProps } from "@prosa/ui";
import { cloneElement, type ReactElement, type ReactNode, Suspense, startTransition, use, useState } from "react";

interface LateMenuProps {
  /** Stands in until the menu is here. */
  button: ReactElement<Pick<ButtonProps, "aria-haspopup" | "onClick" | "onPointerDown">>;
  /** The menu; it begins open when the button was pressed before it came. */
  children: (pressed: boolean) => ReactNode;
}

/** A menu that is not needed to see the page and is fetched right after it. A press that comes earlier is not lost. */
export function LateMenu({ button, children }: LateMenuProps) {
  const [held, setHeld] = useState(false);
  const [pressed, setPressed] = useState(false);
  const standIn = cloneElement(button, {
    "aria-haspopup": "menu",
    onPointerDown: () => setHeld(true),
    // In a transition, since a menu that comes within its own click takes that for a click beside it and closes.
    onClick: () =>
      startTransition(() => {
        setHeld(false);
        setPressed(true);
      }),
  });
  return <Suspense fallback={standIn}>{held ? <Held /> : children(pressed)}</Suspense>;
}

const never = new Promise<never>(() => {});

/** Keeps the button in place while it is held: one that is replaced before it is let go gets no click. */
function Held(): ReactNode {
  return use(never);
}
