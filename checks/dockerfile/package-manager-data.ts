/** The managers that rules speak of, each for all the programs that read their words alike. */
export type ManagerName =
  | "apt"
  | "apk"
  | "dnf"
  | "zypper"
  | "pacman"
  | "pip"
  | "uv"
  | "pipx"
  | "poetry"
  | "npm"
  | "yarn"
  | "pnpm"
  | "bun"
  | "gem"
  | "bundle"
  | "go"
  | "cargo"
  | "composer"
  | "maven"
  | "gradle"
  | "dotnet";

/** How the words of a package manager are read. */
export interface Manager {
  readonly name: ManagerName;
  /** Words that stand before a verb of their own: `uv pip install`. */
  readonly groups?: readonly string[];
  /** Options that take the next word. */
  readonly valued: ReadonlySet<string>;
  /** Those that do so before the verb only. */
  readonly valuedBefore?: ReadonlySet<string>;
}

const set = (text: string): ReadonlySet<string> => new Set(text.split(" "));

const NPM_VALUED =
  "-C --prefix --registry --omit --include -w --workspace --cache --loglevel --userconfig --globalconfig --before --tag --location --script-shell --install-strategy --fetch-timeout --fetch-retries --fetch-retry-mintimeout --fetch-retry-maxtimeout --network-timeout --maxsockets --cpu --os --libc --proxy --https-proxy --cafile --only --depth --lockfile-version --cwd --modules-folder --cache-folder --network-concurrency --store-dir --filter -F --dir --reporter --child-concurrency --virtual-store-dir --backend --config";

