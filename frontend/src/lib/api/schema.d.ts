export interface components {
	schemas: {
		Problem: {
			type: string;
			title: string;
			status: number;
			code: string;
			detail: string;
			fields?: { [key: string]: string };
			request_id: string;
		};
		Member: { name: string; role: components['schemas']['Role']; limited: boolean };
		Role: 'member' | 'listener' | 'professional' | 'moderator' | 'admin';
		Session: {
			access_token: string;
			expires_in: number;
			refresh_token: string;
			member: components['schemas']['Member'];
		};
		SessionEntry: {
			id: string;
			current: boolean;
			device: string;
			shared: boolean;
			started_on: string;
			last_used_on: string;
		};
		Me: {
			name: string;
			email: string;
			role: components['schemas']['Role'];
			limited: boolean;
			locale: string;
			time_zone: string | null;
			country: string | null;
			joined_on: string;
		};
		MailSettings: { replies: 'off' | 'at_once'; discreet: boolean };
		Space: { id: string; slug: string; name: string; description: string };
		Need: 'just_listen' | 'has_this_happened_to_you' | 'advice_welcome' | 'celebrate';
		Note: 'loss' | 'birth_trauma' | 'abuse' | 'self_harm' | 'eating' | 'illness';
		Audience: 'public' | 'members';
		VoiceKind: 'named' | 'alias';
		VoiceView: {
			id: string;
			name: string;
			kind: components['schemas']['VoiceKind'];
			seed: number;
			badge?: 'author' | 'moderator' | 'professional';
		};
		VoiceChoice: { name: string; kind: components['schemas']['VoiceKind']; id: string | null };
		VoiceOffer: {
			named: components['schemas']['VoiceChoice'];
			alias: components['schemas']['VoiceChoice'];
			ticket?: string;
		};
		Card: {
			id: string;
			space: string;
			title: string | null;
			excerpt: string | null;
			voice: components['schemas']['VoiceView'];
			need: components['schemas']['Need'];
			notes: components['schemas']['Note'][];
			audience: components['schemas']['Audience'];
			state: 'open' | 'locked';
			replies: number;
			last_reply_at: string | null;
			waiting_since: string | null;
			posted_at: string;
		};
		ReactionKind: 'hug' | 'same_here' | 'doing_great' | 'thank_you' | 'light';
		Post: {
			thread: string;
			number: number;
			voice: components['schemas']['VoiceView'];
			body: string | null;
			html: string | null;
			in_reply_to: number | null;
			reactions: { [key: string]: number };
			state: 'visible' | 'removed' | 'taken_back';
			posted_at: string;
			edited_at: string | null;
		};
		Thread: components['schemas']['Card'] & {
			posts: { items: components['schemas']['Post'][]; next: string | null };
		};
		Edition: { body: string; html: string; until: string };
		OwnPost: {
			number: number;
			state: 'visible' | 'held' | 'removed' | 'taken_back';
			editable_until: string | null;
			body?: string;
		};
		FollowLevel: 'every_reply' | 'digest' | 'muted';
		Mine: {
			reactions: { [key: string]: components['schemas']['ReactionKind'][] };
			posts: components['schemas']['OwnPost'][];
			follow: components['schemas']['FollowLevel'] | null;
			read: number;
			hidden: string[];
		};
		Draft: {
			place: string;
			space?: string;
			title?: string;
			body?: string;
			voice?: components['schemas']['VoiceKind'];
			ticket?: string;
			need?: components['schemas']['Need'];
			notes?: components['schemas']['Note'][];
			audience?: components['schemas']['Audience'];
			in_reply_to?: number;
			saved_at: string;
		};
		Notification: {
			id: string;
			kind: 'reply' | 'decision' | 'report_closed';
			thread: string;
			number: number;
			read: boolean;
			at: string;
		};
		StopOffer: { kind: 'replies'; stopped: boolean };
		ReportReason:
			| 'abuse'
			| 'shaming'
			| 'personal_information'
			| 'not_what_was_asked'
			| 'spam'
			| 'concern'
			| 'illegal'
			| 'other';
		Report: {
			id: string;
			thread: string;
			number: number;
			reason: components['schemas']['ReportReason'];
			state: 'open' | 'closed';
			outcome: 'removed' | 'kept' | 'locked' | null;
			reported_at: string;
		};
		CaseReport: {
			reason: components['schemas']['ReportReason'];
			note: string | null;
			reported_at: string;
		};
		Case: {
			id: string;
			thread: string;
			number: number;
			state: 'open' | 'claimed' | 'closed';
			weight: number;
			opened_at: string;
			reports: components['schemas']['CaseReport'][];
			claimed_by: string | null;
			claimed_until: string | null;
			claimed_by_me: boolean;
		};
		ModeratedPost: components['schemas']['Post'];
		CaseDetail: components['schemas']['Case'] & {
			card: components['schemas']['Card'];
			post: components['schemas']['ModeratedPost'];
			before: components['schemas']['Post'][];
			decisions: components['schemas']['Decision'][];
			log: components['schemas']['LogEntry'][];
		};
		Decision: {
			id: string;
			thread: string;
			number: number;
			action: 'keep' | 'lock' | 'remove';
			rule: string;
			facts: string;
			message: string;
			found_by: 'report';
			automatic: boolean;
			text: string | null;
			decided_at: string;
			undone_at: string | null;
		};
		LogEntry: {
			id: string;
			at: string;
			actor: string;
			act: string;
			case: string | null;
			thread: string | null;
			number: number | null;
			detail: string;
		};
		Rule: { name: string; title: string; text: string };
		Helpline: {
			id: string;
			country: string | null;
			name: string;
			topics: string[];
			phone: string | null;
			text: string | null;
			url: string | null;
			hours: string;
			free: boolean | null;
			is_crisis: boolean;
		};
	};
}
