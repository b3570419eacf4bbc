// Ends with 0 where the service says within two seconds that it works.
fetch("http://127.0.0.1:8080/health", { signal: AbortSignal.timeout(2000) }).then(
  (answer) => process.exit(answer.ok ? 0 : 1),
  () => process.exit(1),
);
