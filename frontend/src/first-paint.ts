import { applyLook, storedPreferences } from './lib/look';

// Runs before anything is painted, and alone: a reader at night sees no flash of day.
applyLook(storedPreferences());
