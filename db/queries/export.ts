import type { HandlersOf } from '../context.ts'
import { gather } from '../exporters/gather.ts'
import { fingerprint, writeExport, writeExportFolder } from '../exporters/write-file.ts'
import { logReport } from './export-log.ts'

export const exporting: HandlersOf<'export'> = {
  // What makes reports is loaded when one is asked for: no start needs it.
  'export.formats': async () => {
    const { exporters } = await import('../exporters/index.ts')
    return exporters.map(
      ({ render: _, layOut: _layOut, renderFiles: _files, gives, showsPictures: _pictures, ...format }) => ({
        ...format,
        printed: gives === 'page',
      }),
    )
  },

  'export.preview': async (context, options) =>
    context.renderer.render({
      want: 'preview',
      ...gather(context, options, (await picturesFor(options.format)) === 'none' ? 'none' : 'sizes'),
    }),

  'export.text': async (context, { job, ...options }) =>
    context.renderer.render(
      { want: 'text', ...gather(context, options, await picturesFor(options.format)) },
      job,
    ),

  'export.save': async (context, { options, grant, job }) => {
    const path = context.grants.take(grant, 'write')
    const { exporters } = await import('../exporters/index.ts')
    const gathered = gather(context, options, await picturesFor(options.format))
    const isFolder = exporters.some(({ id, gives }) => id === options.format && gives === 'files')
    const saved = isFolder
      ? writeExportFolder(path, await context.renderer.render({ want: 'files', ...gathered }, job))
      : writeExport(path, await context.renderer.render({ want: 'bytes', ...gathered }, job))
    logReport(context, options, saved)
    return saved
  },

  'export.savePrinted': (context, { file, options, grant }) => {
    const saved = writeExport(context.grants.take(grant, 'write'), file)
    logReport(context, options, saved)
    return saved
  },

  'export.copy': async (context, { job, ...options }) => {
    const as = async (format: string) => {
      const gathered = gather(context, { ...options, format }, await picturesFor(format))
      return context.renderer.render({ want: 'text', ...gathered }, job)
    }
    const [html, text] = [await as('html'), await as('txt')]
    logReport(context, options, { path: '', ...fingerprint(text) }, 'clipboard')
    return { html, text }
  },

  'export.progress': (context, { job }) => context.renderer.progressOf(job),
  'export.cancel': (context, { job }) => {
    context.renderer.cancel(job)
    return null
  },
}

async function picturesFor(format: string): Promise<'whole' | 'none'> {
  const { exporters } = await import('../exporters/index.ts')
  return exporters.some(({ id, showsPictures }) => id === format && showsPictures) ? 'whole' : 'none'
}
