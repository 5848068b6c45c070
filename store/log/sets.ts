/** Kept from call to call, as most sets are tiny and there are very many. */
let scratch = new Uint8Array(1 << 18);

/** Stores ascending distinct integers below 2^28 as their distances, seven bits a byte, the lowest first. */
export const encodeSet = (values: Uint16Array | Uint32Array): Uint8Array => {
  if (values.length * 4 > scratch.length) scratch = new Uint8Array(values.length * 4);
  let end = 0;
  let next = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    let distance = value - next;
    for (; distance > 127; distance >>>= 7) scratch[end++] = (distance & 127) | 128;
    scratch[end++] = distance;
    next = value + 1;
  }
  return scratch.slice(0, end);
};

/** Reads what `encodeSet` stored. */
export const decodeSet = (bytes: Uint8Array): Uint32Array => {
  const values = new Uint32Array(bytes.length);
  let count = 0;
  let next = 0;
  let distance = 0;
  let shift = 0;
  for (const byte of bytes) {
    distance |= (byte & 127) << shift;
    shift += 7;
    if (byte > 127) continue;
    values[count++] = next + distance;
    next += distance + 1;
    distance = shift = 0;
  }
  return values.slice(0, count);
};

/** Whether an ascending set has the value. */
export const hasValue = (set: Uint32Array, value: number): boolean => {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (set[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return set[low] === value;
};
