/**
 * The faces of a report, each weight a file of its own. Of a variable font Chromium writes every letter into a PDF as a drawing (Type 3),
 * which readers show uneven and in too heavy lines.
 */
import '@fontsource/inter/400.css'
import '@fontsource/inter/600.css'
import '@fontsource/source-serif-4/400.css'
import '@fontsource/source-serif-4/400-italic.css'
import '@fontsource/source-serif-4/600.css'
import '@fontsource/source-serif-4/600-italic.css'

const families = new Set(['Inter', 'Source Serif 4'])

/** Those that are not loaded yet are asked for: a page that is laid out without one breaks elsewhere. */
export function loadReportFaces(): void {
  for (const face of document.fonts) {
    if (families.has(face.family.replaceAll('"', '')) && face.status === 'unloaded') void face.load()
  }
}
