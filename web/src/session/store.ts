/** A value that changes, and who wants to know: the page's running state, of which React draws what is current. */
export interface Readable<T> {
  readonly get: () => T;
  /** Calls the listener after each change, until the answer is called. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** Values are immutable: a change is another value. Its functions are bound, as `useSyncExternalStore` wants them. */
export class Store<T> implements Readable<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(initial: T) {
    this.#value = initial;
  }

  readonly get = (): T => this.#value;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  };

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener();
  }

  update(change: (value: T) => T): void {
    this.set(change(this.#value));
  }
}

/** Changes some fields of a store's value; nobody is called where all are what they were. */
export function patch<T extends object>(store: Store<T>, fields: Partial<T>): void {
  store.update((value) => {
    const same = (Object.keys(fields) as (keyof T)[]).every((key) => Object.is(value[key], fields[key]));
    return same ? value : { ...value, ...fields };
  });
}
