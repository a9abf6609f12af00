import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { I18nProvider } from "react-aria-components";
import "./design/tokens.css";
import "./design/base.css";
import "./design/layout.css";
import "./design/panels.css";
import "./design/conversation.css";
import "./design/dialogs.css";
import { i18next } from "./i18n/i18n";
import { App } from "./ui/App";

const root = document.getElementById("root");
if (root === null) throw new Error("expected an element with the id root");
createRoot(root).render(
  <StrictMode>
    <I18nProvider locale={i18next.language}>
      <App />
    </I18nProvider>
  </StrictMode>,
);
