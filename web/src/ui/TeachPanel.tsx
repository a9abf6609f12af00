import { Button, FileTrigger, Input, Label, TextField } from "react-aria-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Motion } from "../converse/state";
import { type Book, decodeBook, encodeBook, full, MAX_EXAMPLES } from "@signspan/recognise/book";
import { MAX_NAME } from "@signspan/recognise/fields";
import { BookLanguage } from "./BookLanguage";
import { written } from "./gloss";
import { SignName } from "./SignName";
import type { Making, Recorder, TeachingSession } from "../session/teaching";
import { useSession, useStore } from "./useSession";

const TOO_CLOSE = 0.5; // a sign at least this likely to be taken for another is worth a warning

const FETCHED_MS = 60_000; // by then the browser has read what it was given to save

interface TeachPanelProps {
  /** Has the avatar make a motion now; undefined where there is no avatar. */
  readonly onShow: ((motion: Motion) => void) | undefined;
}

/** Where a sign is taught: name it, show it one to five times, see how distinct it is and how the avatar makes it, keep it. */
export function TeachPanel({ onShow }: TeachPanelProps) {
  const { t } = useTranslation();
  const { teaching } = useSession();
  const { book, draft, neighbour, recorder, consent, making, able, unkept } = useStore(teaching.state);
  const shown = draft.examples.length;
  const named = draft.name.trim() !== "";
  const recording = recorder.state === "counting" || recorder.state === "waiting" || recorder.state === "signing";
  const close = neighbour !== undefined && neighbour.confusion >= TOO_CLOSE;
  return (
    <section className="panel timing teach" aria-labelledby="teach-title">
      <h2 id="teach-title" className="panel-title">{t("teach.title")}</h2>
      <form className="teach-form" onSubmit={(event) => { event.preventDefault(); }}>
        <BookLanguage book={book} onStart={teaching.start} disabled={recording} />
        <div className="teach-fields">
          <TextField className="teach-field" value={draft.name} maxLength={MAX_NAME} isDisabled={recording}
            onChange={(name) => { teaching.describe(name, draft.label); }}>
            <Label>{t("teach.name")}</Label>
            <Input autoComplete="off" />
          </TextField>
          <TextField className="teach-field" value={draft.label} maxLength={MAX_NAME} isDisabled={recording}
            onChange={(label) => { teaching.describe(draft.name, label); }}>
            <Label>{t("teach.label")}</Label>
            <Input autoComplete="off" dir="auto" />
          </TextField>
        </div>
        <p className="teach-status" role="status">
          {able ? <Recording recorder={recorder} shown={shown} /> : t("teach.camera")}
          {shown > 0 && !recording && neighbour !== undefined && (
            <span className={close ? "teach-close" : undefined}> {t(close ? "teach.close" : "teach.apart", { sign: written(neighbour.name) })}</span>
          )}
        </p>
        <label className="teach-consent">
          <input type="checkbox" checked={consent !== undefined}
            onChange={({ target }) => { teaching.agree(target.checked ? t("teach.consent") : undefined); }} />
          <span>{t("teach.consent")} <span className="teach-help">{t("teach.without")}</span></span>
        </label>
        <p className="teach-status" role="status"><Avatar making={making} /></p>
        <div className="teach-buttons">
          <Button className="button" isDisabled={!able || !named || recording || shown >= MAX_EXAMPLES} onPress={teaching.record}>
            {t(shown === 0 ? "teach.record" : "teach.again")}
          </Button>
          {making.state === "made" && onShow !== undefined && (
            <Button className="button" onPress={() => { onShow(making.made.motion); }}>{t("teach.showMe")}</Button>
          )}
          <Button className="button button-primary" onPress={teaching.save}
            isDisabled={!named || shown === 0 || recording || making.state === "making" || full(book)}>
            {t("teach.save")}
          </Button>
          {(recording || shown > 0) && <Button className="button button-quiet" onPress={teaching.cancel}>{t("teach.cancel")}</Button>}
        </div>
      </form>
      <Shelf book={book} teaching={teaching} />
      <p className="soft">{t(unkept ? "teach.unkept" : "teach.stays")}</p>
    </section>
  );
}

function Recording({ recorder, shown }: { readonly recorder: Recorder; readonly shown: number }) {
  const { t } = useTranslation();
  if (recorder.state === "counting") return t("teach.counting", { count: recorder.left });
  if (recorder.state !== "idle") return t(`teach.${recorder.state}`);
  return t("teach.shown", { shown, most: MAX_EXAMPLES });
}

function Avatar({ making }: { readonly making: Making }) {
  const { t } = useTranslation();
  if (making.state === "none") return null;
  return t(`teach.avatar.${making.state}`, { reason: making.state === "poor" ? making.reason : "" });
}

/** The signs taught so far, and the book as a file. */
function Shelf({ book, teaching: { forget, replace } }: { readonly book: Book; readonly teaching: TeachingSession }) {
  const { t } = useTranslation();
  const [offered, setOffered] = useState<Book | "unreadable">();
  const read = async (file: File): Promise<void> => {
    try {
      const found = decodeBook(await file.text());
      if (book.signs.length === 0) replace(found);
      else setOffered(found);
    } catch {
      setOffered("unreadable");
    }
  };
  return (
    <>
      {book.signs.length > 0 && (
        <ul className="teach-signs" aria-label={t("teach.signs")}>
          {book.signs.map(({ name, examples, motion }) => (
            <li key={name}>
              <span><SignName gloss={name} /></span>
              <span className="soft">{t("teach.examples", { count: examples.length })}{motion !== undefined && ` · ${t("teach.moves")}`}</span>
              <Button className="button button-quiet" aria-label={t("teach.forget", { sign: name })}
                onPress={() => { forget(name); }}>{t("teach.remove")}</Button>
            </li>
          ))}
        </ul>
      )}
      <div className="teach-buttons">
        <Button className="button button-quiet" isDisabled={book.signs.length === 0} onPress={() => { download(book); }}>
          {t("teach.export")}
        </Button>
        <FileTrigger acceptedFileTypes={[".book", ".json"]} onSelect={(files) => {
          const file = files?.item(0);
          if (file) void read(file);
        }}>
          <Button className="button button-quiet">{t("teach.import")}</Button>
        </FileTrigger>
      </div>
      <div role="status">
        {offered === "unreadable" && <p className="trouble">{t("teach.unreadable")}</p>}
        {offered !== undefined && offered !== "unreadable" && (
          <div className="teach-buttons">
            <p>{t("teach.replace", { count: book.signs.length })}</p>
            <Button className="button" onPress={() => { replace(offered); setOffered(undefined); }}>{t("teach.yes")}</Button>
            <Button className="button button-quiet" onPress={() => { setOffered(undefined); }}>{t("teach.no")}</Button>
          </div>
        )}
      </div>
    </>
  );
}

function download(book: Book): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([encodeBook(book)], { type: "application/json" }));
  link.download = "signs.book";
  link.click();
  setTimeout(() => { URL.revokeObjectURL(link.href); }, FETCHED_MS);
}
