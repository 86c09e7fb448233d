import type { components } from './schema.js';

/** The shapes the API speaks in, by the names of its OpenAPI document. */
type Schemas = components['schemas'];

/** One page of a list; `next` is the cursor of the page after it. */
export interface Listing<T> {
	items: T[];
	next: string | null;
}

export type Audience = Schemas['Audience'];
export type Card = Schemas['Card'];
export type Case = Schemas['Case'];
export type CaseDetail = Schemas['CaseDetail'];
export type Decision = Schemas['Decision'];
export type Draft = Schemas['Draft'];
export type Edition = Schemas['Edition'];
export type FollowLevel = Schemas['FollowLevel'];
export type Helpline = Schemas['Helpline'];
export type LogEntry = Schemas['LogEntry'];
export type MailSettings = Schemas['MailSettings'];
export type Me = Schemas['Me'];
export type Mine = Schemas['Mine'];
export type Need = Schemas['Need'];
export type Note = Schemas['Note'];
export type Notification = Schemas['Notification'];
export type OwnPost = Schemas['OwnPost'];
export type Post = Schemas['Post'];
export type Problem = Schemas['Problem'];
export type ReactionKind = Schemas['ReactionKind'];
export type Report = Schemas['Report'];
export type ReportReason = Schemas['ReportReason'];
export type Role = Schemas['Role'];
export type Rule = Schemas['Rule'];
export type Session = Schemas['Session'];
export type SessionEntry = Schemas['SessionEntry'];
export type Space = Schemas['Space'];
export type StopOffer = Schemas['StopOffer'];
export type Thread = Schemas['Thread'];
export type VoiceChoice = Schemas['VoiceChoice'];
export type VoiceKind = Schemas['VoiceKind'];
export type VoiceOffer = Schemas['VoiceOffer'];
export type VoiceView = Schemas['VoiceView'];
