import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { I18nProvider } from "react-aria-components";
import { useTranslation } from "react-i18next";
import "./design/tokens.css";
import "./design/base.css";
import "./design/layout.css";
import "./design/panels.css";
import "./design/conversation.css";
import "./design/dialogs.css";
import "./i18n/i18n";
import { localeOf } from "./i18n/language";
import { browser } from "./session/browser";
import { Session } from "./session/session";
import { App } from "./ui/App";
import { SessionContext } from "./ui/useSession";

const session = new Session(browser);

/** The page in its language, which its sliders and dialogs follow too. */
function Page() {
  const { i18n } = useTranslation();
  return <I18nProvider locale={localeOf(i18n.language)}><SessionContext value={session}><App /></SessionContext></I18nProvider>;
}

const root = document.getElementById("root");
if (root === null) throw new Error("expected an element with the id root");
createRoot(root).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
