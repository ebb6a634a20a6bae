import type { Import, SourceFile } from './source-files.ts';

const MAX_FILE_LINES = 600;
const MAX_FUNCTION_LINES = 100;

/** The files that build the terminal in Electron's shell. Nothing else knows Electron, not even its types. */
const ELECTRON_COMPOSITION = /^src\/(main\/index|main\/electron\/[\w-]+|preload\/index)\.ts$/;
const ROUTER = 'src/main/ipc/router.ts';
const REGISTRY = 'src/domain/registry.ts';

/** What is wrong with these files as parts of the house, one sentence each. */
export function violations(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => [
    ...file.imports.flatMap((one) => importFault(file.path, one) ?? []).map((fault) => `${file.path} ${fault}`),
    ...ambientFaults(file),
    ...sizeFaults(file),
  ]);
}

function importFault(path: string, { target, typeOnly }: Import): string | undefined {
  if (isElectron(target) && !ELECTRON_COMPOSITION.test(path) && !isTest(path)) return `imports ${target}`;
  if (isTest(path)) return undefined;
  if (target.endsWith('/slice.ts') && !within(target, 'src/domain/kernel/') && path !== REGISTRY) return `imports ${target}`;
  const fault = `imports ${target}`;
  switch (roomOf(path)) {
    case 'domain':
      return within(target, 'src/domain/') || target === 'zod' ? undefined : fault;
    case 'protocol':
      return within(target, 'src/domain/', 'src/protocol/') || (!isOurs(target) && !isElectron(target)) ? undefined : fault;
    case 'renderer':
      return rendererMay(target, typeOnly) ? undefined : fault;
    case 'preload':
      return within(target, 'src/preload/', 'src/protocol/') || target === 'electron' ? undefined : fault;
    case 'main':
      return within(target, 'src/renderer/', 'src/preload/', 'sync-server/', 'tests/') || namesASlice(target) ? fault : undefined;
    case 'sync-server':
      return within(target, 'src/main/', 'src/renderer/', 'src/preload/', 'tests/') || namesASlice(target) ? fault : undefined;
    default:
      return undefined;
  }
}

function rendererMay(target: string, typeOnly: boolean): boolean {
  if (target === ROUTER || within(target, 'src/protocol/')) return typeOnly;
  if (isOurs(target)) return within(target, 'src/renderer/', 'src/domain/');
  return !target.startsWith('node:') && !isElectron(target);
}

/** The machinery works on a house: of the domain it may know the kernel and the table of contents. */
function namesASlice(target: string): boolean {
  return within(target, 'src/domain/') && !within(target, 'src/domain/kernel/') && target !== REGISTRY;
}

function ambientFaults(file: SourceFile): string[] {
  if (roomOf(file.path) !== 'domain' || isTest(file.path)) return [];
  return file.ambient.map((name) => `${file.path} uses ${name}: clock, ids and chance come in the context`);
}

function sizeFaults(file: SourceFile): string[] {
  const faults = file.lines >= MAX_FILE_LINES ? [`${file.path} has ${file.lines} lines`] : [];
  if (isTest(file.path)) return faults;
  const long = file.functions.filter(({ lines }) => lines >= MAX_FUNCTION_LINES);
  return [...faults, ...long.map(({ name, line, lines }) => `${file.path}:${line} ${name} has ${lines} lines`)];
}

function roomOf(path: string): string | undefined {
  return /^(?:src\/)?([\w-]+)\//.exec(path)?.[1];
}

function isTest(path: string): boolean {
  return path.startsWith('tests/') || /\.unit\.test\.tsx?$/.test(path);
}

function isElectron(target: string): boolean {
  return target === 'electron' || target.startsWith('electron/');
}

function isOurs(target: string): boolean {
  return within(target, 'src/', 'sync-server/', 'tests/', 'commands/') || target.startsWith('#') || target.startsWith('..');
}

function within(target: string, ...folders: readonly string[]): boolean {
  return folders.some((folder) => target.startsWith(folder));
}
