import type { StorageEngine } from 'multer';
import { takeTurns } from '../../service/take-turns.ts';

const FIRST_BYTES = 64 * 1024;

/**
 * Keeps the file of a form in memory, once: what comes is put in its place at once. multer's own storage puts all
 * pieces together at the end, which takes twice the memory and holds everything else up meanwhile. Who uses it has
 * refused forms that say they are longer than allowed.
 */
export const uploadStorage: StorageEngine = {
  _handleFile(request, { stream }, callback) {
    // A form is a little longer than its file. Memory that nothing is written to is not taken from the system.
    let bytes: Buffer<ArrayBuffer> | null = null;
    let size = 0;
    let isRefused = false;
    const turn = takeTurns();
    const take = (chunk: Buffer): void => {
      bytes ??= Buffer.allocUnsafeSlow(Number(request.headers['content-length'] ?? FIRST_BYTES));
      if (size + chunk.length > bytes.length) bytes = longer(bytes, size, size + chunk.length);
      size += chunk.copy(bytes, size);
    };
    stream.on('data', (chunk: Buffer) => {
      if (isRefused) return;
      try {
        take(chunk);
      } catch (error) {
        // There is no such memory. Thrown in here, it would end the process.
        isRefused = true;
        callback(error);
      }
      if (!turn.isOver) return;
      stream.pause();
      void turn.pass().then(() => stream.resume());
    });
    stream.on('end', () => {
      if (!isRefused) callback(null, { buffer: bytes?.subarray(0, size) ?? Buffer.alloc(0), size });
    });
  },
  _removeFile(_request, _file, callback) {
    callback(null);
  },
};

function longer(bytes: Buffer<ArrayBuffer>, used: number, needed: number): Buffer<ArrayBuffer> {
  const grown = Buffer.allocUnsafeSlow(Math.max(2 * bytes.length, needed));
  bytes.copy(grown, 0, 0, used);
  return grown;
}
