/** What an administrator says and hears of providers and money; amounts in millionths of a US dollar. */

import type { components } from '@/api/schema';

type Schemas = components['schemas'];

export type OptionField = Schemas['OptionOut'];
export type ProviderKind = Schemas['KindOut'];
export type Provider = Schemas['ProviderOut'];
export type ProviderList = Schemas['ProviderList'];
/** Only what stands in it changes; a key goes in and never comes out. */
export type ProviderChange = Partial<Schemas['NewProvider']>;
export type ProviderCheck = Schemas['CheckOut'];

export type Limit = Required<Schemas['CapItem']>;
/** `chosen` once an administrator has kept them; before that the program's own hold. */
export type Limits = Omit<Schemas['CapsOut'], 'items'> & { items: Limit[] };

export type Reader = Schemas['ReaderOut'];
export type Readers = Schemas['ReaderList'];

export type SpendingLine = Schemas['SpendingLine'];
export type Spending = Schemas['Spending'];
