import { createCanvas, GlobalFonts, type ImageData, type SKRSContext2D } from '@napi-rs/canvas';
import { FACES } from './pdf.ts';

const NORMAL = 'Counterfoil';
const STRONG = 'Counterfoil Strong';
GlobalFonts.registerFromPath(FACES.normal, NORMAL);
GlobalFonts.registerFromPath(FACES.bold, STRONG);

/** As high as a thermal printer's own letters, and room for the signs above and below Devanagari's line. Dots. */
const LETTER = 23;
const LINE = 32;
const BASE = 23;

export interface PictureStyle {
  readonly strong: boolean;
  readonly align: 'left' | 'center' | 'right';
}

/** How wide a text becomes, dots. */
export function pictureWidth(text: string, strong: boolean): number {
  return pen(1, strong).measureText(text).width;
}

/**
 * A line of text as a picture: for scripts that no code page of a printer has. `right` stands at the right edge.
 * @param width dots, a multiple of 8
 */
export function linePicture(text: string, right: string, width: number, { strong, align }: PictureStyle): ImageData {
  const context = pen(width, strong);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, LINE);
  context.fillStyle = '#000';
  context.textAlign = align;
  context.fillText(text, align === 'left' ? 0 : align === 'right' ? width : width / 2, BASE);
  if (right !== '') {
    context.textAlign = 'right';
    context.fillText(right, width, BASE);
  }
  return context.getImageData(0, 0, width, LINE);
}

function pen(width: number, strong: boolean): SKRSContext2D {
  const context = createCanvas(width, LINE).getContext('2d');
  context.font = `${LETTER}px "${strong ? STRONG : NORMAL}"`;
  return context;
}
