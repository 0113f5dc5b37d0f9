/** The words that the first pages need; a file is one namespace, named after the file. */
import accounts from './accounts.json';
import common from './common.json';
import errors from './errors.json';
import library from './library.json';
import offline from './offline.json';

export const words: Record<string, Record<string, unknown>> = {
  accounts,
  common,
  errors,
  library,
  offline,
};
