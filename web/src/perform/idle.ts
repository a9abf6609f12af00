import type { VRM, VRMHumanBoneName } from "@pixiv/three-vrm";
import { AnimationClip, Euler, Quaternion, QuaternionKeyframeTrack } from "three";

/** Degrees about x, y, z from the T-pose; the left side, mirrored for the right. */
const ARMS: readonly (readonly [name: string, x: number, y: number, z: number])[] = [
  ["Shoulder", 0, 0, -4],
  ["UpperArm", 0, 8, -70],
  ["LowerArm", 0, -22, -4],
  ["Hand", 0, -4, -2],
];
const FINGERS = ["Index", "Middle", "Ring", "Little"];
const CURL = { Proximal: -22, Intermediate: -26, Distal: -16 };

const BREATH_S = 4.5;
const BREATH = 0.9; // degrees of chest and shoulders

/** Standing at rest, arms down, fingers easy; breathes unless `still`. Always running under every sign. */
export function idleClip(vrm: VRM, still: boolean): AnimationClip {
  const tracks = [...poses()].flatMap(([bone, x, y, z]) => track(vrm, bone, [[x, y, z]]));
  const breath = still ? 0 : BREATH;
  for (const bone of ["spine", "chest"] as const) tracks.push(...track(vrm, bone, [[0, 0, 0], [-breath, 0, 0], [0, 0, 0]]));
  tracks.push(...track(vrm, "head", [[0, 0, 0], [breath, 0, 0], [0, 0, 0]]));
  return new AnimationClip("idle", BREATH_S, tracks);
}

function* poses(): Generator<readonly [VRMHumanBoneName, number, number, number]> {
  for (const [side, sign] of [["left", 1], ["right", -1]] as const) {
    for (const [name, x, y, z] of ARMS) yield [`${side}${name}` as VRMHumanBoneName, x, y * sign, z * sign];
    for (const finger of FINGERS) {
      for (const [joint, curl] of Object.entries(CURL)) {
        yield [`${side}${finger}${joint}` as VRMHumanBoneName, 0, 0, curl * sign];
      }
    }
    yield [`${side}ThumbProximal` as VRMHumanBoneName, 0, 14 * sign, 0];
  }
}

type Degrees = readonly [number, number, number];

function track(vrm: VRM, bone: VRMHumanBoneName, keys: readonly Degrees[]): QuaternionKeyframeTrack[] {
  const node = vrm.humanoid.getNormalizedBoneNode(bone);
  if (node === null) return [];
  const radians = Math.PI / 180;
  const times = keys.map((_, index) => (index * BREATH_S) / Math.max(1, keys.length - 1));
  const values = keys.flatMap(([x, y, z]) =>
    new Quaternion().setFromEuler(new Euler(x * radians, y * radians, z * radians)).toArray());
  return [new QuaternionKeyframeTrack(`${node.name}.quaternion`, times, values)];
}
