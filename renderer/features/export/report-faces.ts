/**
 * The fonts of a report, with one file for each weight. Chromium writes a variable font into a PDF as drawings (Type 3), which
 * readers show unevenly and too heavy.
 */
import '@fontsource/inter/400.css'
import '@fontsource/inter/600.css'
import '@fontsource/source-serif-4/400.css'
import '@fontsource/source-serif-4/400-italic.css'
import '@fontsource/source-serif-4/600.css'
import '@fontsource/source-serif-4/600-italic.css'

const families = new Set(['Inter', 'Source Serif 4'])

/** Loads missing fonts, because a page that is laid out without them breaks in other places. */
export function loadReportFaces(): void {
  for (const face of document.fonts) {
    if (families.has(face.family.replaceAll('"', '')) && face.status === 'unloaded') void face.load()
  }
}
