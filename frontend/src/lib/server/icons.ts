/** Drawings for a tab that say nothing about what is open in it. */
const ICONS = {
	page: '<path d="M7 8h10M7 12h10M7 16h6" fill="none" stroke="#6b5f56" stroke-width="1.6" stroke-linecap="round"/>',
	leaf: '<path d="M6 18C6 10.500 10.500 6 18 6c0 7.500-4.500 12-12 12zM6 18l7-7" fill="none" stroke="#6b5f56" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/>',
	dot: '<circle cx="12" cy="12" r="4.500" fill="#6b5f56"/>',
};

type IconName = keyof typeof ICONS;

/** Whether there is such a drawing. */
export function isIcon(name: string): name is IconName {
	return Object.hasOwn(ICONS, name);
}

/** The icon as a file; an unknown name is the page. */
export function iconFile(name: string): string {
	const drawing = ICONS[isIcon(name) ? name : 'page'];
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="5" fill="#faf6f0"/>${drawing}</svg>`;
}
