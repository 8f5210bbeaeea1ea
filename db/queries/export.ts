import type { HandlersOf } from '../context.ts'
import { gather } from '../exporters/gather.ts'
import { writeExport } from '../exporters/write-file.ts'

export const exporting: HandlersOf<'export'> = {
  // What makes reports is loaded when one is asked for: no start needs it.
  'export.formats': async () => {
    const { exporters } = await import('../exporters/index.ts')
    return exporters.map(({ render: _, gives, showsPictures: _pictures, ...format }) => ({
      ...format,
      printed: gives === 'page',
    }))
  },

  'export.preview': async (context, options) =>
    context.renderer.render({ want: 'preview', ...gather(context, options) }),

  'export.text': async (context, { job, ...options }) =>
    context.renderer.render(
      { want: 'text', ...gather(context, options, await showsPictures(options.format)) },
      job,
    ),

  'export.save': async (context, { options, grant, job }) => {
    const path = context.grants.take(grant, 'write')
    return writeExport(
      path,
      await context.renderer.render(
        { want: 'bytes', ...gather(context, options, await showsPictures(options.format)) },
        job,
      ),
    )
  },

  'export.savePrinted': (context, { file, grant }) => writeExport(context.grants.take(grant, 'write'), file),

  'export.progress': (context, { job }) => context.renderer.progressOf(job),
  'export.cancel': (context, { job }) => {
    context.renderer.cancel(job)
    return null
  },
}

async function showsPictures(format: string): Promise<boolean> {
  const { exporters } = await import('../exporters/index.ts')
  return exporters.some(({ id, showsPictures }) => id === format && showsPictures)
}