// apt-get(8), apk(8), dnf(8), zypper(8), pacman(8); the help of pip, uv, gem, go, cargo and composer; npm's config.
const MANAGERS: readonly (Manager & { readonly programs: string })[] = [
  {
    name: "apt",
    programs: "apt-get apt aptitude",
    valued: set(
      "-o --option -c --config-file -t --target-release --default-release -a --host-architecture -P --build-profiles",
    ),
  },
  {
    name: "apk",
    programs: "apk",
    valued: set(
      "-p --root -X --repository -t --virtual --repositories-file --keys-dir --cache-dir --cache-max-age --arch --wait --progress-fd --timeout",
    ),
  },
  {
    name: "dnf",
    programs: "dnf dnf5 microdnf tdnf yum",
    groups: ["module", "group", "groups"],
    valued: set(
      "-c --config -d --debuglevel -e --errorlevel -x --exclude --excludepkgs -R --randomwait --installroot --releasever --setopt --enablerepo --disablerepo --repo --repoid --repofrompath --advisory --bz --cve --sec-severity --color --comment --forcearch --disableplugin --enableplugin --downloaddir --destdir",
    ),
  },
  {
    name: "zypper",
    programs: "zypper",
    valued: set("-r --repo -t --type --from --download"),
    valuedBefore: set(
      "-c --config -D --reposd-dir -C --cache-dir --raw-cache-dir --solv-cache-dir --pkg-cache-dir -R --root --installroot --releasever -p --plus-repo --plus-content",
    ),
  },
  {
    name: "pacman",
    programs: "pacman",
    valued: set(
      "-r --root -b --dbpath --cachedir --config --logfile --ignore --ignoregroup --overwrite --arch --color --gpgdir --hookdir --assume-installed",
    ),
  },
  {
    name: "pip",
    programs: "pip",
    valued: set(
      "-r --requirement -c --constraint -e --editable -t --target --platform --python-version --implementation --abi --root --prefix --src --upgrade-strategy -C --config-settings --global-option --build-option --install-option --no-binary --only-binary --progress-bar --root-user-action --report -i --index-url --extra-index-url -f --find-links -b --build --python --log --keyring-provider --proxy --retries --timeout --exists-action --trusted-host --cert --client-cert --cache-dir --use-feature --use-deprecated -d --dest -w --wheel-dir --group",
    ),
  },
  {
    name: "uv",
    programs: "uv",
    groups: ["pip", "tool"],
    valued: set(
      "-r --requirement --requirements -c --constraint --constraints -e --editable -p --python -t --target --prefix -i --index-url --extra-index-url -f --find-links --index --default-index --index-strategy --link-mode --resolution --prerelease --exclude-newer --python-platform --python-version --torch-backend --override --overrides -P --upgrade-package --refresh-package --reinstall-package --no-binary --only-binary -C --config-setting --extra --group --only-group --no-group --with --with-requirements --package --project --directory --config-file --cache-dir --color --keyring-provider --allow-insecure-host --no-install-package --no-extra",
    ),
  },
  {
    name: "pipx",
    programs: "pipx",
    valued: set(
      "--python -i --index-url --pip-args --suffix --spec --preinstall",
    ),
  },
  {
    name: "poetry",
    programs: "poetry",
    valued: set(
      "-C --directory -P --project --with --without --only -E --extras -G --group --source --python --platform",
    ),
  },
  { name: "npm", programs: "npm", valued: set(NPM_VALUED) },
  {
    name: "yarn",
    programs: "yarn yarnpkg",
    groups: ["global", "workspaces"],
    valued: set(NPM_VALUED),
  },
  { name: "pnpm", programs: "pnpm", valued: set(NPM_VALUED) },
  { name: "bun", programs: "bun", valued: set(NPM_VALUED) },
  {
    name: "gem",
    programs: "gem",
    valued: set(
      "-v --version -i --install-dir -n --bindir --platform -P --trust-policy -s --source -g --file -p --http-proxy --build-root --document --config-file",
    ),
  },
  {
    name: "bundle",
    programs: "bundle bundler",
    valued: set(
      "--path --without --with -j --jobs --retry --gemfile --binstubs",
    ),
  },
  {
    name: "go",
    programs: "go",
    valued: set(
      "-ldflags -tags -o -mod -modfile -p -gcflags -asmflags -buildmode -compiler -overlay -pkgdir -toolexec -C -exec -installsuffix -pgo -covermode",
    ),
  },
  {
    name: "cargo",
    programs: "cargo",
    valued: set(
      "--version --vers --git --branch --tag --rev --path --root --registry --index --features -F --profile --target --target-dir --bin --example -j --jobs --config -Z --color --manifest-path",
    ),
  },
  {
    name: "composer",
    programs: "composer composer.phar",
    groups: ["global"],
    valued: set("-d --working-dir --prefer-install --ignore-platform-req"),
  },
  {
    name: "maven",
    programs: "mvn mvnw",
    valued: set(
      "-f --file -s --settings -gs --global-settings -P --activate-profiles -pl --projects -T --threads -D --define -l --log-file -rf --resume-from -t --toolchains",
    ),
  },
  {
    name: "gradle",
    programs: "gradle gradlew",
    valued: set(
      "-p --project-dir -b --build-file -x --exclude-task -g --gradle-user-home -I --init-script -c --settings-file --max-workers --console",
    ),
  },
  {
    name: "dotnet",
    programs: "dotnet",
    valued: set(
      "-c --configuration -f --framework -o --output -r --runtime -a --arch --os -v --verbosity -s --source --packages --configfile --version --add-source --tool-path",
    ),
  },
];

const byProgram = new Map(
  MANAGERS.flatMap((manager) =>
    manager.programs.split(" ").map((program) => [program, manager] as const),
  ),
);

/** The programs of some package managers; Python runs pip. */
export function programsOf(
  managers: Iterable<ManagerName>,
): ReadonlySet<string> {
  const names = new Set(managers);
  return new Set(
    MANAGERS.flatMap(({ name, programs }) => {
      if (!names.has(name)) return [];
      return name === "pip" ? [programs, "python"] : programs.split(" ");
    }),
  );
}

/** The package manager that a program is, by its name without a directory. */
export function managerOf(program: string): Manager | undefined {
  return (
    byProgram.get(program) ??
    (/^pip[\d.]+$/.test(program) ? byProgram.get("pip") : undefined)
  );
}
