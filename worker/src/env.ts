import type { AddressLimiter } from "./addressLimiter";
import type { RoomObject } from "./roomObject";

/** What wrangler.jsonc binds, and the secret, which is nowhere in the repository. */
export interface Env {
  readonly ROOMS: DurableObjectNamespace<RoomObject>;
  readonly ADDRESSES: DurableObjectNamespace<AddressLimiter>;
  readonly ROOM_SECRET: string | undefined;
  readonly ORIGINS: string;
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- how workers-types learns of the bindings
  namespace Cloudflare {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the same, by another name
    interface Env extends Bindings {}
    interface GlobalProps {
      mainModule: typeof import("./index");
      durableNamespaces: "RoomObject" | "AddressLimiter";
    }
  }
}

type Bindings = Env;
