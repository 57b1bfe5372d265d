/** Line icons on a 24 px grid, drawn for this project. */
const paths = {
  send: 'M5 12h13M12 5l7 7-7 7',
  stop: 'M7 7h10v10H7z',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  check: 'M5 13l4 4L19 7',
  retry: 'M19 12a7 7 0 1 1-2.2-5.1M19 4v4h-4',
  collapse: 'M6 10l6 6 6-6',
  expand: 'M6 15l6-6 6 6',
  dock: 'M4 5h16v14H4zM15 5v14',
  undock: 'M4 5h16v14H4zM4 9h16',
  menu: 'M12 6h.01M12 12h.01M12 18h.01',
  open: 'M14 5h5v5M19 5l-8 8M17 14v5H5V7h5',
  quote: 'M10 7H6v5h4v-1c0 3-1 5-4 6M19 7h-4v5h4v-1c0 3-1 5-4 6',
  trash: 'M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12M10 11v5M14 11v5',
  edit: 'M5 19l1-4L16 5l3 3L9 18zM14 7l3 3',
  warning: 'M12 4l9 16H3zM12 10v5M12 17.5h.01',
  close: 'M6 6l12 12M18 6L6 18',
  tune: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4',
  plus: 'M12 5v14M5 12h14',
  mic: 'M12 4a2.5 2.5 0 0 1 2.5 2.5v5a2.5 2.5 0 0 1-5 0v-5A2.5 2.5 0 0 1 12 4M6 11.5a6 6 0 0 0 12 0M12 17.5V20',
  speaker: 'M5 10v4h3l4 4V6l-4 4zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
  play: 'M8 5.5v13l10-6.5z',
  pause: 'M8 6v12M16 6v12',
  next: 'M6 6v12l8-6zM18 6v12',
  previous: 'M18 6v12l-8-6zM6 6v12',
  repeat: 'M5 12a7 7 0 1 0 2.2-5.1M5 4v4h4',
  lock: 'M7 11h10v9H7zM9 11V8a3 3 0 0 1 6 0v3',
  record: 'M6 4h12v16H6zM9 9h6M9 13h6',
} as const;

export type IconName = keyof typeof paths;

export const Icon = ({ name }: { name: IconName }) => (
  <svg className="pd-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={paths[name]} />
  </svg>
);
