/** What the pages are dressed with. The order is that of loading; scripts are modules. */
export interface Skin {
  readonly stylesheets: readonly string[];
  readonly scripts: readonly string[];
  /** Whether it is the State's design system itself, which chooses between day and night by its own script. */
  readonly designSystem?: boolean;
}

/** Where the files of `web/assets` are served. */
export const assetsPath = '/assets';

/** How pages are printed, whatever their look: it comes last. */
const onPaper = `${assetsPath}/print.css`;

/** Our own neutral look, for any deployment. */
export const neutralSkin: Skin = {
  stylesheets: [`${assetsPath}/parts.css`, `${assetsPath}/style.css`, onPaper],
  scripts: [`${assetsPath}/app.js`],
};

/**
 * The real design system, for the deploying administrations that may use it.
 * @param base where they serve its files: `/dsfr`, without a slash at the end.
 */
export function designSystemSkin(base: string): Skin {
  return {
    stylesheets: [
      `${base}/dsfr.min.css`,
      `${base}/utility/utility.min.css`,
      `${assetsPath}/parts.css`,
      onPaper,
    ],
    scripts: [`${base}/dsfr.module.min.js`, `${assetsPath}/app.js`],
    designSystem: true,
  };
}
