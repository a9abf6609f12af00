import type { VRM, VRMHumanBoneName } from "@pixiv/three-vrm";
import {
  AnimationClip, AnimationUtils, type KeyframeTrack, NumberKeyframeTrack, Quaternion, QuaternionKeyframeTrack, Vector3,
} from "three";

// The rest in which every motion starts and ends: `rest_pose` of `signspan/motion/rig.py`, left side;
// `tests/vectors/rest.json` holds both to it.
// Mirroring to the right flips y and z of a rotation.
const UPPER_ARM = new Quaternion(0.23226, -0.15390, -0.61516, 0.73753);
const LOWER_ARM = new Quaternion(0.00000, -0.12803, 0.00000, 0.99177);
const FINGERS = { Index: 0.25, Middle: 0.32, Ring: 0.4, Little: 0.45 }; // radians
const JOINTS = { Proximal: 1, Intermediate: 1.2, Distal: 0.7 }; // shares of a finger's bend

const BREATH_S = 4.5;
const BLINK_S = [0, 3.1, 3.18, 3.3, BREATH_S];
const BREATH = 0.016; // radians of spine and chest, given back by the head
const X = new Vector3(1, 0, 0);
const Z = new Vector3(0, 0, 1);

/** Standing at rest, arms down, fingers easy, blinking unless `still`. Always running under every sign. */
export function idleClip(vrm: VRM, still: boolean): AnimationClip {
  const tracks: KeyframeTrack[] = [...restPose()].flatMap(([bone, pose]) => track(vrm, bone, [pose]));
  const blink = vrm.expressionManager?.getExpressionTrackName("blink");
  if (!still && typeof blink === "string") tracks.push(new NumberKeyframeTrack(blink, BLINK_S, [0, 0, 1, 0, 0]));
  return new AnimationClip("idle", BREATH_S, tracks);
}

/** Breathing, to be added to any pose. */
export function breathClip(vrm: VRM): AnimationClip {
  const tracks = [
    ...track(vrm, "spine", sway(-BREATH)), ...track(vrm, "chest", sway(-BREATH)), ...track(vrm, "head", sway(2 * BREATH)),
  ];
  return AnimationUtils.makeClipAdditive(new AnimationClip("breath", BREATH_S, tracks));
}

/** Local rotations of the bones that do not hang straight at rest. */
export function* restPose(): Generator<readonly [VRMHumanBoneName, Quaternion]> {
  for (const side of ["left", "right"] as const) {
    const placed = ({ x, y, z, w }: Quaternion): Quaternion =>
      side === "left" ? new Quaternion(x, y, z, w) : new Quaternion(x, -y, -z, w);
    yield [`${side}UpperArm`, placed(UPPER_ARM)];
    yield [`${side}LowerArm`, placed(LOWER_ARM)];
    for (const [finger, bend] of Object.entries(FINGERS)) {
      for (const [joint, share] of Object.entries(JOINTS)) {
        const turn = new Quaternion().setFromAxisAngle(Z, -bend * share);
        yield [`${side}${finger}${joint}` as VRMHumanBoneName, placed(turn)];
      }
    }
  }
}

function sway(angle: number): Quaternion[] {
  return [0, angle, 0].map((turn) => new Quaternion().setFromAxisAngle(X, turn));
}

function track(vrm: VRM, bone: VRMHumanBoneName, poses: readonly Quaternion[]): QuaternionKeyframeTrack[] {
  const node = vrm.humanoid.getNormalizedBoneNode(bone);
  if (node === null) return [];
  const times = poses.map((_, index) => (index * BREATH_S) / Math.max(1, poses.length - 1));
  return [new QuaternionKeyframeTrack(`${node.name}.quaternion`, times, poses.flatMap((pose) => pose.toArray()))];
}
