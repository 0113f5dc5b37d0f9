import { askEarly, beginsWithSession } from './lib/early-session';
import { applyLook, storedPreferences } from './lib/look';

// Runs before anything is painted, and alone: a reader at night sees no flash of day, and who one is
// is known by the time the program has come.
applyLook(storedPreferences());
if (beginsWithSession(location.pathname)) askEarly();
