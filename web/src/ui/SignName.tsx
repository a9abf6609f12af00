import { Fragment, use } from "react";
import { written } from "./gloss";
import { Labels } from "./labels";

/** A recognised sign: its gloss and, where a person taught it with one, its label. */
export function SignName({ gloss }: { readonly gloss: string }) {
  const label = use(Labels).get(gloss);
  return (
    <>
      <bdi dir="auto">{written(gloss)}</bdi>
      {label !== undefined && <> · <bdi dir="auto" lang={label.lang}>{label.text}</bdi></>}
    </>
  );
}

/** Several that one sign may have been, joined as the language joins alternatives. */
export function SignNames({ glosses, join }: { readonly glosses: readonly string[]; readonly join: string }) {
  return glosses.map((gloss, index) => (
    <Fragment key={gloss}>{index > 0 && join}<SignName gloss={gloss} /></Fragment>
  ));
}
