// What is kept on the device.

/** Waits until what is kept of the newest visit is as it has to be. */
export function kept(page, has) {
  return page.waitForFunction(
    async (has) => {
      const root = await navigator.storage.getDirectory();
      const visits = [];
      for await (const name of root.keys()) visits.push(name);
      const newest = visits.sort().pop();
      if (!newest) return false;
      try {
        const folder = await root.getDirectoryHandle(newest);
        const text = await (await (await folder.getFileHandle("project.json")).getFile()).text();
        return text.includes(has);
      } catch {
        return false; // not yet
      }
    },
    has,
    { timeout: 60_000 },
  );
}
