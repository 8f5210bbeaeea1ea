import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

// The interface. Electron 33 is the oldest that runs it (Chromium 130); fonts stay files because the content
// security policy allows no data: fonts.
export default defineConfig({
  root: 'renderer',
  base: './',
  publicDir: false,
  plugins: [react(), preloadFonts()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
})

/** The two faces of the first frame are asked for with the page, so that no text is drawn twice. */
function preloadFonts(): Plugin {
  const first = /^(inter|source-serif-4)-latin-opsz-normal-/
  return {
    name: 'preload-fonts',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) =>
        Object.values(bundle ?? {})
          .filter(({ fileName }) => first.test(fileName.replace('assets/', '')))
          .map(({ fileName }) => ({
            tag: 'link',
            attrs: {
              rel: 'preload',
              as: 'font',
              type: 'font/woff2',
              crossorigin: true,
              href: `./${fileName}`,
            },
            injectTo: 'head' as const,
          })),
    },
  }
}
