import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { type ParseResult, parseSync, Visitor } from 'vite';

/** One import, re-export, dynamic import or `import('…')` type of a file. */
export interface Import {
  /** As written, but with `#room/` and relative paths made into paths from the root: `src/domain/kernel/money.ts`. */
  readonly target: string;
  readonly typeOnly: boolean;
}

export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly functions: readonly { readonly name: string; readonly line: number; readonly lines: number }[];
  /** Ambient things called: `Date.now`, `Math.random`, `new Date`. */
  readonly ambient: readonly string[];
}

const ROOMS: Readonly<Record<string, string>> = {
  '#domain/': 'src/domain/',
  '#protocol/': 'src/protocol/',
  '#main/': 'src/main/',
  '#server/': 'sync-server/',
};

/** Every TypeScript file of these folders. */
export function readSources(root: string, folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => parseSource(posixPath(root, file), readFileSync(file, 'utf8'))),
  );
}

function posixPath(root: string, file: string): string {
  return file.slice(root.length + 1).replaceAll('\\', '/');
}

export function parseSource(path: string, text: string): SourceFile {
  const parsed = parseSync(path, text);
  const lineAt = lineCounter(text);
  return {
    path,
    lines: lineAt(text.length),
    imports: importsOf(parsed, text, path),
    ...functionsAndAmbient(parsed, lineAt),
  };
}

function importsOf({ module, program }: ParseResult, text: string, path: string): Import[] {
  const imports: Import[] = [];
  const add = (specifier: string, typeOnly: boolean) => imports.push({ target: resolveTarget(path, specifier), typeOnly });
  for (const one of module.staticImports)
    add(one.moduleRequest.value, one.entries.length > 0 && one.entries.every((entry) => entry.isType));
  for (const one of module.staticExports) {
    const request = one.entries.find((entry) => entry.moduleRequest)?.moduleRequest;
    if (request)
      add(
        request.value,
        one.entries.every((entry) => entry.isType),
      );
  }
  for (const one of module.dynamicImports) {
    const written = text.slice(one.moduleRequest.start, one.moduleRequest.end);
    if (/^['"`]/.test(written)) add(written.slice(1, -1), false);
  }
  new Visitor({ TSImportType: (node) => add(node.source.value, true) }).visit(program);
  return imports;
}

function resolveTarget(path: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(dirname(path).replaceAll('\\', '/'), specifier);
  const room = Object.keys(ROOMS).find((prefix) => specifier.startsWith(prefix));
  return room ? `${ROOMS[room]}${specifier.slice(room.length)}` : specifier;
}

interface FunctionNode {
  readonly start: number;
  readonly end: number;
  readonly id?: { readonly name: string } | null;
}

function functionsAndAmbient({ program }: ParseResult, lineAt: (offset: number) => number) {
  const functions: { name: string; line: number; lines: number }[] = [];
  const ambient: string[] = [];
  const measure = (node: FunctionNode) => {
    const line = lineAt(node.start);
    functions.push({ name: node.id?.name ?? 'a function', line, lines: lineAt(node.end) - line + 1 });
  };
  new Visitor({
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: measure,
    NewExpression: (node) => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0)
        ambient.push('new Date');
    },
    MemberExpression: (node) => {
      if (node.object.type !== 'Identifier' || node.property.type !== 'Identifier') return;
      const name = `${node.object.name}.${node.property.name}`;
      if (AMBIENT.has(name)) ambient.push(name);
    },
  }).visit(program);
  return { functions, ambient };
}

const AMBIENT = new Set(['Date.now', 'Math.random', 'performance.now', 'crypto.randomUUID', 'crypto.getRandomValues']);

function lineCounter(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return offset === text.length && text.endsWith('\n') ? low - 1 : low;
  };
}
