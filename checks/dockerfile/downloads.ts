import type { ShellWord } from "../shell/parse.ts";
import type { PlainCommand } from "../shell/queries.ts";

/** Options and settings whose value is an address, but not one to download from. */
const OTHER_ADDRESS =
  /^(?:-[a-zA-Z]*[xeHAdFbT]|(?:--)?(?:https?[_-]?|pre)?proxy=?|--(?:socks|header|referer|user-agent|data|form|cookie|upload-file|post-data|body-data)\b.*)$/;

/** The addresses that a command such as curl downloads from, as far as they are written out. */
export function addressesOf({ arguments: words }: PlainCommand): readonly {
  readonly word: ShellWord;
  readonly text: string;
}[] {
  return words.flatMap((word, at) => {
    const [, option = "", address] =
      /^(--?[\w-]+=)?((?:https?|ftp):\/\/.*)/is.exec(textOf(word)) ?? [];
    const before = words[at - 1];
    const names =
      option === "" && before !== undefined ? textOf(before) : option;
    return address === undefined || OTHER_ADDRESS.test(names)
      ? []
      : [{ word, text: address }];
  });
}

/** A word without quotes and backslashes; variables stay as they are written. */
export function textOf({ value, text }: ShellWord): string {
  return value ?? text.replace(/["'\\]/g, "");
}

/** Whether an address leads back to the machine that asks. */
export function isLoopback(address: string): boolean {
  return /^[a-z]+:\/\/(?:[^/@]*@)?(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\])(?:[:/?#]|$)/i.test(
    address,
  );
}

/** Whether a variable hides the host of an address. */
export function hidesHost(address: string): boolean {
  return /^[a-z]+:\/\/[^/]*[$`]/i.test(address);
}

/** Whether a command compares files with a checksum or a signature. */
export function verifiesFiles({
  name,
  arguments: words,
}: PlainCommand): boolean {
  switch (name) {
    case "gpgv":
    case "minisign":
    case "signify":
    case "cosign":
    case "sha256":
      return true;
    case "gpg":
    case "gpg2":
      return words.some(({ value }) => value === "--verify");
    case "openssl":
      return words[0]?.value === "dgst";
    default:
      return /^(?:(?:sha\d{1,3}|b2|md5|g?sha)sum|shasum|b3sum)$/.test(
        name ?? "",
      );
  }
}

/** Programs that fetch what they are given the address of; apt and apk check signatures, whatever the way. */
const DOWNLOADERS =
  /^(?:curl|wget2?|aria2c|git|pip[\d.]*|python[\d.]*|uv|npm|pnpm|yarn|gem|rpm|yum|dnf5?|microdnf|tdnf)$/;

/** Whether a command fetches from the addresses among its words. */
export function isDownloader({ name }: PlainCommand): boolean {
  return DOWNLOADERS.test(name ?? "");
}
