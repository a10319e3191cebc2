/** Record ids: 15 characters that tell upper from lower case, and three more that let them survive without it. */
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const checks = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const shape = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-5]{3})?$/;

/** The three characters that follow a 15-character id. */
export function checksum(id: string): string {
  let result = '';
  for (let block = 0; block < 15; block += 5) {
    let bits = 0;
    for (let place = 0; place < 5; place++) {
      const code = id.charCodeAt(block + place);
      if (code >= 65 && code <= 90) bits |= 1 << place;
    }
    result += checks.charAt(bits);
  }
  return result;
}

/** The id with this number; ids of one object sort like their numbers. */
export function makeId(prefix: string, serial: number): string {
  let rest = serial;
  let text = '';
  for (let place = 0; place < 12; place++) {
    text = digits.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  const short = prefix + text;
  return short + checksum(short);
}

/** 18 characters, or undefined for anything that is no id; a wrong checksum is no id. */
export function normalizeId(text: string): string | undefined {
  if (!shape.test(text)) return undefined;
  const short = text.slice(0, 15);
  const check = checksum(short);
  if (text.length === 18 && text.slice(15) !== check) return undefined;
  return short + check;
}

export function keyPrefixOf(id: string): string {
  return id.slice(0, 3);
}
