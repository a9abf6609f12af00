import { useMemo, useState } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Notice } from "../converse/state";
import { AvatarPanel } from "./AvatarPanel";
import { CameraPanel } from "./CameraPanel";
import { Composer } from "./Composer";
import { Header, type Shown } from "./Header";
import { CloseIcon } from "./icons";
import { Labels, labelsOf } from "./labels";
import { PeerPanel } from "./PeerPanel";
import { invitedTo, RoomPanel } from "./RoomPanel";
import { TeachPanel } from "./TeachPanel";
import { TimingPanel } from "./TimingPanel";
import { Transcript } from "./Transcript";
import { useSession, useStore } from "./useSession";

/** The page: the signer's camera, the avatar, one transcript. */
export function App() {
  const { t } = useTranslation();
  const { conversation, room, stage, teaching } = useSession();
  const state = useStore(conversation.state);
  const { status } = useStore(room.state);
  const { figure } = useStore(stage.state);
  const { book } = useStore(teaching.state);
  const labels = useMemo(() => labelsOf(book), [book]);
  const [held, setHeld] = useState(false); // whether the microphone's button is held to speak
  const [shown, setShown] = useState<Shown | undefined>(() => (invitedTo() === undefined ? undefined : "room"));

  return (
    <Labels value={labels}>
      <Header link={state.link} held={held} onHeld={(chosen) => { conversation.audio.listen(false); setHeld(chosen); }} shown={shown} onShow={setShown} />
      <main className="page">
        <CameraPanel />
        <AvatarPanel entries={state.entries} performing={state.performing} />
        {status.name === "in" && <PeerPanel members={status.members} me={status.member} />}
        <section className="panel conversation" id="conversation" aria-labelledby="conversation-title" tabIndex={-1}>
          <h2 id="conversation-title" className="panel-title">{t("transcript.title")}</h2>
          <Transcript state={state} onAnswer={conversation.answer} onReplay={figure.name === "ready" ? stage.replay : undefined} />
          <NoticeText notice={state.notice} onDismiss={conversation.dismissNotice} />
          <Composer connected={state.link === "open"} held={held} />
        </section>
        {shown === "teach" && <TeachPanel onShow={figure.name === "ready" ? stage.show : undefined} />}
        {shown === "room" && <RoomPanel />}
        {shown === "timing" && <TimingPanel entries={state.entries} />}
        <section className="panel purpose" aria-labelledby="tips-title">
          <h2 id="tips-title">{t("tips.title")}</h2>
          <ul>
            <li>{t("tips.picture")}</li>
            <li>{t("tips.rest")}</li>
            <li>{t("tips.doubt")}</li>
          </ul>
          <p className="purpose-limits">{t("purpose.short")}</p>
        </section>
      </main>
    </Labels>
  );
}

const KNOWN_NOTICES = [
  "hearing-behind", "cannot-present", "not-understood", "not-taught", "text-sent", "too-much-waits", "not-signed", "not-spoken", "other-script",
] as const;

function NoticeText({ notice, onDismiss }: { readonly notice: Notice | undefined; readonly onDismiss: () => void }) {
  const { t } = useTranslation();
  const code = KNOWN_NOTICES.find((known) => known === notice?.code) ?? "other";
  return (
    <div role="status" className="notice-place">
      {notice !== undefined && (
        <p className="notice">
          {t(`notice.${code}`, { detail: notice.detail || notice.code })}
          <Button className="button button-quiet button-small" aria-label={t("notice.dismiss")} onPress={onDismiss}><CloseIcon /></Button>
        </p>
      )}
    </div>
  );
}
