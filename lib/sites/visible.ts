/** Resolves when the document is looked at; a tab opened in the background, or prerendered, waits. */
export function untilVisible(document: Document): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (document.visibilityState !== 'visible') return;
      document.removeEventListener('visibilitychange', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
    look();
  });
}
