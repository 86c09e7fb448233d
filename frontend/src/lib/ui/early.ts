/**
 * What somebody types and chooses before a page's script has woken up. Waking, Svelte sets lists, boxes and radio buttons
 * back to what the server drew; on a slow phone that would undo a choice, and the next tap would keep the wrong one.
 */

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const chosen = new Map<Control, string | boolean>();

const isTicked = (control: Control): control is HTMLInputElement =>
	control instanceof HTMLInputElement && ['checkbox', 'radio'].includes(control.type);

const isControl = (one: EventTarget | null): one is Control =>
	(one instanceof HTMLInputElement && one.type !== 'hidden') ||
	one instanceof HTMLTextAreaElement ||
	one instanceof HTMLSelectElement;

function isTouched(control: Control): boolean {
	if (isTicked(control)) return control.checked !== control.defaultChecked;
	if (control instanceof HTMLSelectElement)
		return [...control.options].some((option) => option.selected !== option.defaultSelected);
	return control.value !== control.defaultValue;
}

const keep = (control: Control) => chosen.set(control, isTicked(control) ? control.checked : control.value);

function hear({ target }: Event): void {
	if (isControl(target)) keep(target);
}

/** Begins to remember: before the page wakes up. */
export function remember(): void {
	for (const control of document.querySelectorAll('input, textarea, select')) {
		if (isControl(control) && isTouched(control)) keep(control);
	}
	for (const kind of ['input', 'change']) document.addEventListener(kind, hear, true);
}

/** Puts everything back, once the page is awake, and tells it. */
export function putBack(): void {
	for (const kind of ['input', 'change']) document.removeEventListener(kind, hear, true);
	for (const [control, choice] of chosen) {
		if (typeof choice === 'string') control.value = choice;
		else if (isTicked(control)) control.checked = choice;
		for (const kind of ['input', 'change']) control.dispatchEvent(new Event(kind, { bubbles: true }));
	}
	chosen.clear();
}
