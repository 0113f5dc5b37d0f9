import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Analyser } from '@/api/model';
import { AnalysersList } from './analysers-list';

const analyser = (name: string, change: Partial<Analyser> = {}): Analyser => ({
  name,
  version: '1',
  status: 'ready',
  detail: '',
  used_for: 'descriptions',
  ...change,
});

it('says how each analyser is and what it is for, and that one is used for nothing', () => {
  render(
    <AnalysersList
      analysers={[
        analyser('built-in'),
        analyser('spaCy', { status: 'model missing', detail: 'no folder', used_for: 'names' }),
        analyser('NLTK', { status: 'not installed', used_for: '' }),
        analyser('LLM', { status: 'failed', detail: 'refused' }),
      ]}
    />,
  );
  const lines = screen.getAllByRole('listitem').map((line) => line.textContent);
  expect(lines).toEqual([
    'built-in 1analyser_readydescriptions',
    'spaCy 1analyser_model_missingnames · no folder',
    'NLTK 1analyser_not_installedanalyser_unused',
    'LLM 1analyser_faileddescriptions · refused',
  ]);
});

it('is not there when the server tells of none', () => {
  render(<AnalysersList analysers={[]} />);
  expect(screen.queryByRole('list')).toBeNull();
});
