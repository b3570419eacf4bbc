/** Whether the reader has set the browser to save data; not every browser tells (https://wicg.github.io/savedata/). */
export function savesData(): boolean {
  const connection: unknown = Reflect.get(navigator, "connection");
  return (
    typeof connection === "object" &&
    connection !== null &&
    "saveData" in connection &&
    connection.saveData === true
  );
}
