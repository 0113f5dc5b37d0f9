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
    'built-in 1analyser_readyanalyser_for_descriptions',
    'spaCy 1analyser_model_missingnames · no folder',
    'NLTK 1analyser_not_installedanalyser_unused',
    'analyser_llm 1analyser_failedanalyser_for_descriptions · refused',
  ]);
});

it('says in the language of the page what the server says in its own words', () => {
  render(
    <AnalysersList
      analysers={[
        analyser('built-in Russian', { used_for: 'descriptions, names and sentences, Russian' }),
        analyser('spaCy', { status: 'model missing', detail: 'no model is chosen', used_for: '' }),
        analyser('LLM', { status: 'not installed', detail: 'LLM_URL is not set', used_for: '' }),
      ]}
    />,
  );
  const words = screen.getAllByRole('listitem').map((line) => line.textContent);
  expect(words).toEqual([
    'analyser_own_russian 1analyser_readyanalyser_for_descriptions, analyser_for_names, analyser_in_russian',
    'spaCy 1analyser_model_missinganalyser_unused · analyser_no_model',
    'analyser_llm 1analyser_not_installedanalyser_unused · analyser_no_address',
  ]);
});

it('is not there when the server tells of none', () => {
  render(<AnalysersList analysers={[]} />);
  expect(screen.queryByRole('list')).toBeNull();
});
