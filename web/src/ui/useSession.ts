/** The page's running state for components: they draw what is current and call what people ask for, and own none of it. */
import { createContext, useContext, useSyncExternalStore } from "react";
import type { Session } from "../session/session";
import type { Readable } from "../session/store";

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error("expected a component within the page's session");
  return session;
}

/** What a store has now; drawn again when it changes. */
export function useStore<T>({ subscribe, get }: Readable<T>): T {
  return useSyncExternalStore(subscribe, get, get);
}
