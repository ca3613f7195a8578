// What the map has drawn, as the page tells it.

/** Waits until the map has drawn the network, its colours and what lies round it, with names
 * in a language. */
export async function drawn(page, { language }) {
  await page.waitForFunction(
    (wanted) => {
      const [tiles, colours, context, language] = document.querySelector(".map").dataset.drawn.split(".");
      return [tiles, colours, context].every((revision) => Number(revision) > 0) && language === wanted;
    },
    language,
    { timeout: 60_000 },
  );
}
