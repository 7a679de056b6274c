import { writeSync } from 'node:fs';

/** A line to whoever started this process, told before anything else is done: while he is busy a full pipe takes no more. */
export function tell(line: string): void {
  const bytes = Buffer.from(`${line}\n`);
  for (let written = 0; written < bytes.length;)
    try {
      written += writeSync(1, bytes, written);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
}
