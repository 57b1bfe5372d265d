import type { Browser } from './browser.ts';
import type { Tab } from './tab.ts';

/** Runs in an extension page: does something with the ledger's own database, behind the product's back. */
export const inLedger = (tab: Tab, script: string): Promise<unknown> =>
  tab.raw.evaluate(`new Promise((done, fail) => {
    const opening = indexedDB.open('pangda-ledger');
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const db = opening.result;
      const tx = db.transaction([...db.objectStoreNames], 'readwrite');
      const store = (name) => tx.objectStore(name);
      let result;
      tx.oncomplete = () => { db.close(); done(result); };
      tx.onabort = () => fail(tx.error);
      ${script}
    };
  })`);

/** Waits until so many answers are in the ledger: they are written down a moment after they have been shown. */
export async function untilWritten(browser: Browser, count: number): Promise<void> {
  const tab = await browser.openExtension('how.html');
  const counting = `store('entries').count().onsuccess = ({ target }) => { result = target.result; };`;
  await tab.page.until(`${count} are written down`, async () => (await inLedger(tab, counting)) === count || undefined);
  await tab.raw.close();
}

/** Gives the ledger's page a file, as if it had been chosen after the button was pressed. */
export async function give(tab: Tab, button: 'Verify a file' | 'Import a file', text: string): Promise<void> {
  await tab.raw.evaluate('HTMLInputElement.prototype.click = () => {}'); // no window to choose a file in
  await tab.page.click({ css: 'button', says: button });
  await tab.raw.evaluate(`{
    const files = new DataTransfer();
    files.items.add(new File([${JSON.stringify(text)}], 'ledger.json', { type: 'application/json' }));
    const input = document.querySelector('input[type=file]');
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }`);
}

/** What an export is asked to save, as text, in place of the browser's own download. */
export async function saved(tab: Tab, button: string): Promise<string> {
  await tab.raw.evaluate(`{
    globalThis.savedFile = undefined;
    HTMLAnchorElement.prototype.click = () => {};
    URL.createObjectURL = (file) => {
      file.text().then((text) => { globalThis.savedFile = text; });
      return '#';
    };
  }`);
  await tab.page.click({ css: 'button', says: button });
  return tab.page.until('a file is saved', async () => {
    const text = await tab.raw.evaluate('globalThis.savedFile');
    return typeof text === 'string' ? text : undefined;
  });
}
