import { randomInt } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Makes lower-case ULIDs that sort in the order they were asked for, also within one millisecond. */
export class UlidFactory {
  #lastTime = 0;
  #tail: number[] = [];

  next(now: number): string {
    if (now > this.#lastTime) {
      this.#lastTime = now;
      this.#tail = Array.from({ length: 16 }, () => randomInt(32));
    } else {
      this.#increment();
    }
    return encodeTime(this.#lastTime) + this.#tail.map((digit) => ALPHABET[digit]).join('');
  }

  #increment(): void {
    for (let i = this.#tail.length - 1; i >= 0; i--) {
      const digit = this.#tail[i] ?? 0;
      this.#tail[i] = (digit + 1) % 32;
      if (digit < 31) return;
    }
  }
}

function encodeTime(time: number): string {
  let rest = time;
  let text = '';
  for (let i = 0; i < 10; i++) {
    text = (ALPHABET[rest % 32] ?? '0') + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}
