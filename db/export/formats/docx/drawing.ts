/** A picture in a line of text, as Word draws it (ECMA-376 §20.4.2.8). */
import { element, type Markup } from '../../../formats/markup.ts'
import { fitToPage } from '../../report/report-pictures.ts'
import type { ReportPicture } from '../../source/report-source.ts'

const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006'
/** English Metric Units in one pixel at 96 pixels per inch. */
const EMU_PER_PIXEL = 9_525
const TWIPS_PER_PIXEL = 15
/** The maximum height of a picture in pixels: most of a page, with room for a line of text. */
const MAX_HEIGHT_PX = 600

/** The id of the picture's relationship. */
export const getPictureId = (index: number) => `picture${index}`

/**
 * `index`: the picture's position among the document's pictures. `number`: the drawing's position in the document, from 1. One picture can
 * have several drawings. `maxWidth`: in twentieths of a point.
 */
export function writeDrawing(
  picture: ReportPicture,
  index: number,
  number: number,
  alt: string,
  maxWidth: number,
): Markup {
  const { width, height } = fitToPage(picture, {
    width: Math.floor(maxWidth / TWIPS_PER_PIXEL),
    height: MAX_HEIGHT_PX,
  })
  const size = { cx: width * EMU_PER_PIXEL, cy: height * EMU_PER_PIXEL }
  const pictureProperties = { id: number, name: `Picture ${number}`, descr: alt }
  return element(
    'w:r',
    {},
    element(
      'w:drawing',
      {},
      element(
        'wp:inline',
        { 'xmlns:wp': `${DRAWING}/wordprocessingDrawing`, distT: 0, distB: 0, distL: 0, distR: 0 },
        element('wp:extent', size),
        element('wp:docPr', pictureProperties),
        element(
          'a:graphic',
          { 'xmlns:a': `${DRAWING}/main` },
          element(
            'a:graphicData',
            { uri: `${DRAWING}/picture` },
            element(
              'pic:pic',
              { 'xmlns:pic': `${DRAWING}/picture` },
              element('pic:nvPicPr', {}, element('pic:cNvPr', pictureProperties), element('pic:cNvPicPr')),
              element(
                'pic:blipFill',
                {},
                element('a:blip', { 'r:embed': getPictureId(index) }),
                element('a:stretch', {}, element('a:fillRect')),
              ),
              element(
                'pic:spPr',
                {},
                element('a:xfrm', {}, element('a:off', { x: 0, y: 0 }), element('a:ext', size)),
                element('a:prstGeom', { prst: 'rect' }, element('a:avLst')),
              ),
            ),
          ),
        ),
      ),
    ),
  )
}
