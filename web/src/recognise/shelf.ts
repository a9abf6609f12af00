/** Where the browser keeps the one book: IndexedDB, on this machine only. */
import { type Book, decodeBook, EMPTY_BOOK, encodeBook } from "@signspan/recognise/book";

const DATABASE = "signspan";
const STORE = "books";
const KEY = "mine";

/** The kept book, or an empty one where there is none yet. */
export async function takeBook(): Promise<Book> {
  const kept = await within("readonly", (store) => store.get(KEY) as IDBRequest<unknown>);
  return typeof kept === "string" ? decodeBook(kept) : EMPTY_BOOK;
}

export async function keepBook(book: Book): Promise<void> {
  if (book.signs.length === 0) await within("readwrite", (store) => store.delete(KEY));
  else await within("readwrite", (store) => store.put(encodeBook(book), KEY));
}

async function within<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => { opening.result.createObjectStore(STORE); };
  const database = await done(opening);
  try {
    const transaction = database.transaction(STORE, mode);
    const result = await done(act(transaction.objectStore(STORE)));
    transaction.commit();
    return result;
  } finally {
    database.close();
  }
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => { resolve(request.result); };
    request.onerror = () => { reject(request.error ?? new Error("expected the browser to keep the book")); };
  });
}
