import { type BundleOptions, bundleWorkflowCode } from '@temporalio/worker';
import { failureConverterPath } from '../contract/data-converter.ts';

type Bundler = NonNullable<BundleOptions['webpackConfigHook']>;
type BundlerPlugin = NonNullable<ReturnType<Bundler>['plugins']>[number];

const silent = () => {};

/**
 * Bundles workflows as a worker runs them: made for production, names kept, so that a stack trace tells the functions
 * of the sources and their lines.
 *
 * @param workflowsPath the module that exports every workflow, compiled or not.
 * @returns the code, with its source map.
 */
export async function bundleWorkflows(workflowsPath: string, preloaded?: string): Promise<string> {
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    preloadModules: preloaded === undefined ? [] : [preloaded],
    failureConverterPath,
    webpackConfigHook: (config) => ({
      ...config,
      mode: 'production',
      // Taking names away takes longer than the rest of the bundling, and what waits for it is one disk away.
      optimization: {
        ...config.optimization,
        minimize: false,
        mangleExports: false,
        concatenateModules: false,
      },
      plugins: [...(config.plugins ?? []), withoutDebugStrings, withIntrinsicsAtHand],
    }),
    logger: {
      trace: silent,
      debug: silent,
      info: silent,
      warn: console.warn,
      error: console.error,
      log: silent,
    },
  });
  return code;
}

/**
 * Where neither names are taken away nor a process is seen, temporal-polyfill takes the place for a browser's
 * developer tools, and writes each date it makes as text.
 */
const withoutDebugStrings: BundlerPlugin = (compiler) => {
  new compiler.webpack.DefinePlugin({ 'globalThis.process': 'true' }).apply(compiler);
};

/**
 * What the language itself gives, taken once: in the sandbox of workflows, a global name is looked up through the host
 * at each use, a hundred times as slowly (Node 20: 235 ns for 2). What the SDK replaces, `Date` first, is not in it.
 */
const withIntrinsicsAtHand: BundlerPlugin = (compiler) => {
  const banner = `const { ${intrinsics.join(', ')} } = globalThis;`;
  new compiler.webpack.BannerPlugin({ banner, raw: true }).apply(compiler);
};

const intrinsics = [
  'Array',
  'BigInt',
  'Error',
  'Intl',
  'JSON',
  'Map',
  'Math',
  'Number',
  'Object',
  'Promise',
  'RangeError',
  'Reflect',
  'RegExp',
  'Set',
  'String',
  'Symbol',
  'TypeError',
  'WeakMap',
];
