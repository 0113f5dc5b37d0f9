import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { fetchAhead } from '@/app/ahead';
import { initialLanguage, startTranslation } from '@/app/i18n';
import { keepProgram } from '@/app/release';
import { Root } from '@/app/root';
import '@/app/fonts.css';
import '@/app/theme.css';
import '@/app/base.css';
import { beginSession } from '@/features/accounts/api/accounts';
import { applyPreferences, followSystemTheme } from '@/lib/preferences';

applyPreferences();
followSystemTheme();
keepProgram();

// The network's answers are waited for side by side, and not one after another.
const language = initialLanguage();
fetchAhead(location.pathname, language);
beginSession();

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no #root');
const root = createRoot(place);

void startTranslation(language).then(() =>
  root.render(
    <StrictMode>
      <Root />
    </StrictMode>,
  ),
);
