import { createContext, use } from "react";
import type { RouteBook } from "./route-book.ts";

export const RoutesContext = createContext<RouteBook | null>(null);

/** Where each link of this canvas runs. */
export function useRoutes(): RouteBook {
  const routes = use(RoutesContext);
  if (!routes) throw new Error("useRoutes is for parts of the canvas");
  return routes;
}
