import { type VRM, VRMLoaderPlugin, VRMUtils } from "@pixiv/three-vrm";
import { createVRMAnimationClip, type VRMAnimation, VRMAnimationLoaderPlugin } from "@pixiv/three-vrm-animation";
import { type AnimationClip, type Object3D, TextureLoader } from "three";
import { GLTFLoader, type GLTFLoaderPlugin, type GLTFParser } from "three/examples/jsm/loaders/GLTFLoader.js";

/** The figures that ship: a file each in `signspan/motion/figure`. */
export const FIGURES = ["signer", "partner"] as const;
export type FigureName = (typeof FIGURES)[number];

/** A signer's figure, facing +z. */
export async function loadFigure(name: FigureName): Promise<VRM> {
  const loader = new GLTFLoader();
  loader.register(imagesAsElements);
  loader.register((parser) => new VRMLoaderPlugin(parser));
  const gltf = await loader.loadAsync(`/avatar/${name}.vrm`);
  const vrm = gltf.userData["vrm"] as VRM | undefined;
  if (vrm === undefined) throw new Error("expected a VRM figure, got a plain glTF");
  VRMUtils.rotateVRM0(vrm);
  // Hands leave the bind pose's bounds while signing: never cull them.
  vrm.scene.traverse((node: Object3D) => { node.frustumCulled = false; });
  return vrm;
}

/** Textures through image elements: the loader's own way fetches blobs, which the page's policy forbids. */
function imagesAsElements(parser: GLTFParser): GLTFLoaderPlugin {
  parser.textureLoader = new TextureLoader(parser.options.manager);
  return { name: "images-as-elements" };
}

/** A binary VRM animation as a clip for `vrm`. */
export async function clipOf(vrma: Uint8Array, vrm: VRM): Promise<AnimationClip> {
  const loader = new GLTFLoader();
  loader.register((parser) => new VRMAnimationLoaderPlugin(parser));
  const bytes = vrma.slice().buffer;
  const gltf = await loader.parseAsync(bytes, "");
  const animation = (gltf.userData["vrmAnimations"] as VRMAnimation[] | undefined)?.[0];
  if (animation === undefined) throw new Error("expected a VRM animation, got a plain glTF");
  return createVRMAnimationClip(animation, vrm);
}

/** What a figure cannot show; the rest of it still signs. */
export type Shortcoming = "fingers" | "face";

const FINGER_BONES = (["left", "right"] as const).flatMap((side) =>
  (["Thumb", "Index", "Middle", "Ring", "Little"] as const).map((finger) => `${side}${finger}Distal` as const),
);
/** The units that grammar and mouthing need most (`signspan/perform/face.py`). */
const FACE_UNITS = ["browInnerUp", "browDownLeft", "browDownRight", "jawOpen", "mouthPucker", "blink"] as const;

export function shortcomings(figure: {
  readonly humanoid: Pick<VRM["humanoid"], "getNormalizedBoneNode">;
  readonly expressionManager?: Pick<NonNullable<VRM["expressionManager"]>, "getExpression"> | undefined;
}): readonly Shortcoming[] {
  const fingers = FINGER_BONES.every((bone) => figure.humanoid.getNormalizedBoneNode(bone) !== null);
  const face = FACE_UNITS.every((unit) => (figure.expressionManager?.getExpression(unit) ?? null) !== null);
  return [...(fingers ? [] : ["fingers" as const]), ...(face ? [] : ["face" as const])];
}
