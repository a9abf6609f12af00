import { expect, it, vi } from "vitest";
import { patch, Store } from "./store";

it("calls who subscribed after each change, until they leave", () => {
  const store = new Store(1);
  const seen: number[] = [];
  const leave = store.subscribe(() => { seen.push(store.get()); });
  store.set(2);
  store.update((value) => value + 1);
  leave();
  store.set(4);
  expect([seen, store.get()]).toEqual([[2, 3], 4]);
});

it("calls nobody where nothing changed", () => {
  const store = new Store({ name: "a", count: 1 });
  const listener = vi.fn();
  store.subscribe(listener);
  const before = store.get();
  store.set(before);
  patch(store, { name: "a" });
  expect([listener.mock.calls.length, store.get()]).toEqual([0, before]);
  patch(store, { count: 2 });
  expect([listener.mock.calls.length, store.get()]).toEqual([1, { name: "a", count: 2 }]);
});

it("lets a listener leave while it is called, and others still hear", () => {
  const store = new Store(0);
  const [first, second] = [vi.fn(() => { leave(); }), vi.fn()];
  const leave = store.subscribe(first);
  store.subscribe(second);
  store.set(1);
  store.set(2);
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 2]);
});
