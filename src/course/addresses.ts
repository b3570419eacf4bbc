/** A text without its code, in which addresses are samples; in YAML, code stands in literal blocks. */
function withoutCode(text: string): string {
  return text
    .replace(/^( *)[\w-]+: \|[-+]?\n(?:(?:\1 .*)?\n)*/gm, "")
    .replace(/^(`{3,})[^\n`]*\n.*?^\1$/gms, "")
    .replace(/(?<!`)(`+)(?!`).+?\1/g, "");
}

/** The addresses outside this site in a Markdown or YAML text, in their order, as often as they stand there. */
export function externalAddresses(text: string): readonly string[] {
  const pattern = /\b[a-z][a-z0-9+.-]*:\/\/(?:[^\s()<>"'`\]]|\([^\s()]*\))+/gi;
  return [...withoutCode(text).matchAll(pattern)].map(([address]) =>
    address.replace(/(?<![.,;:!?])[.,;:!?]+$/, ""),
  );
}

/** What is wrong with an address outside this site; undefined where nothing is. */
export function faultOf(address: string): string | undefined {
  if (!URL.canParse(address)) return "is no address";
  const { protocol, hostname, username } = new URL(address);
  if (protocol !== "https:") return "does not begin with https:";
  if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}$/.test(hostname))
    return "has no host that a name server could know";
  return username === "" ? undefined : "holds a user's name";
}
