/** What sessions use of the browser, as the page has it. */
import { flushSync } from "react-dom";
import { Microphone } from "../converse/microphone";
import { openCamera } from "../perceive/camera";
import { Perceiver } from "../perceive/perceiver";
import { motionOf } from "../perform/motion";
import { AvatarStage } from "../perform/stage";
import RecogniserWorker from "../recognise/recogniser.worker?worker";
import { keepBook, takeBook } from "../recognise/shelf";
import SpellerWorker from "../recognise/speller.worker?worker";
import { openMedium } from "../room/media";
import { askIn, openRoom } from "../room/roomApi";
import { RoomClient } from "../room/roomClient";
import { loadRoomConfig } from "../room/roomConfig";
import { dialling } from "./connection";
import type { Platform } from "./session";

export const browser: Platform = {
  dial: dialling(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`),
  openMicrophone: (events) => Microphone.open(events),
  openCamera,
  openMedium,
  threads: {
    perceive: (video, events) => new Perceiver(video, events),
    recogniser: () => new RecogniserWorker(),
    speller: () => new SpellerWorker(),
  },
  avatar: (canvas, events) => new AvatarStage(canvas, matchMedia("(prefers-reduced-motion: reduce)").matches, events),
  drawn: flushSync,
  roomConfig: loadRoomConfig,
  openRoom,
  askIn,
  connect: (url, token, resume, events) => new RoomClient(url, token, "", resume, events),
  takeBook,
  keepBook,
  motionOf,
};
