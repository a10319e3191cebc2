/** The two build tools whose types describe another module form than the one that Node loads. */
import lwcModule from '@lwc/rollup-plugin';
import replaceModule from '@rollup/plugin-replace';

/** In both packages the module itself is the function; their types promise it under `default`. */
export const lwc = lwcModule as unknown as typeof lwcModule.default;
export const replace = replaceModule as unknown as typeof replaceModule.default;
