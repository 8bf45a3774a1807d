import "./styles.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { AppProviders } from "./app-providers.tsx";
import { createStudioRouter } from "./router.ts";
import { startI18n } from "./shared/i18n/i18n.ts";
import { reloadForMissingFiles } from "./shared/screens/missing-files.ts";

reloadForMissingFiles();
await startI18n();
const { router, queryClient } = createStudioRouter();
const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <AppProviders>
        <RouterProvider router={router} />
      </AppProviders>
    </QueryClientProvider>
  </StrictMode>,
);
