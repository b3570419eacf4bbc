// Runs before the first paint: the page never shows in the other theme.
(() => {
  try {
    const settings = JSON.parse(localStorage.getItem("drydock:1:settings"));
    const theme = settings && settings.theme;
    if (theme === "light" || theme === "dark")
      document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is blocked or holds something odd: the system's theme stands.
  }
})();
