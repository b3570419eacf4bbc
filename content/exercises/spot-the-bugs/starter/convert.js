const METRES = new Map([
  ["m", 1],
  ["km", 1000],
  ["mile", 1609.344],
  ["nm", 1852],
]);

/** A length in another unit, or undefined where a unit is not known. */
export function convert(value, from, to) {
  const source = METRES.get(from);
  const target = METRES.get(to);
  if (source === undefined || target === undefined || Number.isNaN(value))
    return undefined;
  return (value * source) / target;
}
