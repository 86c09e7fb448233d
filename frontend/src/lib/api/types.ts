import type { components } from './schema.js';

/** The shapes the API speaks in, by the names of its OpenAPI document. */
type Schemas = components['schemas'];

/** One page of a list; `next` is the cursor of the page after it. */
export interface Listing<T> {
	items: T[];
	next: string | null;
}

export type Audience = Card['audience'];
export type Blocked = Schemas['Blocked'];
export type Card = Schemas['Card'];
export type Case = Schemas['Case'];
export type CaseDetail = Schemas['CaseDetail'];
export type Decision = Schemas['Decision'];
export type Draft = Schemas['Draft'];
export type Edition = Schemas['Edition'];
export type Erasure = Schemas['Erasure'];
export type FollowLevel = NonNullable<Mine['follow']>;
export type Hidden = Schemas['Hidden'];
export type Helpline = Schemas['Helpline'];
export type Hint = Schemas['Hint'];
export type LogEntry = Schemas['LogEntry'];
export type Me = Schemas['Me'];
export type Mine = Schemas['Mine'];
export type Need = Card['need'];
export type Note = Card['notes'][number];
export type Notification = Schemas['Notification'];
export type Opening = Schemas['Opening'];
export type OpeningTold = Schemas['OpeningTold'];
export type OwnPost = Schemas['OwnPost'];
export type Post = Schemas['Post'];
export type Problem = Schemas['Problem'];
export type ReactionKind = Mine['reactions'][string][number];
export type Receipt = Schemas['Receipt'];
export type Report = Schemas['Report'];
export type ReportReason = Report['reason'];
export type Role = Me['role'];
export type Rule = Schemas['Rule'];
export type Session = Schemas['Session'];
export type SessionEntry = Schemas['SessionEntry'];
export type Space = Schemas['Space'];
export type Thread = Schemas['Thread'];
export type VoiceChoice = Schemas['VoiceChoice'];
export type VoiceKind = VoiceView['kind'];
export type VoiceOffer = Schemas['VoiceOffer'];
export type VoiceView = Schemas['VoiceView'];

export type Often = 'off' | 'at_once' | 'hourly' | 'daily' | 'weekly';

export interface MailSettings {
	replies: Often;
	followed: Often;
	digest: Often;
	all_stopped: boolean;
	discreet: boolean;
	with_text: boolean;
	quiet_from?: string | null;
	quiet_to?: string | null;
	pause_until?: string | null;
	reply_by_mail: boolean;
	reply_by_mail_offered: boolean;
	status: 'working' | 'doubtful' | 'unreachable' | 'complained';
	second_address?: { address: string; confirmed: boolean } | null;
}

export interface Preview {
	from: string;
	subject: string;
	preheader: string;
	text: string;
	html: string;
}

export interface StopOffer {
	kind: 'replies' | 'followed' | 'digest' | 'all';
	stopped: boolean;
}

export interface Managed {
	replies: Often;
	followed: Often;
	digest: Often;
	thread_muted?: boolean | null;
	all_stopped: boolean;
}

export interface LetterFate {
	id: string;
	kind: string;
	at: string;
	thread?: string | null;
	number?: number | null;
	fate: 'sent' | 'skipped' | 'failed' | 'bounced' | 'complained';
	reason?:
		| ('unwanted' | 'read' | 'active' | 'muted' | 'hidden' | 'blocked' | 'coalesced' | 'in_digest' | 'quiet')
		| ('paused' | 'taken_back' | 'removed' | 'held' | 'gone' | 'undone' | 'suspended' | 'cap' | 'suppressed')
		| ('unreachable' | 'expired' | 'refused' | 'full' | 'policy' | 'unwritten')
		| null;
}

export interface MailRecord {
	name: string;
	type: 'TXT' | 'MX' | 'PTR';
	value: string;
	purpose: 'spf' | 'dkim' | 'dmarc' | 'mx' | 'ptr' | 'tls_reports';
}

export interface MailRecords {
	domain: string;
	records: MailRecord[];
	warnings: string[];
}

export interface MailCheck {
	record: MailRecord;
	state: 'ok' | 'missing' | 'different' | 'unreachable';
	found?: string | null;
}

export interface FateCount {
	day: string;
	kind: string;
	fate: LetterFate['fate'];
	reason?: LetterFate['reason'];
	count: number;
}
