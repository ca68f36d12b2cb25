import { ImageRun } from 'docx';
import { xmlSafe } from './typography.js';

/** Pixels of the text's width: 16 cm at 96 to the inch. */
const MAX_WIDTH = 604;
const MAX_HEIGHT = 860;

type Format = 'png' | 'jpg' | 'gif';
interface Size {
  readonly format: Format;
  readonly width: number;
  readonly height: number;
}

/** A picture in the line, no wider than the text. Returns undefined for bytes that are no PNG, JPEG or GIF. */
export function imageRun(bytes: Uint8Array, alt: string): ImageRun | undefined {
  const size = sizeOf(bytes);
  if (!size || size.width === 0 || size.height === 0) return undefined;
  const scale = Math.min(1, MAX_WIDTH / size.width, MAX_HEIGHT / size.height);
  const description = xmlSafe(alt);
  return new ImageRun({
    type: size.format,
    data: bytes,
    transformation: { width: Math.max(1, Math.round(size.width * scale)), height: Math.max(1, Math.round(size.height * scale)) },
    altText: { name: description, description, title: description },
  });
}

function sizeOf(bytes: Uint8Array): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length >= 24 && view.getUint32(0) === 0x89504e47) {
    return { format: 'png', width: view.getUint32(16), height: view.getUint32(20) };
  }
  if (bytes.length >= 10 && view.getUint32(0) === 0x47494638) {
    return { format: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
  }
  return bytes.length >= 4 && view.getUint16(0) === 0xffd8 ? jpegSize(view) : undefined;
}

/** Walks the JPEG's segments to its frame header (ITU-T T.81, B.2.2). */
function jpegSize(view: DataView): Size | undefined {
  for (let at = 2; at + 9 < view.byteLength; ) {
    const marker = view.getUint16(at);
    if (marker < 0xff00) return undefined;
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && marker !== 0xffc4 && marker !== 0xffc8 && marker !== 0xffcc;
    if (isFrame) return { format: 'jpg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}
