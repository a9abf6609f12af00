/**
 * The page's running state, and everything that runs: one for as long as the page is there, made before React draws it.
 *
 *   SignerSession ─ signs, letters, landmarks ─→ ConversationSession ─ what the server says ─→ RoomSession
 *        ↑                                        │  ↑          │                                   │
 *   TeachingSession ─ taught motions ─────────────┼──┘          └─ motions ─→ StageSession          │
 *        landmarks of the signer, for others ─────┼─────────────────────────────────────────────────┤
 *                                                 └──────────── what other devices say ─────────────┘
 *
 * Each keeps what it knows in a `Store`, which components read by `useStore` (`ui/useSession.ts`) and never own. A
 * connection that is lost is dialled again by `connection.ts` (the server), `room/roomClient.ts` (a room) and
 * `room/direct.ts` (another device), all with the one `Backoff`; what must be said or done once passes one `Once`.
 */
import { ConversationSession, type ConversationPlatform } from "./conversation";
import { type RoomPlatform, RoomSession } from "./room";
import { type SignerPlatform, SignerSession } from "./signer";
import { type StagePlatform, StageSession } from "./stage";
import { type TeachingPlatform, TeachingSession } from "./teaching";

/** What sessions use of the browser: `browser.ts` has it, tests have fakes. */
export type Platform = ConversationPlatform & RoomPlatform & SignerPlatform & StagePlatform & TeachingPlatform;

export class Session {
  readonly conversation: ConversationSession;
  readonly room: RoomSession;
  readonly teaching: TeachingSession;
  readonly signer: SignerSession;
  readonly stage: StageSession;

  constructor(platform: Platform) {
    this.conversation = new ConversationSession(platform, (message) => { this.room.mirror(message); });
    const { relay, overhear, recognised, landmarks } = this.conversation;
    this.room = new RoomSession(platform, { onSentence: relay, onPassing: overhear });
    this.teaching = new TeachingSession(platform, (book) => { this.conversation.lend(book); });
    this.signer = new SignerSession(platform, this.teaching, {
      onRecognised: recognised, onLandmarks: landmarks, onFrame: this.room.media.see,
    });
    this.stage = new StageSession(platform, this.conversation);
  }

  close(): void {
    this.signer.stop();
    this.teaching.close();
    this.room.close();
    this.conversation.close();
  }
}
