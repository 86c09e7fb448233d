import type { components } from './schema.js';

/** The shapes the API speaks in, by the names of its OpenAPI document. */
type Schemas = components['schemas'];

/** One page of a list; `next` is the cursor of the page after it. */
export interface Listing<T> {
	items: T[];
	next: string | null;
}

export type Affirmation = Schemas['Affirmation'];
export type Appeal = Schemas['AppealTold'];
export type Audience = Card['audience'];
export type BesideColumn = Schemas['BesideColumn'];
export type Bio = Schemas['Bio'];
export type Blocked = Schemas['Blocked'];
export type Card = Schemas['Card'];
export type Case = Schemas['Case'];
export type CaseDetail = Schemas['CaseDetail'];
export type ColumnWriter = Schemas['ColumnWriter'];
export type Decision = Schemas['Decision'];
export type Disclosure = Schemas['Disclosure'];
export type Draft = Schemas['Draft'];
export type Edition = Schemas['Edition'];
export type Erasure = Schemas['Erasure'];
export type FirstAnswers = Schemas['FirstAnswers'];
export type Listening = Schemas['Listening'];
export type Waiting = Schemas['Waiting'];
export type Writing = Schemas['Writing'];
export type FollowLevel = NonNullable<Mine['follow']>;
export type Danger = NonNullable<Schemas['Written_Post']['help_about']>[number];
export type Found = Schemas['SearchHit'];
export type Helpline = Schemas['Helpline'];
export type Hidden = Schemas['Hidden'];
export type Hint = Schemas['Hint'];
export type Keepsake = Schemas['Keepsake'];
export type LogEntry = Schemas['LogEntry'];
export type MailCheck = Schemas['Check'];
export type MailRecord = Schemas['Record'];
export type MailRecords = Schemas['MailRecords'];
export type MailSettings = Schemas['MailSettings'];
export type Managed = Schemas['Managed'];
export type Me = Schemas['Me'];
export type Mine = Schemas['Mine'];
export type Need = Card['need'];
export type Night = Schemas['Night'];
export type Note = Card['notes'][number];
export type Notification = Schemas['Notification'];
export type Often = Schemas['Often'];
export type Opening = Schemas['Opening'];
export type OpeningTold = Schemas['OpeningTold'];
export type OwnPost = Schemas['OwnPost'];
export type Post = Schemas['Post'];
export type Preview = Schemas['Preview'];
export type Prepared = Schemas['Prepared'];
export type CheckTold = Schemas['CheckTold'];
export type Trial = Schemas['Trial'];
export type Storm = Schemas['Storm'];
export type CaseGroup = Schemas['CaseGroup'];
export type BatchDecided = Schemas['BatchDecided'];
export type BatchUndone = Schemas['BatchUndone'];
export type Problem = Schemas['Problem'];
export type ReactionKind = Mine['reactions'][string][number];
export type Receipt = Schemas['Receipt'];
export type Report = Schemas['Report'];
export type ReportReason = Report['reason'];
export type Role = Me['role'];
export type Rule = Schemas['Rule'];
export type SafetyLead = Schemas['SafetyLead'];
export type Session = Schemas['Session'];
export type SessionEntry = Schemas['SessionEntry'];
export type Space = Schemas['Space'];
export type StopOffer = Schemas['StopOffer'];
export type Thread = Schemas['Thread'];
export type VoiceChoice = Schemas['VoiceChoice'];
export type VoiceKind = VoiceView['kind'];
export type VoiceOffer = Schemas['VoiceOffer'];
export type VoiceView = Schemas['VoiceView'];

export type LetterFate = Schemas['LetterFate'];
export type FateCount = Schemas['FateCount'];
export type Transparency = Schemas['Transparency'];
export type Upkeep = Schemas['Upkeep'];
export type CaseNote = Schemas['CaseNote'];
export type CaseMessage = Schemas['CaseMessage'];
export type Conversation = Schemas['Conversation'];
export type Coverage = Schemas['Coverage'];
export type Shift = Schemas['Shift'];
export type Consents = Schemas['Consents'];
export type TermsTold = Schemas['TermsTold'];
export type TermsVersion = Schemas['TermsVersion'];
export type WordErasure = Schemas['WordErasure'];
export type NoticeContact = Schemas['NoticeContact'];
export type NoticeTaken = Schemas['NoticeTaken'];
export type NoticeStatus = Schemas['NoticeStatus'];
export type OutsideNotice = Schemas['Notice'];
export type NoticeCategory = OutsideNotice['category'];

/** What the API answers to something just written: beside it, the lines that its words call for, for its writer alone. */
export type Written<T> = T & { help?: Helpline[]; help_about?: Danger[]; asked_again?: boolean };
