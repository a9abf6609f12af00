import { useEffect, useMemo, useRef, useState } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Notice } from "../converse/state";
import { AvatarPanel } from "./AvatarPanel";
import { CameraPanel } from "./CameraPanel";
import { Composer } from "./Composer";
import { Header, type Shown } from "./Header";
import { CloseIcon } from "./icons";
import { Labels, labelsOf } from "./labels";
import { keepLook, takeLook } from "./look";
import { PeerPanel } from "./PeerPanel";
import { invitedTo, RoomPanel } from "./RoomPanel";
import { TeachPanel } from "./TeachPanel";
import { TimingPanel } from "./TimingPanel";
import { Transcript } from "./Transcript";
import { useConversation } from "./useConversation";
import { useRoom } from "./useRoom";
import { useStage } from "./useStage";
import { useTeaching } from "./useTeaching";

/** The page: the signer's camera, the avatar, one transcript. */
export function App() {
  const { t } = useTranslation();
  const conversation = useConversation();
  const { state } = conversation;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [speed, setSpeed] = useState(1);
  const [look, setLook] = useState(takeLook);
  const [held, setHeld] = useState(false); // whether the microphone's button is held to speak
  const [shown, setShown] = useState<Shown | undefined>(() => (invitedTo() === undefined ? undefined : "room"));
  const room = useRoom(conversation.heard);
  const { mirror } = room;
  const { mirrorTo } = conversation;
  useEffect(() => { mirrorTo(mirror); }, [mirrorTo, mirror]);
  const teaching = useTeaching();
  const labels = useMemo(() => labelsOf(teaching.book), [teaching.book]);
  const { lend } = conversation;
  useEffect(() => { lend(teaching.book); }, [lend, teaching.book]);
  const [dropped, setDropped] = useState(0);
  const stage = useStage(canvas, state.entries, speed, look, conversation);

  return (
    <Labels value={labels}>
      <Header link={state.link} voice={conversation.voice} onVoice={conversation.chooseVoice}
        held={held} onHeld={(chosen) => { conversation.listen(false); setHeld(chosen); }} shown={shown} onShow={setShown}
        sends={room.peerMedia.lines || room.peerMedia.mine.picture || room.peerMedia.mine.voice} />
      <main className="page">
        <CameraPanel onRecognised={conversation.recognised} onLandmarks={conversation.landmarks} onSeen={room.peerMedia.see}
          onStart={conversation.unlockVoice} onDropped={setDropped} teaching={teaching.line} />
        <AvatarPanel canvas={canvas} stage={stage.state} entries={state.entries} performing={state.performing}
          speed={speed} onSpeed={setSpeed} onReplay={stage.replay} onStep={stage.step}
          look={look} onLook={(chosen) => { setLook(chosen); keepLook(chosen); }} />
        {room.state.name === "in" && <PeerPanel peerMedia={room.peerMedia} members={room.state.members} me={room.state.member} />}
        <section className="panel conversation" id="conversation" aria-labelledby="conversation-title" tabIndex={-1}>
          <h2 id="conversation-title" className="panel-title">{t("transcript.title")}</h2>
          <Transcript state={state} onAnswer={conversation.answer}
            onReplay={stage.state.name === "ready" ? stage.replay : undefined} />
          <NoticeLine notice={state.notice} onDismiss={conversation.dismissNotice} />
          <Composer microphone={conversation.microphone} paused={conversation.speaking} connected={state.link === "open"}
            held={held} level={conversation.level} onListen={conversation.listen} onSilence={conversation.stopVoice} onType={conversation.type} />
        </section>
        {shown === "teach" && <TeachPanel teaching={teaching} onShow={stage.state.name === "ready" ? stage.show : undefined} />}
        {shown === "room" && <RoomPanel room={room} />}
        {shown === "timing" && <TimingPanel entries={state.entries} dropped={dropped} />}
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

const KNOWN_NOTICES = ["hearing-behind", "cannot-present", "not-understood", "not-taught", "text-sent", "too-much-waits", "other-script"] as const;

function NoticeLine({ notice, onDismiss }: { readonly notice: Notice | undefined; readonly onDismiss: () => void }) {
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
