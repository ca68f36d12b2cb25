/** Entry of `dist/docx.js`: the Word writer is large, and most commands do without it. */
export { writeDocx } from '../docx/write/index.js';
