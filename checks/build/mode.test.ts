import { describe, expect, it } from "vitest";
import { changedMode, type ModeBefore } from "./mode.ts";

const changed = (text: string, before: Partial<ModeBefore>) =>
  changedMode(text, {
    mode: 0o644,
    directory: false,
    umask: 0,
    keepsSpecial: false,
    ...before,
  })?.toString(8);

describe("permissions", () => {
  it.each<[string, number | undefined, string | undefined]>([
    ["755", 0o644, "755"],
    ["0755", 0o644, "755"],
    ["7", 0o644, "7"],
    ["4711", undefined, "4711"],
    ["10000", 0o644, undefined],
    ["888", 0o644, undefined],
    ["u+x", 0o644, "744"],
    ["+x", 0o644, "755"],
    ["a-w", 0o644, "444"],
    ["go-rwx", 0o755, "700"],
    ["u=rwx,go=rx", 0o600, "755"],
    ["u=rwx,go=", 0o644, "700"],
    ["g=u", 0o640, "660"],
    ["o=g-w", 0o664, "664"],
    ["u+x-w", 0o644, "544"],
    ["X", 0o644, undefined],
    ["+X", 0o644, "644"],
    ["+X", 0o744, "755"],
    ["u+s,g+s,+t", 0o755, "7755"],
    ["ug-s", 0o6755, "755"],
    ["", 0o644, undefined],
    ["u+q", 0o644, undefined],
    ["u=rwx,g=rx,o=", undefined, "750"],
    ["+x", undefined, undefined],
  ])("%s of %o", (text, mode, expected) => {
    expect(changed(text, { mode })).toBe(expected);
  });

  it("of a directory get x by X", () => {
    expect(changed("a+X", { mode: 0o600, directory: true })).toBe("711");
  });

  it("leave the bits of the umask alone where no one is named", () => {
    expect(changed("+w", { umask: 0o022 })).toBe("644");
    expect(changed("a+w", { umask: 0o022 })).toBe("666");
  });

  it("keep set-group-ID of a directory under GNU, unless it is named", () => {
    const home = { mode: 0o2755, directory: true, keepsSpecial: true };
    expect(changed("700", home)).toBe("2700");
    expect(changed("00700", home)).toBe("700");
    expect(changed("g=rx", home)).toBe("2755");
    expect(changed("g-s", home)).toBe("755");
    expect(changed("700", { ...home, keepsSpecial: false })).toBe("700");
  });
});
