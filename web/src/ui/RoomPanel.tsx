import { useState } from "react";
import { Button, Input, Label, RadioButton, RadioField, RadioGroup, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { RoleName } from "../room/roomApi";
import { parseCode, shown } from "@signspan/room/code";
import { Role } from "@signspan/room/wire/signspan/v1/room_pb";
import { PeerMediaChoices } from "./PeerMediaChoices";
import { QrCode } from "./QrCode";
import type { RoomSession, RoomStatus } from "../session/room";
import { useSession, useStore } from "./useSession";

const HASH = "#room=";
const ROLES = ["signer", "speaker", "watcher"] as const satisfies readonly RoleName[];
const NAMES: Readonly<Record<Role, RoleName>> = {
  [Role.UNSPECIFIED]: "watcher", [Role.SIGNER]: "signer", [Role.SPEAKER]: "speaker", [Role.WATCHER]: "watcher",
};
/** Why one is not in a room, where the page has words for it. */
const KNOWN = ["code", "no-room", "busy", "unreachable", "role-taken", "room-full", "token-expired", "address-full"] as const;

/** The code in the page's address, as a room's link has it. */
export function invitedTo(): string | undefined {
  return location.hash.startsWith(HASH) ? parseCode(location.hash.slice(HASH.length)) : undefined;
}

/** Two devices: open a room and show its code, or join one. */
export function RoomPanel() {
  const { t } = useTranslation();
  const { room } = useSession();
  const { rooms, status } = useStore(room.state);
  return (
    <section className="panel timing teach room" aria-labelledby="room-title">
      <h2 id="room-title" className="panel-title">{t("room.title")}</h2>
      {rooms === "" ? <p className="soft">{t("room.none")}</p>
        : status.name === "in" ? <Inside room={room} status={status} />
        : status.name === "returning" ? <Returning room={room} /> : <JoinForm room={room} status={status} />}
    </section>
  );
}

/** Where one joins a room or opens one. */
function JoinForm({ room, status }: { readonly room: RoomSession; readonly status: RoomStatus }) {
  const { t } = useTranslation();
  const { canHide } = useStore(room.state);
  const [role, setRole] = useState<RoleName>("signer");
  const [watchers, setWatchers] = useState(false);
  const [hidden, setHidden] = useState(false);
  const [code, setCode] = useState(() => { const found = invitedTo(); return found === undefined ? "" : shown(found); });
  const asking = status.name === "asking";
  const why = status.name === "away" ? status.why : undefined;
  const known = KNOWN.find((one) => one === why);
  return (
    <>
      <form className="teach-form" onSubmit={(event) => {
        event.preventDefault();
        room.join(code, role, hidden);
      }}>
        <RadioGroup className="room-role" value={role} onChange={(chosen) => { setRole(chosen as RoleName); }}>
          <Label>{t("room.iAm")}</Label>
          {ROLES.map((one) => (
            <RadioField key={one} value={one}><RadioButton className="room-choice">{t(`room.role.${one}`)}</RadioButton></RadioField>
          ))}
        </RadioGroup>
        <TextField className="teach-field" value={code} onChange={setCode} maxLength={16}>
          <Label>{t("room.code")}</Label>
          <Input autoComplete="off" autoCapitalize="characters" spellCheck="false" dir="ltr" />
        </TextField>
        <div className="teach-buttons">
          <Button type="submit" className="button button-primary" isDisabled={asking || code.trim() === ""}>{t("room.join")}</Button>
          <Button className="button" isDisabled={asking || role === "watcher"} onPress={() => { room.open(role, watchers, hidden); }}>{t("room.open")}</Button>
        </div>
        <label className="teach-consent">
          <input type="checkbox" checked={watchers} onChange={({ target }) => { setWatchers(target.checked); }} />
          <span>{t("room.watchers")}</span>
        </label>
        {canHide && (
          <label className="teach-consent">
            <input type="checkbox" checked={hidden} onChange={({ target }) => { setHidden(target.checked); }} />
            <span>{t("room.hide")} <span className="teach-help">{t("room.hideHelp")}</span></span>
          </label>
        )}
      </form>
      <p className="teach-status room-status" role="status" data-trouble={why !== undefined || undefined}>
        {asking && t("room.asking")}
        {why !== undefined && t(known === undefined ? "room.refused" : `room.why.${known}`, { why })}
      </p>
      <p className="soft">{t("room.explain")}</p>
    </>
  );
}

function Returning({ room }: { readonly room: RoomSession }) {
  const { t } = useTranslation();
  return (
    <>
      <p className="teach-status room-status" role="status">{t("room.returning")}</p>
      <div className="teach-buttons"><Button className="button" onPress={room.leave}>{t("room.leave")}</Button></div>
    </>
  );
}

function Inside({ room, status }: { readonly room: RoomSession; readonly status: Extract<RoomStatus, { name: "in" }> }) {
  const { t } = useTranslation();
  const { connections } = useStore(room.state);
  const [copied, setCopied] = useState(false);
  const bare = parseCode(status.code) ?? status.code;
  const link = `${location.origin}/${HASH}${bare}`;
  const me = status.members.find(({ id }) => id === status.member);
  const partner = status.members.find(({ id, role }) => id !== status.member && role !== Role.WATCHER);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(link);
    setCopied(true);
  };
  return (
    <>
      <div className="room-code">
        {partner === undefined && <QrCode text={link} label={t("room.qr")} />}
        <div>
          <p className="soft">{t("room.codeIs")}</p>
          <p className="room-letters" dir="ltr">{shown(bare)}</p>
          <div className="teach-buttons">
            <Button className="button" onPress={() => { void copy().catch(() => { setCopied(false); }); }}>{t(copied ? "room.copied" : "room.copy")}</Button>
            <Button className="button" onPress={room.leave}>{t("room.leave")}</Button>
          </div>
        </div>
      </div>
      <ul className="teach-signs" aria-label={t("room.members")}>
        {status.members.map(({ id, role, present }) => (
          <li key={id} data-connection={id === status.member ? "self" : connections.get(id) ?? "connecting"}>
            <span>{t(`room.role.${NAMES[role]}`)}</span>
            <span className="soft">
              {id === status.member ? t("room.you") : t(present ? `room.connection.${connections.get(id) ?? "connecting"}` : "room.gone")}
            </span>
          </li>
        ))}
      </ul>
      <p className="teach-status room-status" role="status" data-trouble={status.lost || undefined}>{status.lost && t("room.lost")}</p>
      <p className="teach-status room-status" role="status">
        {(["missed", "doubtful"] as const).flatMap((gap) => (status.gaps[gap] > 0 ? [t(`room.${gap}`, { number: status.gaps[gap] })] : [])).join(" ")}
      </p>
      {me !== undefined && me.role !== Role.WATCHER && (
        <PeerMediaChoices reached={partner !== undefined && connections.get(partner.id) === "open"} />
      )}
      <p className="soft">{t("room.private")}</p>
    </>
  );
}
