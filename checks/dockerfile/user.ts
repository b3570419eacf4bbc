/** The user part of `user[:group]`. */
export function userPart(text: string): string {
  return text.split(":")[0] ?? "";
}

/** Whether a USER value is root: by name, by number, or empty. */
export function isRoot(text: string): boolean {
  const user = userPart(text);
  return user === "" || user === "root" || /^0+$/.test(user);
}

/** Whether the user is given by its number. */
export function isNumeric(text: string): boolean {
  return /^\d+$/.test(userPart(text));
}
