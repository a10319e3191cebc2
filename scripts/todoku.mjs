#!/usr/bin/env node
// `npx todoku …`: the command line under the Node and the packages of this project.
import { node24, packages, runScript, streamingFlags } from './bootstrap.mjs';

const node = node24();
packages(node);
runScript(node, 'server/cli.ts', process.argv.slice(2), process.env, streamingFlags);
