/** Code names in the tags of official images (docker-library/official-images, library/debian and library/ubuntu). */
const CODE_NAMES: ReadonlyMap<string, readonly [string, string]> = new Map([
  ["stretch", ["debian", "9"]],
  ["buster", ["debian", "10"]],
  ["bullseye", ["debian", "11"]],
  ["bookworm", ["debian", "12"]],
  ["trixie", ["debian", "13"]],
  ["bionic", ["ubuntu", "18.04"]],
  ["focal", ["ubuntu", "20.04"]],
  ["jammy", ["ubuntu", "22.04"]],
  ["noble", ["ubuntu", "24.04"]],
  ["resolute", ["ubuntu", "26.04"]],
]);

/** The distribution and the release that a code name stands for: Debian 13 for `trixie`. */
export function codeNamed(
  word: string,
): readonly [family: string, line: string] | undefined {
  return CODE_NAMES.get(word);
}
