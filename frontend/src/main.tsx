import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startTranslation } from '@/app/i18n';
import { keepProgram } from '@/app/release';
import { Root } from '@/app/root';
import '@/app/fonts.css';
import '@/app/theme.css';
import '@/app/base.css';
import { applyPreferences, followSystemTheme } from '@/lib/preferences';

applyPreferences();
followSystemTheme();
keepProgram();

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no #root');
const root = createRoot(place);

void startTranslation().then(() =>
  root.render(
    <StrictMode>
      <Root />
    </StrictMode>,
  ),
);
